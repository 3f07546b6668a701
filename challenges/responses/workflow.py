"""Define the states of a response and the table of transitions between them; portal/core/workflow.py applies it.

A response has no log of its own: each submission is a row that never changes, and the audit keeps withdrawals.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db.models import TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.posting.display_status import ChallengePhase, get_phase
from challenges.posting.models import Challenge
from challenges.posting.workflow import TIMED_STATES
from portal.core.workflow import Attempt, Transition, Workflow
from portal.ui.dates import format_date_time

CLOSED = "closed"  # the code of every refusal because a challenge is not open
CHANGED = "changed"  # the code of a refusal because a colleague changed something just now


class ResponseState(TextChoices):
    DRAFT = "draft", gettext_lazy("Draft")
    SUBMITTED = "submitted", gettext_lazy("Submitted")
    WITHDRAWN = "withdrawn", gettext_lazy("Withdrawn")


def explain_closed_challenge(challenge: Challenge, now: datetime) -> str:
    phase = get_phase(challenge, now)
    if phase == ChallengePhase.IN_REVIEW:
        return _("The ROM is changing this challenge. Your text is safe; you can continue when the challenge reopens.")
    if phase in {ChallengePhase.DRAFT, ChallengePhase.SCHEDULED, ChallengePhase.WITHDRAWN}:
        return _("The ROM has withdrawn this challenge. You can no longer respond.")
    if phase == ChallengePhase.UPCOMING:
        return _("This challenge opens on %(moment)s.") % {"moment": format_date_time(challenge.opens_at)}
    if challenge.state in TIMED_STATES:
        return _("This challenge closed on %(moment)s.") % {"moment": format_date_time(challenge.closes_at)}
    return _("The ROM has closed this challenge. You can no longer respond.")


def require_open(attempt: Attempt) -> ValidationError | None:
    """Until the deadline by PostgreSQL's clock, and only while the ROM has not taken the challenge back."""
    challenge, now = attempt.row.challenge, attempt.now
    if now is None or challenge.is_open_at(now):
        return None
    return ValidationError(explain_closed_challenge(challenge, now), code=CLOSED)


def _refuse(attempt: Attempt) -> ValidationError:
    return ValidationError(_("Someone else has just changed this response. Check it and try again."), code=CHANGED)


COMPANY = "company"
BY_COMPANY, OPEN, S = frozenset({COMPANY}), (require_open,), ResponseState
RESPONSE_WORKFLOW = Workflow(
    (
        Transition("submit", (S.DRAFT, S.SUBMITTED, S.WITHDRAWN), (S.SUBMITTED,), BY_COMPANY, OPEN),
        Transition("withdraw", (S.SUBMITTED,), (S.WITHDRAWN,), BY_COMPANY, OPEN),
    ),
    _refuse,
)
