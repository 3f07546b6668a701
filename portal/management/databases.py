"""Create, update and recreate the database as a whole."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO

from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from psycopg import sql

from portal.devserver.progress import announce_slow_step

PREPARATION_LOCK = 5_150_226  # the number of our advisory lock, chosen at random


def recreate_database() -> None:
    """Drop the database, also when others are connected to it, and create it again."""
    name = sql.Identifier(connection.settings_dict["NAME"])
    connection.close()
    with connection._nodb_cursor() as cursor:  # the connection with which Django makes its test databases
        cursor.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(name))
        cursor.execute(sql.SQL("CREATE DATABASE {}").format(name))


def update_database() -> None:
    """Run the migrations that are missing, and load the reference data into a new database."""
    executor = MigrationExecutor(connection)
    is_new = not executor.loader.applied_migrations
    if not executor.migration_plan(executor.loader.graph.leaf_nodes()):
        return
    with hold_preparation_lock(), announce_slow_step("Bringing the tables up to date"):
        call_command("migrate", interactive=False, verbosity=0)
        if is_new:
            call_command("load_reference", stdout=StringIO())


@contextmanager
def hold_preparation_lock() -> Iterator[None]:
    """Hold an advisory lock for the block, so that two commands do not fill the same database at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [PREPARATION_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [PREPARATION_LOCK])
