import os
import signal
import subprocess
import sys
import urllib.request

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from challenges.management.commands import demo as command
from portal.devserver import postgres
from portal.devserver.places import ROOT
from portal.devserver.supervisor import is_postgres_on_folder, read_server_pid
from portal.management import databases


@pytest.fixture
def named_database(monkeypatch):
    monkeypatch.setattr(postgres, "is_private_database", lambda: False)
    monkeypatch.setattr(databases, "recreate_database", lambda: pytest.fail("emptied"))


@pytest.mark.django_db
@pytest.mark.parametrize("confirm", [[], ["--confirm", "another"]])
def test_demo_does_not_empty_a_database_that_somebody_named(named_database, confirm):
    with pytest.raises(CommandError, match="would empty the database .* add --confirm"):
        call_command("demo", "--no-serve", "--reset", *confirm)


@pytest.mark.django_db
def test_demo_empties_a_named_database_when_its_name_is_confirmed(monkeypatch):
    emptied = []
    monkeypatch.setattr(postgres, "is_private_database", lambda: False)
    monkeypatch.setattr(databases, "recreate_database", lambda: emptied.append(True))
    monkeypatch.setattr(command, "STEPS", [])
    call_command("demo", "--no-serve", "--reset", confirm=command.connection.settings_dict["NAME"])
    assert emptied == [True]


def test_demo_stays_out_of_production(settings):
    settings.PRODUCTION = True
    with pytest.raises(CommandError, match="known passwords"):
        call_command("demo")


@pytest.fixture
def running_demo(open_folder):
    env = os.environ | {"KOPPELVLAK_DATA": str(open_folder), "DATABASE_URL": ""}
    env["DJANGO_SETTINGS_MODULE"] = "portal.settings"
    arguments = [sys.executable, "manage.py", "demo", "--port", "0"]
    with subprocess.Popen(arguments, cwd=ROOT, env=env, stdout=subprocess.PIPE, text=True) as demo:
        yield demo
        demo.kill()


def test_demo_serves_and_ends_with_a_sentence_and_without_a_process(running_demo, open_folder):
    address = next(line.split()[3] for line in running_demo.stdout if line.startswith("Koppelvlak is at"))
    server = read_server_pid(open_folder / "postgres" / "data")
    assert urllib.request.urlopen(f"{address}/static/portal/favicon.svg").status == 200
    assert "Koppelvlak" in urllib.request.urlopen(address).read().decode()
    running_demo.send_signal(signal.SIGINT)
    said = running_demo.stdout.read()
    assert said.count("@example.org") >= 4
    assert said.endswith("Stopped. What was typed is kept; `python3 manage.py demo` goes on with it.\n")
    assert running_demo.wait() == 0
    assert not is_postgres_on_folder(server, open_folder / "postgres" / "data")
