"""Empties the database after a test that committed: only the tables that hold rows, and Django's own stay filled."""

from collections.abc import Iterator
from functools import cache

import pytest
from django.db import OperationalError, connection, transaction
from django.test import TransactionTestCase
from psycopg.errors import DeadlockDetected

KEPT = {"django_content_type", "auth_permission"}


@pytest.fixture(autouse=True, scope="session")
def _empty_quickly() -> Iterator[None]:
    """Django's way truncates a hundred tables and makes all permissions again, after each such test; it is left to
    databases that forbid the quick one."""
    thorough = TransactionTestCase._fixture_teardown
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", lambda self: _empty() if _is_superuser() else thorough(self)
        )
        yield


@cache
def _is_superuser() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW is_superuser")
        return cursor.fetchone() == ("on",)


def _empty() -> None:
    """Goes on until nothing is found: a page that was closed may have had one more request on its way."""
    assert not connection.in_atomic_block, "a test that commits, inside `one_world`"
    while True:
        try:
            if not _empty_once():
                return
        except OperationalError as error:
            if not isinstance(error.__cause__, DeadlockDetected):
                raise


@transaction.atomic
def _empty_once() -> bool:
    """Whether there was anything to delete."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")  # no trigger and no foreign key looks
        cursor.execute(" UNION ALL ".join(f"(SELECT '{table}' FROM \"{table}\" LIMIT 1)" for table in _tables()))
        filled = cursor.fetchall()
        for (table,) in filled:
            cursor.execute(f'DELETE FROM "{table}"')
    return bool(filled)


@cache
def _tables() -> list[str]:
    return sorted(set(connection.introspection.django_table_names(only_existing=True)) - KEPT)
