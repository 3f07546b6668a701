import signal
import subprocess
import sys

import pytest

from portal.devserver.children import build_parent_death_hook
from portal.devserver.places import ROOT

PARENT = """
from portal.devserver.problem import run_or_explain
run_or_explain(["sh", "-c", "echo $$ >&9; exec sleep 60"], "Sleeping", pass_fds=[9])
"""


def test_end_with_parent_is_for_linux_alone(monkeypatch):
    monkeypatch.setattr(sys, "platform", "darwin")
    assert build_parent_death_hook(signal.SIGINT) is None


@pytest.mark.skipif(sys.platform != "linux", reason="needs the kernel's help")
def test_a_program_ends_with_the_command_that_runs_it():
    """Its end of the pipe closes when it ends; until then reading to the end would wait."""
    parent = subprocess.Popen(
        ["sh", "-c", 'exec "$0" -c "$1" 9>&1 >/dev/null', sys.executable, PARENT], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert int(parent.stdout.readline())
    parent.kill()
    assert parent.communicate(timeout=5)[0] == b""
