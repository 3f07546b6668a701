"""Reviews that wait: after two working days those who were asked hear again, after five the ROM's manager does."""

from datetime import date, datetime
from typing import Any

from django.db.models import OuterRef, Subquery

from challenges.posting.models import Challenge, ChallengeMove
from challenges.posting.notifications import notify_about_challenge
from challenges.posting.reviewers import list_escalation_recipients, list_review_recipients
from challenges.posting.workflow import ChallengeState
from portal.core.workdays import count_working_days
from portal.ui.dates import to_local_day

REMINDED_AFTER = 2  # working days
ESCALATED_AFTER = 5


def send_review_reminders(now: datetime) -> int:
    """Each once per time that it was submitted; how many people were told just now."""
    return sum(_remind_reviewers(challenge, to_local_day(now)) for challenge in _list_waiting_reviews())


def _list_waiting_reviews() -> list[Any]:
    """Challenges, each with `asked_at` and `asked_by_move`."""
    last = ChallengeMove.objects.filter(challenge=OuterRef("pk"), target=ChallengeState.IN_REVIEW).order_by(
        "-at", "-id"
    )
    asked = {"asked_at": Subquery(last.values("at")[:1]), "asked_by_move": Subquery(last.values("pk")[:1])}
    found = Challenge.objects.filter(state=ChallengeState.IN_REVIEW, moves__isnull=False).distinct()
    return list(found.annotate(**asked).select_related("rom"))


def _remind_reviewers(challenge: Any, today: date) -> int:
    asked_at, key = challenge.asked_at, f"review:{challenge.asked_by_move}"
    waited, told = count_working_days(to_local_day(asked_at), today), 0
    if waited >= REMINDED_AFTER:
        told += notify_about_challenge(
            list_review_recipients(challenge),
            challenge,
            "challenges/posting/mail/review_due.html",
            f"{key}:due",
            asked_at=asked_at,
        )
    if waited >= ESCALATED_AFTER:
        told += notify_about_challenge(
            list_escalation_recipients(challenge),
            challenge,
            "challenges/posting/mail/review_late.html",
            f"{key}:late",
            asked_at=asked_at,
        )
    return told
