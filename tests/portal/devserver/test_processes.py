import signal
import subprocess
import sys

import pytest

from portal.devserver.places import ROOT
from portal.devserver.processes import SetupProblem, build_parent_death_hook, run_or_explain, summarise_output_end

PARENT = """
from portal.devserver.processes import run_or_explain
run_or_explain(["sh", "-c", "echo $$ >&9; exec sleep 60"], "Sleeping", pass_fds=[9])
"""


def test_run_or_explain_returns_the_output():
    assert run_or_explain(["echo", "hello"], "Saying hello") == "hello\n"


def test_run_or_explain_tells_the_programs_own_reason():
    with pytest.raises(SetupProblem) as problem:
        run_or_explain(["sh", "-c", "echo working; echo 'no room on the disk' >&2; exit 3"], "Copying")
    assert str(problem.value) == "Copying did not work: working / no room on the disk"


def test_run_or_explain_tells_the_status_of_a_silent_program():
    with pytest.raises(SetupProblem, match="Copying did not work: exit status 3"):
        run_or_explain(["sh", "-c", "exit 3"], "Copying")


def test_run_or_explain_tells_of_a_missing_program():
    with pytest.raises(SetupProblem, match="Copying did not work: .*No such file"):
        run_or_explain(["/no/such/program"], "Copying")


def test_last_words_are_the_last_lines_that_say_something():
    assert summarise_output_end("one\n\n  two \nthree\n\n", lines=2) == "two / three"


def test_parent_death_hook_exists_on_linux_only(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert build_parent_death_hook(signal.SIGINT) is None


@pytest.mark.skipif(sys.platform != "linux", reason="needs the kernel's help")
def test_run_or_explain_ends_the_program_when_its_parent_is_killed():
    """Read the pipe to the end, which waits until the program has closed its side by ending."""
    parent = subprocess.Popen(
        ["sh", "-c", 'exec "$0" -c "$1" 9>&1 >/dev/null', sys.executable, PARENT], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert int(parent.stdout.readline())
    parent.kill()
    assert parent.communicate(timeout=5)[0] == b""
