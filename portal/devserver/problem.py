"""What goes wrong while setting up is told in one sentence, never as a traceback."""

import signal
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from portal.devserver.children import build_parent_death_hook


class SetupProblem(Exception):
    """Its text is one sentence for the person at the keyboard."""


def run_or_explain(
    command: Sequence[str | Path], what: str, *, env: Mapping[str, str] | None = None, **options: Any
) -> str:
    """The program's output; a Problem with the program's own last words when it fails."""
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
    """The end of a program's output on one line, where programs put the reason."""
    said = [line.strip() for line in output.splitlines() if line.strip()]
    return " / ".join(said[-lines:])
