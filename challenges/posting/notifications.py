"""Who is told of a move: those who are to review, and those who wrote."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from challenges.posting.models import Challenge
from challenges.posting.reviewers import asked_of, writers_of
from challenges.posting.workflow_models import ChallengeMove
from portal.accounts.models import User
from portal.notifications.bulk import Note, notify_each
from portal.notifications.models import Kind


def tell(made: ChallengeMove) -> None:
    """In the transaction of the move; who made it knows already."""
    challenge = made.challenge
    if made.name in {"submit", "change"}:
        tell_each(asked_of(challenge), challenge, "challenges/mail/review_asked", f"review:{made.pk}:asked", made=made)
    elif made.name == "refuse":
        tell_each(
            writers_of(challenge), challenge, "challenges/mail/review_refused", f"review:{made.pk}:refused", made=made
        )


def tell_approved(made: ChallengeMove, writers: Iterable[User]) -> None:
    """By the approval they are no writers any more, so the caller names them."""
    tell_each(writers, made.challenge, "challenges/mail/review_approved", f"review:{made.pk}:approved", made=made)


def tell_each(people: Iterable[User], challenge: Challenge, template: str, key: str, **context: Any) -> int:
    """How many did not know yet."""
    made = context.get("made")
    by = made.by_id if made and made.name != "change" else None
    url = reverse("challenges:challenge_edit", args=[challenge.slug]) + "#state"
    shown = {"challenge": challenge, **context}
    notes = [Note(person, key, shown, url) for person in people if person.pk != by]
    return notify_each(Kind.REVIEWS, template, notes)
