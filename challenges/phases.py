"""Where a challenge stands for its reader: its state, and for an open one what the clock says."""

from datetime import datetime

from django.db.models import Q, TextChoices
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge

State = Challenge.State


class Phase(TextChoices):
    OPEN = "open", _("Open")
    UPCOMING = "upcoming", _("Opens soon")
    CLOSED = "closed", _("Closed")
    DECIDED = "decided", _("Decided")
    DRAFT = "draft", _("Draft")
    WITHDRAWN = "withdrawn", _("Withdrawn")


PUBLISHED = (Phase.OPEN, Phase.UPCOMING, Phase.CLOSED, Phase.DECIDED)
_BY_STATE = {
    State.DRAFT: Phase.DRAFT,
    State.EVALUATING: Phase.CLOSED,
    State.DECIDED: Phase.DECIDED,
    State.ARCHIVED: Phase.DECIDED,
    State.WITHDRAWN: Phase.WITHDRAWN,
}


def phase_of(challenge: Challenge, now: datetime) -> Phase:
    if challenge.state != State.OPEN:
        return _BY_STATE[State(challenge.state)]
    if challenge.opens_at and now < challenge.opens_at:
        return Phase.UPCOMING
    return Phase.OPEN if challenge.is_open_at(now) else Phase.CLOSED


def in_phase(phase: str, now: datetime) -> Q:
    """The same rule for querysets."""
    state_is_open = Q(state=State.OPEN)
    if phase == Phase.OPEN:
        return state_is_open & Q(opens_at__lte=now, closes_at__gt=now)
    if phase == Phase.UPCOMING:
        return state_is_open & Q(opens_at__gt=now)
    states = [state for state, found in _BY_STATE.items() if found == phase]
    if phase == Phase.CLOSED:
        return Q(state__in=states) | state_is_open & Q(closes_at__lte=now)
    return Q(state__in=states)
