"""The parts of a challenge's page that are the same for everyone: where it stands, and its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.models import Challenge, Session
from challenges.phases import Phase, phase_of
from challenges.presenters.challenge_list import NOT_YET, Chip, closing_chip
from portal.face.dates import day, moment

UNPUBLISHED = (Phase.DRAFT, Phase.IN_REVIEW, Phase.SCHEDULED, Phase.OPEN)
PUBLISHED = (Phase.DRAFT, Phase.OPEN, Phase.CLOSED, Phase.DECIDED)
ANNOUNCED = (Phase.UPCOMING, *PUBLISHED[1:])
STEPS = {
    Phase.DRAFT: gettext_lazy("Draft"),
    Phase.IN_REVIEW: gettext_lazy("Review"),
    Phase.SCHEDULED: gettext_lazy("Scheduled"),
    Phase.UPCOMING: gettext_lazy("Announced"),
    Phase.OPEN: gettext_lazy("Open"),
    Phase.CLOSED: gettext_lazy("Evaluation"),
    Phase.DECIDED: gettext_lazy("Decided"),
}


@dataclass(frozen=True)
class Step:
    """A state in the life of a challenge: passed, current, or still to come."""

    label: str
    passed: bool
    current: bool


@dataclass(frozen=True)
class Fact:
    label: str
    value: str
    url: str = ""


def steps(challenge: Challenge, now: datetime) -> list[Step]:
    """Four: until it is published those that lead there, then those that follow. None for one that was withdrawn."""
    phase = phase_of(challenge, now)
    if phase == Phase.WITHDRAWN:
        return []
    shown = UNPUBLISHED if phase in UNPUBLISHED[:3] else ANNOUNCED if challenge.pre_release_at else PUBLISHED
    place = shown.index(phase if phase in shown else Phase.OPEN)
    return [Step(str(STEPS[each]), at < place, at == place) for at, each in enumerate(shown)]


def state_chip(challenge: Challenge, now: datetime) -> Chip:
    """On its own page a challenge always says how it stands."""
    phase = phase_of(challenge, now)
    if phase == Phase.OPEN:
        return closing_chip(challenge, now) or Chip("open", str(phase.label))
    return Chip("draft" if phase in NOT_YET else "closed", str(phase.label))


def facts(challenge: Challenge, sessions: Iterable[Session], now: datetime) -> list[Fact]:
    found = [Fact(_("Asked by"), challenge.get_branch_display())]
    if challenge.opens_at:
        names = {"day": day(challenge.opens_at, "year"), "rom": challenge.rom or ""}
        posted = _("%(day)s, by %(rom)s") if challenge.rom else _("%(day)s")
        found.append(Fact(_("Opens") if challenge.opens_at > now else _("Posted"), posted % names))
    elif challenge.rom:
        found.append(Fact(_("ROM"), str(challenge.rom)))
    if challenge.closes_at:
        found.append(Fact(_("Closes"), moment(challenge.closes_at)))
    found += [Fact(_("Session"), session_line(session), session.get_absolute_url()) for session in sessions]
    if challenge.budget_eur is not None:
        found.append(Fact(_("Budget"), _("€ %(amount)s") % {"amount": number_format(challenge.budget_eur)}))
    if challenge.visibility != Challenge.Visibility.PUBLIC:
        found.append(Fact(_("Visible to"), challenge.get_visibility_display()))
    if challenge.source:
        found.append(Fact(_("Source"), challenge.source))
    return found


def session_line(session: Session) -> str:
    return _("%(session)s, %(day)s") % {"session": session, "day": day(session.starts_at, "year")}
