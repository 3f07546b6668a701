"""What the clock does to profiles: found by a query, done row by row, so twice, at once or weeks late is all right."""

from dataclasses import dataclass
from datetime import datetime

from companies.profiles.freshness import STEPS
from companies.profiles.freshness_reminders import ask_due
from companies.profiles.freshness_services import mark_stale


@dataclass(frozen=True)
class Aged:
    """How many profiles became stale just now, and of how many somebody was asked."""

    sunk: int
    asked: int


def look_at_ages(now: datetime) -> Aged:
    """The oldest first: after a long standstill one mail tells where a profile stands, not three."""
    sunk = mark_stale(now)
    return Aged(sunk, sum(ask_due(now, months) for months in STEPS))
