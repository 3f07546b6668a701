"""Copy the test database from a template, which is built once and used until a migration changes.

Running all migrations takes several seconds, copying the result less than one. Every process (each worker of
pytest-xdist, too) takes the first number that is free and makes its own copy under that number. A lock in PostgreSQL
holds the number. PostgreSQL releases it when the process ends, even when the process is killed; whoever takes the
number next replaces the copy. `--create-db` builds the template again.
"""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from pytest_django.plugin import DjangoDbBlocker

TEMPLATE = "koppelvlak_template_"
KEPT = 3  # checkouts that share a server need templates of their own
LOCKS = 7_261_934  # the first half of our advisory locks; the second is the number of a copy
TEMPLATE_LOCK = 0


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker, django_db_createdb: bool
) -> Iterator[None]:
    """Replace pytest-django's fixture, which runs the migrations in every process."""
    with django_db_blocker.unblock():
        maintenance = connection._nodb_cursor()
        cursor = maintenance.__enter__()
        number = take_free_number(cursor)
        template, copy = TEMPLATE + hash_of_files(migration_files()), f"test_koppelvlak_{number}"
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [LOCKS, TEMPLATE_LOCK])
        if django_db_createdb or not exists(cursor, template):
            build(cursor, template)
        drop_old_templates(cursor, keep=template)
        drop(cursor, copy)
        cursor.execute(f'CREATE DATABASE "{copy}" TEMPLATE "{template}"')
        cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCKS, TEMPLATE_LOCK])
        use(copy)
    yield
    with django_db_blocker.unblock():
        connection.close()
        drop(cursor, copy)
        maintenance.__exit__(None, None, None)


def take_free_number(cursor: Any) -> int:
    """Lock a number for as long as the connection of this cursor lasts."""
    for number in count(TEMPLATE_LOCK + 1):
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCKS, number])
        if cursor.fetchone()[0]:
            return number
    raise AssertionError("unreachable")


def migration_files() -> list[Path]:
    """List the migrations of every installed app, those of packages included."""
    return [path for app in apps.get_app_configs() for path in Path(app.path, "migrations").glob("*.py")]


def hash_of_files(paths: Iterable[Path]) -> str:
    """Hash names and contents, but not the folder: checkouts with the same migrations share a template."""
    parts = sorted((path.parts[-3:], hashlib.sha256(path.read_bytes()).hexdigest()) for path in paths)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]


def build(cursor: Any, template: str) -> None:
    """Run the migrations under another name first, so that an interrupted build is never taken for a template."""
    half, before = f"{TEMPLATE}half", connection.settings_dict["NAME"]
    drop(cursor, half)
    cursor.execute(f'CREATE DATABASE "{half}"')
    use(half)
    call_command("migrate", interactive=False, verbosity=0)
    connection.close()
    use(before)
    drop(cursor, template)
    cursor.execute(f'ALTER DATABASE "{half}" RENAME TO "{template}"')
    cursor.execute(f'ALTER DATABASE "{template}" ALLOW_CONNECTIONS false')  # a connection would block copying


def drop_old_templates(cursor: Any, keep: str) -> None:
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s ORDER BY oid DESC", [f"{TEMPLATE}%"])
    for (name,) in cursor.fetchall()[KEPT:]:
        if name != keep:
            drop(cursor, name)


def exists(cursor: Any, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def drop(cursor: Any, name: str) -> None:
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def use(name: str) -> None:
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
