import subprocess
import sys

import pytest

from portal.devserver.places import ROOT
from portal.management.commands.test import choose_workers


@pytest.mark.parametrize("arguments", [[], ["-k", "word"], ["-k", "portal"], ["-q", "-m", "not browser"]])
def test_tests_run_on_every_core(arguments):
    assert choose_workers(arguments) == ["-n", "auto", "--dist", "worksteal"]


@pytest.mark.parametrize("arguments", [["-n", "2"], ["-n0"], ["--numprocesses=1"], ["-x", "--pdb"], ["-p", "no:xdist"]])
def test_tests_run_as_the_caller_says(arguments):
    assert choose_workers(arguments) == []


@pytest.mark.parametrize("path", ["tests/portal", "tests/test_access.py", "tests/test_access.py::test_it[a-b::c]"])
def test_a_path_runs_without_workers(path):
    assert choose_workers(["-x", path]) == []
    assert choose_workers([path, "-n", "2"]) == []  # the caller's own -n is passed on as it is


def test_options_reach_pytest_as_they_were_typed():
    typed = ["-n0", "-q", "--collect-only", "-k", "reach_pytest and not nothing", __file__]
    done = subprocess.run([sys.executable, "manage.py", "test", *typed], cwd=ROOT, capture_output=True, text=True)
    assert done.stdout.count("::") == 1
    assert "test_options_reach_pytest_as_they_were_typed" in done.stdout
    assert done.returncode == 0


def test_pytests_exit_status_is_the_commands():
    done = subprocess.run([sys.executable, "manage.py", "test", "--no-such-option"], cwd=ROOT, capture_output=True)
    assert done.returncode == 4
    assert b"unrecognized arguments: --no-such-option" in done.stderr
