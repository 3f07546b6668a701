"""Tell reviewers and writers of each step of a review, and companies of their invitations."""

from collections.abc import Iterable
from typing import Any

from django.urls import reverse

from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import Challenge, ChallengeMove
from challenges.posting.reviewers import get_challenge_writers, list_review_recipients
from companies.profiles.permissions import list_company_members
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify


def notify_challenge_move(made: ChallengeMove) -> None:
    """Tell those concerned, except who made the move; in its transaction."""
    challenge = made.challenge
    if made.name in {"submit", "change"}:
        notify_about_challenge(
            list_review_recipients(challenge),
            challenge,
            "challenges/posting/mail/review_asked.html",
            f"review:{made.pk}:asked",
            made=made,
        )
    elif made.name == "refuse":
        notify_about_challenge(
            get_challenge_writers(challenge),
            challenge,
            "challenges/posting/mail/review_refused.html",
            f"review:{made.pk}:refused",
            made=made,
        )


def notify_challenge_approved(made: ChallengeMove, writers: Iterable[User]) -> None:
    """Tell the writers, whom the caller names because the approval has ended their being writers."""
    notify_about_challenge(
        writers, made.challenge, "challenges/posting/mail/review_approved.html", f"review:{made.pk}:approved", made=made
    )


def notify_about_challenge(
    people: Iterable[User], challenge: Challenge, template: str, key: str, **context: Any
) -> int:
    """Tell people of the challenge; return how many had not been told yet."""
    made = context.get("made")
    by = made.by_id if made and made.name != "change" else None
    url = reverse("challenges:challenge_edit", args=[challenge.slug]) + "#state"
    others = [person for person in people if person.pk != by]
    context = {"challenge": challenge, **context}
    return notify(others, NotificationKind.REVIEWS, template, key=key, context=context, url=url)


def notify_invited(invitation: ChallengeInvitation) -> None:
    """Tell the people of the company, who may see the challenge from now on."""
    notify(
        list_company_members(invitation.company_id),
        NotificationKind.CHALLENGES,
        "challenges/posting/mail/invited.html",
        key=f"invited:{invitation.pk}",
        context={"challenge": invitation.challenge, "company": invitation.company},
        url=reverse("challenges:challenge_detail", args=[invitation.challenge.slug]),
    )


def notify_invitation_withdrawn(invitation: ChallengeInvitation) -> None:
    """Tell the people of the company, if they had been invited; in the transaction that removes the invitation."""
    challenge = invitation.challenge
    # Where the whole challenge was for invited companies, there is no page of it left for them.
    is_hidden = challenge.visibility == Challenge.Visibility.INVITED
    notify(
        list_company_members(invitation.company_id) if invitation.told_at else [],
        NotificationKind.CHALLENGES,
        "challenges/posting/mail/invitation_taken_back.html",
        key=f"invited:{invitation.pk}:taken_back",
        context={"challenge": challenge, "company": invitation.company, "is_hidden": is_hidden},
        url=reverse("challenges:challenge_list") if is_hidden else challenge.get_absolute_url(),
    )
