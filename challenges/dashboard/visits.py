"""Looks at the overview: what a person saw last time is kept, so that the next time can tell what changed."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from typing import Any

from challenges.dashboard.models import Visit
from challenges.matching.models import Match
from companies.profiles.models import Company
from portal.accounts.models import User

APART = timedelta(hours=4)  # looks closer together are one visit: reloading a page takes no news away


@dataclass(frozen=True)
class SeenMatch:
    """How a company stood with one challenge: points in tenths, the rule that it failed, and the closing time."""

    total: int
    failed_rule: str
    closes_at: str

    @classmethod
    def of(cls, match: Match) -> "SeenMatch":
        closes_at = match.challenge.closes_at
        return cls(match.total, match.failed_rule, closes_at.isoformat() if closes_at else "")


@dataclass(frozen=True)
class PreviousVisit:
    """The list at the end of the visit before this one; `at` is None for who is here for the first time."""

    at: datetime | None
    standings: dict[int, SeenMatch]


def record_dashboard_visit(user: User, company: Company, matches: list[Match], now: datetime) -> PreviousVisit:
    """Keep what the person sees now, and tell what they saw last time; two statements."""
    seen = {str(match.challenge_id): asdict(SeenMatch.of(match)) for match in matches}
    last = Visit.objects.filter(user=user, company=company).first()
    visit = Visit(user=user, company=company, seen_at=now, seen=seen)
    if last is not None:
        is_new = now - last.seen_at >= APART
        visit.before_at, visit.before = (last.seen_at, last.seen) if is_new else (last.before_at, last.before)
    _save_visit(visit)
    return PreviousVisit(visit.before_at, _read_seen_matches(visit.before))


def _save_visit(visit: Visit) -> None:
    """One statement, also where two tabs of a new visitor look at once."""
    Visit.objects.bulk_create(
        [visit],
        update_conflicts=True,
        unique_fields=["user", "company"],
        update_fields=["seen_at", "seen", "before_at", "before"],
    )


def _read_seen_matches(kept: dict[str, dict[str, Any]]) -> dict[int, SeenMatch]:
    return {int(challenge): SeenMatch(**standing) for challenge, standing in kept.items()}
