import os
import subprocess
import sys
import threading

import pytest
from django.db import connection

from portal.devserver.places import ROOT
from portal.management.databases import hold_preparation_lock

EMPTY = """
import os, django
django.setup()
from django.db import connection
from portal.management import databases
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE typed (value int)")
databases.recreate_database()
with connection.cursor() as cursor:
    cursor.execute("SELECT to_regclass('typed') IS NULL")
    print(cursor.fetchone()[0])
"""


@pytest.mark.django_db(transaction=True)
def test_preparing_alone_makes_the_second_wait():
    order = []

    def prepare():
        with hold_preparation_lock():
            order.append("second")
        connection.close()

    with hold_preparation_lock():
        second = threading.Thread(target=prepare)
        second.start()
        second.join(timeout=0.3)
        order.append("first")
    second.join(timeout=10)
    assert order == ["first", "second"]


def test_empty_database_leaves_nothing(open_folder):
    """In a process of its own, on a server of its own: it drops the database under everyone who uses it."""
    setup = (
        "import os\nfrom portal.devserver import postgres\n"
        "os.environ['DATABASE_URL'] = postgres.start_shared_server('test')\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", setup + EMPTY],
        cwd=ROOT,
        env=os.environ | {"KOPPELVLAK_DATA": str(open_folder), "DJANGO_SETTINGS_MODULE": "portal.settings"},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.returncode) == ("True\n", 0), done.stderr
