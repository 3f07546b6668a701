"""The status of a challenge in a few words: chips, facts and deadlines."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _

from challenges.posting.display_status import Phase, phase_of
from challenges.posting.models import Challenge
from portal.ui.dates import day, days_until, in_days

NOT_YET = frozenset({Phase.UPCOMING, Phase.SCHEDULED, Phase.IN_REVIEW, Phase.DRAFT})  # its shape: dashed


SOON = timedelta(days=14)


@dataclass(frozen=True)
class Chip:
    """A state worth telling in a list: the shape's name and the words."""

    state: str
    label: str


def chip(challenge: Challenge, now: datetime) -> Chip | None:
    """None for what goes without saying: open, with time left."""
    phase = phase_of(challenge, now)
    if phase == Phase.OPEN:
        return closing_chip(challenge, now)
    shape = "draft" if phase in NOT_YET else "closed"
    if phase == Phase.UPCOMING:
        return Chip(shape, _("Opens on %(day)s") % {"day": day(challenge.opens_at)})
    return Chip(shape, str(phase.label))


def closing_chip(challenge: Challenge, now: datetime) -> Chip | None:
    if not challenge.closes_at or challenge.closes_at - now > SOON:
        return None
    if not days_until(challenge.closes_at):
        return Chip("soon", _("Closes today"))
    when = {"day": day(challenge.closes_at), "in_days": in_days(challenge.closes_at)}
    return Chip("soon", _("Closes on %(day)s, %(in_days)s") % when)


ENDED = (Phase.CLOSED, Phase.DECIDED, Phase.WITHDRAWN)


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def state_chip(challenge: Challenge, now: datetime) -> Chip:
    """On its own page a challenge always says how it stands."""
    phase = phase_of(challenge, now)
    if phase == Phase.OPEN:
        return closing_chip(challenge, now) or Chip("open", str(phase.label))
    return Chip("draft" if phase in NOT_YET else "closed", str(phase.label))


def closing_label(challenge: Challenge, now: datetime) -> str:
    """One that was closed by hand, taken back or never opened has a deadline that says no more than that."""
    phase = phase_of(challenge, now)
    if challenge.closes_at and now < challenge.closes_at:
        return _("Deadline") if phase in ENDED else _("Closes")
    return _("Closed") if phase in {Phase.CLOSED, Phase.DECIDED} else _("Deadline")
