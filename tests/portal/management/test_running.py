import os
import subprocess
import sys

import pytest

from portal.devserver import postgres
from portal.devserver.places import ROOT
from portal.management import runner
from portal.management.runner import run_command


@pytest.fixture
def done(monkeypatch):
    """What was done, in order, by stand-ins for the steps; the database is our own."""
    done = []
    monkeypatch.setattr(postgres, "is_private_database", lambda: True)
    monkeypatch.setattr(runner, "create_tables", lambda: done.append("tables"))
    monkeypatch.setattr(runner, "execute_from_command_line", lambda argv: done.append(" ".join(argv[1:])))
    return done


def test_whichever_command_comes_first_makes_the_tables(done):
    run_command(["manage.py", "shell", "-c", "1"])
    assert done == ["tables", "shell -c 1"]


@pytest.mark.parametrize("name", ["migrate", "demo", "test", "help", "--version"])
def test_a_command_that_goes_its_own_way_finds_none(done, name):
    run_command(["manage.py", name])
    assert done == [name]


def test_tables_of_a_named_database_are_left_to_those_who_named_it(done, monkeypatch):
    monkeypatch.setattr(postgres, "is_private_database", lambda: False)
    run_command(["manage.py", "shell"])
    assert done == ["shell"]


def test_ctrl_c_is_no_traceback(done, monkeypatch):
    def interrupt(argv):
        raise KeyboardInterrupt

    monkeypatch.setattr(runner, "execute_from_command_line", interrupt)
    with pytest.raises(SystemExit) as end:
        run_command(["manage.py", "shell"])
    assert end.value.code == 130


@pytest.mark.parametrize(
    ("name", "value", "said"), [("REDIS_URL", "localhost", "REDIS_URL must be"), ("CONN_MAX_AGE", "x", "“x”")]
)
def test_a_setting_that_makes_no_sense_is_one_sentence(name, value, said):
    env = os.environ | {name: value, "DJANGO_SETTINGS_MODULE": "portal.settings"}
    done = subprocess.run([sys.executable, "manage.py", "check"], cwd=ROOT, env=env, capture_output=True, text=True)
    assert done.stderr.startswith("A setting in the environment makes no sense. ")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.returncode == 1


def test_the_first_command_in_a_new_place_finds_tables_and_reference_data(open_folder):
    env = os.environ | {"KOPPELVLAK_DATA": str(open_folder), "DATABASE_URL": "", "DJANGO_SETTINGS_MODULE": ""}
    env.pop("DJANGO_SETTINGS_MODULE")
    question = "from portal.models import ROM, User; print(ROM.objects.count(), User.objects.count())"
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "-v0", "-c", question], cwd=ROOT, env=env, capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("9 0\n", 0), done.stderr
