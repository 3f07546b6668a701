"""One lock for all matching: a run holds it alone, those who work on the pieces of a refresh share it. Both wait for
the other, in the order in which they came."""

from django.db import connection

LOCK = 0x6B6F7070  # "kopp"


def wait_for_turn() -> None:
    """Until the transaction ends nobody else matches."""
    _take("pg_advisory_xact_lock")


def share_turn() -> None:
    """Until the transaction ends no run begins."""
    _take("pg_advisory_xact_lock_shared")


def _take(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])
