"""Counts what one request costs: the project files that it enters, and its round trips to the database."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from portal.devserver.places import ROOT

OUTSIDE = tuple(f"{ROOT / name}/" for name in ("tests", ".venv"))


def count_files(call: Callable[[], object]) -> int:
    """Return how many files of the project have a function that is entered during the call."""
    entered: set[str] = set()

    def note(frame: FrameType, event: str, _argument: Any) -> None:
        if event == "call":
            entered.add(frame.f_code.co_filename)

    sys.setprofile(note)
    try:
        call()
    finally:
        sys.setprofile(None)
    return sum(name.startswith(f"{ROOT}/") and not name.startswith(OUTSIDE) for name in entered)


def count_round_trips(call: Callable[[], object]) -> int:
    """Return how many statements the call sends to the database.

    BEGIN, COMMIT, SAVEPOINT and RELEASE count too. The context of the audit trail travels in the same message as the
    statement that it belongs to, and therefore costs no round trip of its own.
    """
    with CaptureQueriesContext(connection) as captured:
        call()
    return len(captured)
