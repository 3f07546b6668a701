"""The status of a challenge in a few words: chips, facts and deadlines."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from challenges.posting.display_status import ChallengePhase, get_phase
from challenges.posting.models import Challenge
from portal.ui.dates import count_days_until, format_day, format_days_until

NOT_YET = frozenset(
    {ChallengePhase.UPCOMING, ChallengePhase.SCHEDULED, ChallengePhase.IN_REVIEW, ChallengePhase.DRAFT}
)  # its shape: dashed


SOON = timedelta(days=14)


@dataclass(frozen=True)
class StatusChip:
    """A state worth telling in a list: the shape's name and the words."""

    state: str
    label: str


def get_status_chip(challenge: Challenge, now: datetime) -> StatusChip | None:
    """None for what goes without saying: open, with time left."""
    phase = get_phase(challenge, now)
    if phase == ChallengePhase.OPEN:
        return get_closing_chip(challenge, now)
    shape = "draft" if phase in NOT_YET else "closed"
    if phase == ChallengePhase.UPCOMING:
        return StatusChip(shape, _("Opens on %(day)s") % {"day": format_day(challenge.opens_at)})
    return StatusChip(shape, str(phase.label))


def get_closing_chip(challenge: Challenge, now: datetime) -> StatusChip | None:
    if not challenge.closes_at or challenge.closes_at - now > SOON:
        return None
    if not count_days_until(challenge.closes_at):
        return StatusChip("soon", _("Closes today"))
    when = {"day": format_day(challenge.closes_at), "in_days": format_days_until(challenge.closes_at)}
    return StatusChip("soon", _("Closes on %(day)s, %(in_days)s") % when)


ENDED = (ChallengePhase.CLOSED, ChallengePhase.DECIDED, ChallengePhase.WITHDRAWN)


@dataclass(frozen=True)
class ChallengeFact:
    label: str
    value: str
    url: str = ""


def get_full_status_chip(challenge: Challenge, now: datetime) -> StatusChip:
    """On its own page a challenge always says how it stands."""
    phase = get_phase(challenge, now)
    if phase == ChallengePhase.OPEN:
        return get_closing_chip(challenge, now) or StatusChip("open", str(phase.label))
    return StatusChip("draft" if phase in NOT_YET else "closed", str(phase.label))


def get_closing_label(challenge: Challenge, now: datetime) -> str:
    """One that was closed by hand, taken back or never opened has a deadline that says no more than that."""
    phase = get_phase(challenge, now)
    if challenge.closes_at and now < challenge.closes_at:
        return _("Deadline") if phase in ENDED else _("Closes")
    return _("Closed") if phase in {ChallengePhase.CLOSED, ChallengePhase.DECIDED} else _("Deadline")
