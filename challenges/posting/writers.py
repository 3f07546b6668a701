"""Who wrote what a colleague has yet to approve, and which changes ask for a new approval."""

from collections.abc import Collection

from django.core.exceptions import ValidationError
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from challenges.posting.models import Challenge
from challenges.posting.transitions import transition_locked_challenge
from challenges.posting.workflow import CLOSED_STATES, TIMED_STATES, ChallengeState
from challenges.posting.workflow_models import ChallengeWriter
from portal.accounts.models import User

# What a colleague approves. Dates, technologies and questions may change afterwards without a new approval.
REVIEWED_FIELDS = (
    *("title_nl", "title_en", "teaser_nl", "teaser_en", "branch", "visibility", "trl_min", "trl_max"),
    *(
        "needs_ownership",
        "needs_established",
        "needs_export_control",
        "needs_screening",
        "only_region",
        "counts_experience",
        "budget_eur",
    ),
)
REVIEWED = {*REVIEWED_FIELDS, "annex"}  # the annex is in a table of its own


def record_writer(challenge: Challenge, user: User) -> None:
    """From now on this person has written at it, and does not approve it."""
    ChallengeWriter.objects.bulk_create(
        [ChallengeWriter(challenge=challenge, user=user, wrote_at=Now())],
        update_conflicts=True,
        unique_fields=["challenge", "user"],
        update_fields=["wrote_at"],
    )


def request_new_review(challenge: Challenge, changed: Collection[str], by: User) -> Challenge:
    """After a change by this person, in its transaction: what was approved already goes back to review.

    challenge: as it was just saved, so that its row is held.
    """
    if not changed:
        return challenge
    record_writer(challenge, by)
    if challenge.state in TIMED_STATES and REVIEWED & set(changed):
        return transition_locked_challenge(challenge, ChallengeState.IN_REVIEW, by)
    return challenge


def check_change_allowed(challenge: Challenge, changed: Collection[str]) -> None:
    """ValidationError where companies have answered what would be changed now."""
    if challenge.state in CLOSED_STATES and REVIEWED & set(changed):
        raise ValidationError(_("It is closed: its text and rules stay as companies answered them."), code="settled")
