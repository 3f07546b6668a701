"""The parts of a challenge's page that are the same for everyone: where it stands, and its facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.posting.display_status import ChallengePhase, can_open_on_approval, get_phase
from challenges.posting.models import Challenge
from challenges.posting.status_chips import ChallengeFact, get_closing_label
from challenges.posting.workflow import HIDDEN_STATES, ChallengeState
from challenges.sessions.models import Session
from portal.ui.dates import format_date_time, format_day

UNPUBLISHED = (ChallengePhase.DRAFT, ChallengePhase.IN_REVIEW, ChallengePhase.SCHEDULED, ChallengePhase.OPEN)


PUBLISHED = (ChallengePhase.DRAFT, ChallengePhase.OPEN, ChallengePhase.CLOSED, ChallengePhase.DECIDED)


ANNOUNCED = (ChallengePhase.UPCOMING, *PUBLISHED[1:])


STEPS = {
    ChallengePhase.DRAFT: gettext_lazy("Draft"),
    ChallengePhase.IN_REVIEW: gettext_lazy("Review"),
    ChallengePhase.SCHEDULED: gettext_lazy("Scheduled"),
    ChallengePhase.UPCOMING: gettext_lazy("Announced"),
    ChallengePhase.OPEN: gettext_lazy("Open"),
    ChallengePhase.CLOSED: gettext_lazy("Evaluation"),
    ChallengePhase.DECIDED: gettext_lazy("Decided"),
}


@dataclass(frozen=True)
class StatusStep:
    """A state in the life of a challenge: passed, current, or still to come."""

    label: str
    passed: bool
    current: bool


def build_status_steps(challenge: Challenge, now: datetime) -> list[StatusStep]:
    """Four: until it is published those that lead there, then those that follow. None for one that was withdrawn."""
    phase = get_phase(challenge, now)
    if phase == ChallengePhase.WITHDRAWN:
        return []
    shown = UNPUBLISHED if phase in UNPUBLISHED[:3] else ANNOUNCED if challenge.pre_release_at else PUBLISHED
    place = shown.index(phase if phase in shown else ChallengePhase.OPEN)
    return [StatusStep(str(STEPS[each]), at < place, at == place) for at, each in enumerate(shown)]


def list_challenge_facts(challenge: Challenge, sessions: Iterable[Session], now: datetime) -> list[ChallengeFact]:
    found = [ChallengeFact(_("Asked by"), challenge.get_branch_display())]
    found += _list_opening_facts(challenge, now)
    if challenge.closes_at:
        found.append(ChallengeFact(get_closing_label(challenge, now), format_date_time(challenge.closes_at)))
    found += [
        ChallengeFact(_("Session"), format_session_line(session), session.get_absolute_url()) for session in sessions
    ]
    if challenge.budget_eur is not None:
        found.append(ChallengeFact(_("Budget"), _("€ %(amount)s") % {"amount": number_format(challenge.budget_eur)}))
    if challenge.visibility != Challenge.Visibility.PUBLIC:
        found.append(ChallengeFact(_("Visible to"), challenge.get_visibility_display()))
    if challenge.source:
        found.append(ChallengeFact(_("Source"), challenge.source))
    return found


def _list_opening_facts(challenge: Challenge, now: datetime) -> list[ChallengeFact]:
    """When it opens or was posted, and the ROM. What nobody approved was not posted, whatever its date says; and what
    was withdrawn may never have been."""
    by_rom = [ChallengeFact(_("ROM"), str(challenge.rom))] if challenge.rom else []
    if not challenge.opens_at:
        return by_rom
    on = format_day(challenge.opens_at, "year")
    if can_open_on_approval(challenge, now):
        return [ChallengeFact(_("Opens"), _("as soon as it is approved")), *by_rom]
    is_ahead = challenge.opens_at > now
    if challenge.state == ChallengeState.WITHDRAWN or (challenge.state in HIDDEN_STATES and not is_ahead):
        return [ChallengeFact(_("Opening date"), on), *by_rom]
    said = _("%(day)s, by %(rom)s") % {"day": on, "rom": challenge.rom} if challenge.rom else on
    return [ChallengeFact(_("Opens") if is_ahead else _("Posted"), said)]


def format_session_line(session: Session) -> str:
    return _("%(session)s, %(day)s") % {"session": session, "day": format_day(session.starts_at, "year")}
