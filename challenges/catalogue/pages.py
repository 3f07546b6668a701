"""The parts of a challenge's page that are the same for everyone: where it stands, and its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.posting.display_status import Phase, opens_on_approval, phase_of
from challenges.posting.models import Challenge
from challenges.posting.status_chips import Fact, closing_label
from challenges.posting.workflow import HIDDEN_STATES, State
from challenges.sessions.models import Session
from portal.ui.dates import day, moment

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


def steps(challenge: Challenge, now: datetime) -> list[Step]:
    """Four: until it is published those that lead there, then those that follow. None for one that was withdrawn."""
    phase = phase_of(challenge, now)
    if phase == Phase.WITHDRAWN:
        return []
    shown = UNPUBLISHED if phase in UNPUBLISHED[:3] else ANNOUNCED if challenge.pre_release_at else PUBLISHED
    place = shown.index(phase if phase in shown else Phase.OPEN)
    return [Step(str(STEPS[each]), at < place, at == place) for at, each in enumerate(shown)]


def facts(challenge: Challenge, sessions: Iterable[Session], now: datetime) -> list[Fact]:
    found = [Fact(_("Asked by"), challenge.get_branch_display())]
    found += _opening(challenge, now)
    if challenge.closes_at:
        found.append(Fact(closing_label(challenge, now), moment(challenge.closes_at)))
    found += [Fact(_("Session"), session_line(session), session.get_absolute_url()) for session in sessions]
    if challenge.budget_eur is not None:
        found.append(Fact(_("Budget"), _("€ %(amount)s") % {"amount": number_format(challenge.budget_eur)}))
    if challenge.visibility != Challenge.Visibility.PUBLIC:
        found.append(Fact(_("Visible to"), challenge.get_visibility_display()))
    if challenge.source:
        found.append(Fact(_("Source"), challenge.source))
    return found


def _opening(challenge: Challenge, now: datetime) -> list[Fact]:
    """When it opens or was posted, and the ROM. What nobody approved was not posted, whatever its date says; and what
    was withdrawn may never have been."""
    by_rom = [Fact(_("ROM"), str(challenge.rom))] if challenge.rom else []
    if not challenge.opens_at:
        return by_rom
    on = day(challenge.opens_at, "year")
    if opens_on_approval(challenge, now):
        return [Fact(_("Opens"), _("as soon as it is approved")), *by_rom]
    is_ahead = challenge.opens_at > now
    if challenge.state == State.WITHDRAWN or (challenge.state in HIDDEN_STATES and not is_ahead):
        return [Fact(_("Opening date"), on), *by_rom]
    said = _("%(day)s, by %(rom)s") % {"day": on, "rom": challenge.rom} if challenge.rom else on
    return [Fact(_("Opens") if is_ahead else _("Posted"), said)]


def session_line(session: Session) -> str:
    return _("%(session)s, %(day)s") % {"session": session, "day": day(session.starts_at, "year")}
