"""What commands do to the database as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection
from psycopg import sql

PREPARING = 5_150_226  # the number of our advisory lock, meaning nothing else


def empty_database() -> None:
    """Drop the database and make it anew, whoever is connected to it."""
    name = sql.Identifier(connection.settings_dict["NAME"])
    connection.close()
    with connection._nodb_cursor() as cursor:  # the connection that Django's own test databases are made with
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(name))


@contextmanager
def preparing_alone() -> Iterator[None]:
    """Two commands that fill the same database at once take turns."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARING])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARING])
