"""One lock for all matching: a run holds it alone, those who work on the pieces of a refresh share it. Both wait for
the other, in the order in which they came."""

from django.db import connection

LOCK = 0x6B6F7070  # "kopp"


def lock_matching() -> None:
    """Until the transaction ends nobody else matches."""
    _take_advisory_lock("pg_advisory_xact_lock")


def share_matching_lock() -> None:
    """Until the transaction ends no run begins."""
    _take_advisory_lock("pg_advisory_xact_lock_shared")


def _take_advisory_lock(function: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s)", [LOCK])
