"""Run other programs: explain in one sentence what went wrong, and end them when this process is killed."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

PR_SET_PDEATHSIG = 1  # the option of prctl(2) that asks the kernel for a signal when the parent ends


class SetupProblem(Exception):
    """A problem while setting up; its text is one sentence for the person at the keyboard, never a traceback."""


def run_or_explain(
    command: Sequence[str | Path], what: str, *, env: Mapping[str, str] | None = None, **options: Any
) -> str:
    """Run a program and return its output; raise SetupProblem with the end of its output when it fails.

    what: the step in words, with which the sentence of the problem starts.
    """
    try:
        done: subprocess.CompletedProcess[str] = subprocess.run(
            list(map(str, command)),
            env=env,
            stdin=subprocess.DEVNULL if "input" not in options else None,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            preexec_fn=build_parent_death_hook(signal.SIGKILL),
            **options,
        )
    except OSError as error:
        raise SetupProblem(f"{what} did not work: {error}.") from error
    if done.returncode:
        raise SetupProblem(
            f"{what} did not work: {summarise_output_end(done.stdout) or f'exit status {done.returncode}'}"
        )
    return done.stdout


def summarise_output_end(output: str, lines: int = 3) -> str:
    """Return the last lines of a program's output as one line; that is where programs put the reason of a failure."""
    filled = [line.strip() for line in output.splitlines() if line.strip()]
    return " / ".join(filled[-lines:])


def build_parent_death_hook(number: signal.Signals) -> Callable[[], None] | None:
    """Build a `preexec_fn` with which the kernel signals the child when the *thread* that started it ends.

    Return None on systems other than Linux, which cannot do this. The hook is safe beside other threads: before the
    child becomes its program, it makes two system calls only, which are prepared here.
    """
    if sys.platform != "linux":
        return None
    prctl, parent = ctypes.CDLL(None).prctl, os.getpid()

    def ask_kernel() -> None:
        prctl(PR_SET_PDEATHSIG, int(number))
        if os.getppid() != parent:  # the parent ended before the kernel knew of the wish
            os._exit(1)

    return ask_kernel


def is_process_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:  # it runs as another user
        return True
    return True
