"""Where a challenge stands for its reader: its state, and for one on its way what the clock says."""

from datetime import datetime

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from challenges.posting.workflow import TIMED_STATES

State = Challenge.State


class ChallengePhase(TextChoices):
    OPEN = "open", _("Open")
    UPCOMING = "upcoming", _("Opens soon")
    CLOSED = "closed", _("Closed")
    DECIDED = "decided", _("Decided")
    DRAFT = "draft", _("Draft")
    IN_REVIEW = "in_review", _("Awaiting approval")
    SCHEDULED = "scheduled", _("Scheduled")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PUBLISHED = (ChallengePhase.OPEN, ChallengePhase.UPCOMING, ChallengePhase.CLOSED, ChallengePhase.DECIDED)
_BY_STATE = {
    State.DRAFT: ChallengePhase.DRAFT,
    State.IN_REVIEW: ChallengePhase.IN_REVIEW,
    State.EVALUATING: ChallengePhase.CLOSED,
    State.DECIDED: ChallengePhase.DECIDED,
    State.ARCHIVED: ChallengePhase.DECIDED,
    State.WITHDRAWN: ChallengePhase.WITHDRAWN,
}


def get_phase(challenge: Challenge, now: datetime) -> ChallengePhase:
    if challenge.state not in TIMED_STATES:
        return _BY_STATE[State(challenge.state)]
    if challenge.opens_at and now < challenge.opens_at:
        return ChallengePhase.SCHEDULED if _is_unannounced(challenge, now) else ChallengePhase.UPCOMING
    return ChallengePhase.OPEN if challenge.is_open_at(now) else ChallengePhase.CLOSED


def _is_unannounced(challenge: Challenge, now: datetime) -> bool:
    """Of one that is not open yet: whether it is still unannounced."""
    announced = challenge.pre_release_at and challenge.pre_release_at <= now
    return challenge.state == State.SCHEDULED and not announced


def can_open_on_approval(challenge: Challenge, now: datetime) -> bool:
    """Not approved, its opening past and its deadline not: whoever approves it opens it."""
    is_ahead = challenge.closes_at is None or now < challenge.closes_at
    is_due = challenge.opens_at is not None and challenge.opens_at <= now
    return challenge.state in {State.DRAFT, State.IN_REVIEW} and is_due and is_ahead


def build_phase_condition(phase: str, now: datetime) -> Q:
    """The same rule for querysets."""
    is_timed = Q(state__in=TIMED_STATES)
    announced = ~Q(state=State.SCHEDULED) | Q(pre_release_at__isnull=False, pre_release_at__lte=now)
    if phase == ChallengePhase.OPEN:
        return is_timed & Q(opens_at__lte=now, closes_at__gt=now)
    if phase == ChallengePhase.UPCOMING:
        return is_timed & Q(opens_at__gt=now) & announced
    if phase == ChallengePhase.SCHEDULED:
        return is_timed & Q(opens_at__gt=now) & ~announced
    states = [state for state, found in _BY_STATE.items() if found == phase]
    if phase == ChallengePhase.CLOSED:
        return Q(state__in=states) | is_timed & Q(closes_at__lte=now)
    return Q(state__in=states)
