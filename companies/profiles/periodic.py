"""What the clock does to profiles: found by a query, done row by row, so twice, at once or weeks late is all right."""

from dataclasses import dataclass
from datetime import datetime

from companies.profiles.freshness import STEPS
from companies.profiles.freshness_reminders import ask_due_companies
from companies.profiles.freshness_services import mark_outdated_profiles


@dataclass(frozen=True)
class FreshnessCounts:
    """How many profiles became stale just now, and of how many somebody was asked."""

    sunk: int
    asked: int


def run_due_freshness(now: datetime) -> FreshnessCounts:
    """The oldest first: after a long standstill one mail tells where a profile stands, not three."""
    sunk = mark_outdated_profiles(now)
    return FreshnessCounts(sunk, sum(ask_due_companies(now, months) for months in STEPS))
