"""Reviews that wait: after two working days those who were asked hear again, after five the ROM's manager does."""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from challenges.posting.models import Challenge
from challenges.posting.notifications import tell_each
from challenges.posting.reviewers import asked_of, escalated_to
from challenges.posting.workflow import State
from challenges.posting.workflow_models import ChallengeMove
from portal.core.workdays import working_days_between
from portal.ui.dates import as_day

REMINDED_AFTER = 2  # working days
ESCALATED_AFTER = 5


def remind_of_reviews(now: datetime) -> int:
    """Each once per time that it was submitted; how many people were told just now."""
    return sum(_remind(challenge, as_day(now)) for challenge in _waiting())


def _waiting() -> list[Any]:
    """Challenges, each with `asked_at` and `asked_by_move`."""
    last = ChallengeMove.objects.filter(challenge=OuterRef("pk"), target=State.IN_REVIEW).order_by("-at", "-id")
    asked = {"asked_at": Subquery(last.values("at")[:1]), "asked_by_move": Subquery(last.values("pk")[:1])}
    found = Challenge.objects.filter(state=State.IN_REVIEW, moves__isnull=False).distinct()
    return list(found.annotate(**asked).select_related("rom"))


def _remind(challenge: Any, today: date) -> int:
    asked_at, key = challenge.asked_at, f"review:{challenge.asked_by_move}"
    waited, told = working_days_between(as_day(asked_at), today), 0
    if waited >= REMINDED_AFTER:
        told += tell_each(asked_of(challenge), challenge, "challenges/mail/review_due", f"{key}:due", asked_at=asked_at)
    if waited >= ESCALATED_AFTER:
        told += tell_each(
            escalated_to(challenge), challenge, "challenges/mail/review_late", f"{key}:late", asked_at=asked_at
        )
    return told
