import gettext
import os
import runpy
import sys

import pytest

from portal.devserver import command, environment, postgres
from portal.devserver.command import compile_all_catalogues, prepare_machine
from portal.devserver.places import ROOT
from portal.devserver.processes import SetupProblem


@pytest.fixture
def done(monkeypatch):
    """What was done, in order, by stand-ins for the steps."""
    done = []
    monkeypatch.setenv("DATABASE_URL", "")
    monkeypatch.setattr(environment, "enter_environment", lambda lock: done.append(f"environment {lock}"))
    monkeypatch.setattr(command, "compile_all_catalogues", lambda: done.append("catalogues"))
    monkeypatch.setattr(postgres, "start_shared_server", lambda kind: done.append(f"server {kind}") or "postgres://it")
    return done


def test_a_command_gets_environment_catalogues_and_database(done):
    prepare_machine(["manage.py", "shell", "-c", "1"])
    assert done == ["environment base", "catalogues", "server main"]
    assert command.os.environ["DATABASE_URL"] == "postgres://it"


def test_the_tests_get_their_own_packages_settings_and_server(done, monkeypatch):
    monkeypatch.setenv("DJANGO_SETTINGS_MODULE", "set back afterwards")
    monkeypatch.delenv("DJANGO_SETTINGS_MODULE")
    prepare_machine(["manage.py", "test"])
    assert done == ["environment dev", "catalogues", "server test"]
    assert command.os.environ["DJANGO_SETTINGS_MODULE"] == "tests.settings"


def test_tests_keep_their_bytecode_where_nothing_may_lie_beside_the_code(done, monkeypatch, tmp_path):
    for name, value in {
        "PYTHONDONTWRITEBYTECODE": "1",
        "KOPPELVLAK_DATA": str(tmp_path),
        "PYTHONPYCACHEPREFIX": "",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    monkeypatch.setattr(sys, "pycache_prefix", None)
    prepare_machine(["manage.py", "test"])
    assert "PYTHONDONTWRITEBYTECODE" not in command.os.environ
    assert command.os.environ["PYTHONPYCACHEPREFIX"] == sys.pycache_prefix == str(tmp_path / "bytecode")
    assert not sys.dont_write_bytecode


def test_a_database_that_is_named_is_used(done, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://theirs")
    prepare_machine(["manage.py", "shell"])
    assert done == ["environment base", "catalogues"]
    assert command.os.environ["DATABASE_URL"] == "postgres://theirs"


@pytest.mark.parametrize("argv", [["manage.py"], ["manage.py", "help"], ["manage.py", "--version"]])
def test_help_starts_no_database(done, argv):
    prepare_machine(argv)
    assert done == ["environment base", "catalogues"]


@pytest.mark.parametrize("problem", [SetupProblem("The disk is full."), OSError("The disk is full.")])
def test_a_problem_is_one_sentence_and_status_1(done, monkeypatch, problem):
    def fail(lock):
        raise problem

    monkeypatch.setattr(environment, "enter_environment", fail)
    with pytest.raises(SystemExit) as end:
        prepare_machine(["manage.py", "migrate"])
    assert end.value.code == "Koppelvlak could not set itself up. The disk is full."
    assert done == []


def test_ctrl_c_while_setting_up_is_no_traceback(done, monkeypatch):
    def interrupt(lock):
        raise KeyboardInterrupt

    monkeypatch.setattr(environment, "enter_environment", interrupt)
    with pytest.raises(SystemExit) as end:
        prepare_machine(["manage.py", "migrate"])
    assert end.value.code == 130


def test_an_older_python_gets_one_sentence(monkeypatch):
    monkeypatch.setattr(sys, "version_info", (3, 9, 2, "final", 0))
    with pytest.raises(SystemExit, match=r"needs Python 3\.11 or newer, and this is Python 3\.9"):
        runpy.run_path(str(ROOT / "manage.py"), run_name="__main__")


SOURCE = """
msgid ""
msgstr "Content-Type: text/plain; charset=UTF-8\\n"

msgid "challenge"
msgstr "uitdaging"
"""


@pytest.fixture
def source(tmp_path):
    path = tmp_path / "portal" / "locale" / "nl" / "LC_MESSAGES" / "django.po"
    path.parent.mkdir(parents=True)
    path.write_text(SOURCE)
    return path


def translate_challenge(source):
    with source.with_suffix(".mo").open("rb") as compiled:
        return gettext.GNUTranslations(compiled).gettext("challenge")


def test_compile_all_catalogues_writes_one_beside_its_source(tmp_path, source):
    compile_all_catalogues(tmp_path)
    assert translate_challenge(source) == "uitdaging"
    assert [path.name for path in sorted(source.parent.iterdir())] == ["django.mo", "django.po"]


def test_compile_all_catalogues_skips_an_unchanged_source(tmp_path, source):
    compile_all_catalogues(tmp_path)
    compiled = source.with_suffix(".mo")
    os.utime(compiled, (2e9, 2e9))
    compile_all_catalogues(tmp_path)
    assert compiled.stat().st_mtime == 2e9
    source.write_text(SOURCE.replace("uitdaging", "vraag"))
    os.utime(source, (2e9 + 1, 2e9 + 1))
    compile_all_catalogues(tmp_path)
    assert translate_challenge(source) == "vraag"


def test_compile_all_catalogues_names_a_broken_source(tmp_path, source):
    source.write_text('msgid "challenge\nmsgstr')
    with pytest.raises(SetupProblem, match="django.po cannot be compiled"):
        compile_all_catalogues(tmp_path)
    assert not source.with_suffix(".mo").exists()
