"""Report on stderr which step is running, once it takes more than two seconds."""

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

QUIET_SECONDS = 2.0
REPEAT_SECONDS = 10.0


@contextmanager
def announce_slow_step(what: str) -> Iterator[None]:
    """Report the step in the block while it runs, and how long it took; print nothing when it is quick."""
    started = time.monotonic()
    done = threading.Event()
    reporter = threading.Thread(target=_report_until_done, args=(what, started, done), daemon=True)
    reporter.start()
    try:
        yield
    finally:
        done.set()
        reporter.join()
    seconds = time.monotonic() - started
    if seconds >= QUIET_SECONDS:
        print_to_stderr(f"{what}: done in {seconds:.0f} s")


def _report_until_done(what: str, started: float, done: threading.Event) -> None:
    wait = QUIET_SECONDS
    while not done.wait(wait):
        print_to_stderr(f"{what} ... {time.monotonic() - started:.0f} s")
        wait = REPEAT_SECONDS


def print_to_stderr(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
