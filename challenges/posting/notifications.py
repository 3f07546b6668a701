"""Who is told of a move: those who are to review, and those who wrote."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from challenges.posting.models import Challenge
from challenges.posting.reviewers import get_challenge_writers, list_review_recipients
from challenges.posting.workflow_models import ChallengeMove
from portal.accounts.models import User
from portal.notifications.bulk import PersonalNotice, notify_users
from portal.notifications.models import NotificationKind


def notify_challenge_move(made: ChallengeMove) -> None:
    """In the transaction of the move; who made it knows already."""
    challenge = made.challenge
    if made.name in {"submit", "change"}:
        notify_about_challenge(
            list_review_recipients(challenge),
            challenge,
            "challenges/posting/mail/review_asked",
            f"review:{made.pk}:asked",
            made=made,
        )
    elif made.name == "refuse":
        notify_about_challenge(
            get_challenge_writers(challenge),
            challenge,
            "challenges/posting/mail/review_refused",
            f"review:{made.pk}:refused",
            made=made,
        )


def notify_challenge_approved(made: ChallengeMove, writers: Iterable[User]) -> None:
    """By the approval they are no writers any more, so the caller names them."""
    notify_about_challenge(
        writers, made.challenge, "challenges/posting/mail/review_approved", f"review:{made.pk}:approved", made=made
    )


def notify_about_challenge(
    people: Iterable[User], challenge: Challenge, template: str, key: str, **context: Any
) -> int:
    """How many did not know yet."""
    made = context.get("made")
    by = made.by_id if made and made.name != "change" else None
    url = reverse("challenges:challenge_edit", args=[challenge.slug]) + "#state"
    shown = {"challenge": challenge, **context}
    notes = [PersonalNotice(person, key, shown, url) for person in people if person.pk != by]
    return notify_users(NotificationKind.REVIEWS, template, notes)
