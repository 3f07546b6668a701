import pytest
from django.db import connection

from tests.database import TEMPLATE, hash_of_files, migration_files, take_free_number


def test_the_hash_changes_when_a_migration_changes(tmp_path):
    migration = tmp_path / "portal" / "migrations" / "0001_initial.py"
    migration.parent.mkdir(parents=True)
    migration.write_text("operations = []")
    before = hash_of_files([migration])
    assert hash_of_files([migration]) == before
    migration.write_text("operations = [1]")
    assert hash_of_files([migration]) != before
    added = migration.with_name("0002_more.py")
    added.write_text("")
    assert hash_of_files([added, migration]) not in {before, hash_of_files([migration])}


def test_migrations_of_packages_count_too():
    folders = {path.parts[-3] for path in migration_files()}
    assert {"portal", "companies", "challenges", "auth", "pghistory"} <= folders


@pytest.mark.django_db
def test_this_run_uses_a_copy_of_todays_template():
    name = connection.settings_dict["NAME"]
    assert name.startswith("test_koppelvlak_")
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datallowconn FROM pg_database WHERE datname = %s", [TEMPLATE + hash_of_files(migration_files())]
        )
        assert cursor.fetchone() == (False,)


@pytest.mark.django_db
def test_two_processes_never_take_the_same_number():
    with connection._nodb_cursor() as one, connection._nodb_cursor() as other:
        numbers = take_free_number(one), take_free_number(other)
    mine = int(connection.settings_dict["NAME"].rpartition("_")[2])
    assert len({*numbers, mine}) == 3
