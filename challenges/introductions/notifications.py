"""Put a step in words, for the page, for mail and for the admin, and tell everyone of the sides but who took it.

No message names a person, only organisations.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.workflow import (
    CLOCK,
    COMPANY,
    COMPANY_ROM,
    OWNER,
    REASONED,
    IntroductionAction,
    IntroductionParty,
    IntroductionState,
)
from challenges.posting.permissions import filter_challenge_readers, get_owning_rom_ids
from portal.accounts.models import User
from portal.core.bilingual import get_local_text
from portal.notifications.models import NotificationKind
from portal.notifications.services import Notice, notify_each
from portal.ui.dates import format_day

SENTENCES = {
    IntroductionAction.ACCEPT: gettext_lazy("%(who)s said yes"),
    IntroductionAction.DECLINE: gettext_lazy("%(who)s declined"),
    IntroductionAction.WITHDRAW: gettext_lazy("%(who)s took it back"),
    IntroductionAction.REMIND: gettext_lazy("A reminder went to who had not answered"),
    IntroductionAction.LAPSE: gettext_lazy("It lapsed: not everyone answered in time"),
    IntroductionAction.MEET: gettext_lazy("They met, says %(who)s"),
    IntroductionAction.FOLLOW_UP: gettext_lazy("A follow-up was agreed, says %(who)s"),
    IntroductionAction.TEST: gettext_lazy("A test was done, says %(who)s"),
    IntroductionAction.PILOT: gettext_lazy("A pilot began, says %(who)s"),
    IntroductionAction.CONTRACT: gettext_lazy("There is a contract, says %(who)s"),
    IntroductionAction.INVESTMENT: gettext_lazy("There is an investment, says %(who)s"),
    IntroductionAction.STOP: gettext_lazy("%(who)s stopped"),
}
ASKED_BY_COMPANY = gettext_lazy("%(who)s is interested and asks for an introduction")
ASKED_BY_ROM = gettext_lazy("%(who)s proposes an introduction")
SOMEBODY = gettext_lazy("A ROM")


def get_organisation_name(
    introduction: Introduction, side: IntroductionParty | str, step: IntroductionStep | None = None
) -> str:
    """Return the name of a side; of several ROMs that own the challenge, the one that took the step."""
    if side == COMPANY:
        return str(introduction.company)
    if step is not None and step.rom_id:
        return str(step.rom)
    rom = introduction.company_rom if side == COMPANY_ROM else introduction.challenge.rom
    return str(rom or SOMEBODY)


def describe_introduction_step(step: IntroductionStep, who: str = "") -> str:
    """Say what happened; `who` stands in place of the organisation's name."""
    who = who or ("" if step.side == CLOCK else get_organisation_name(step.introduction, step.side, step))
    if step.what == IntroductionAction.ASK:
        template = ASKED_BY_COMPANY if step.side == COMPANY else ASKED_BY_ROM
    else:
        template = SENTENCES[IntroductionAction(step.what)]
    return str(template) % {"who": who}


@dataclass(frozen=True)
class StepNotice:
    """A step as it is told to somebody of one side, in the language that is active when it is read."""

    step: IntroductionStep
    side: IntroductionParty

    @property
    def introduction(self) -> Introduction:
        return self.step.introduction

    @property
    def pair(self) -> str:
        title = get_local_text(self.introduction.challenge, "title").text
        return _("%(company)s and “%(title)s”") % {"company": self.introduction.company, "title": title}

    @property
    def title(self) -> str:
        """Say what happened, short enough for the subject of an email."""
        if self.step.what == IntroductionAction.REMIND:
            return _("An introduction waits for your answer")
        if self.step.state == IntroductionState.INTRODUCED and self.step.what == IntroductionAction.ACCEPT:
            return _("You are introduced: everyone said yes")
        return describe_introduction_step(self.step)

    @property
    def reason(self) -> str:
        return self.step.get_reason_display()

    @property
    def next(self) -> str:
        """Say what the reader can do now."""
        introduction = self.introduction
        if introduction.state == IntroductionState.INTRODUCED:
            return _("The page of the introduction now shows whom to call or write to. Make an appointment.")
        if introduction.state != IntroductionState.ASKED:
            return ""
        if self.side in introduction.needed - introduction.accepted:
            return _("Say yes or no until %(day)s.") % {"day": format_day(get_last_answer_day(introduction))}
        return _("The others can answer until %(day)s.") % {"day": format_day(get_last_answer_day(introduction))}


def get_last_answer_day(introduction: Introduction) -> datetime:
    """Return a time on the last day on which an answer comes in time."""
    return get_last_answer_time(introduction.lapses_at)


def get_last_answer_time(lapses_at: datetime) -> datetime:
    """Return the last minute before it lapses, which is on the day before, as it lapses when a day begins."""
    return lapses_at - timedelta(minutes=1)


def notify_introduction_step(step: IntroductionStep, *, also_who_took_it: bool = False) -> None:
    """Tell the sides that have not answered of a reminder, and every side of all other steps.

    also_who_took_it: for a step that follows from what the person said elsewhere.
    """
    introduction = step.introduction
    readers: dict[User, IntroductionParty] = {}
    for side in get_notified_sides(step):
        for person in list_side_recipients(introduction, side):
            readers.setdefault(person, side)
    notify_each(
        Notice(
            person,
            NotificationKind.INTRODUCTIONS,
            "challenges/introductions/mail/introduction.html",
            f"introduction:{introduction.pk}:{step.pk}",
            {"news": StepNotice(step, side), "has_reason": step.what in REASONED},
            introduction.get_absolute_url(),
        )
        for person, side in readers.items()
        if also_who_took_it or person.pk != step.by_id
    )


def get_notified_sides(step: IntroductionStep) -> list[IntroductionParty]:
    introduction = step.introduction
    asked = (
        introduction.needed - introduction.accepted if step.what == IntroductionAction.REMIND else introduction.needed
    )
    return [side for side in (COMPANY, OWNER, COMPANY_ROM) if side in asked]


def list_side_recipients(introduction: Introduction, side: IntroductionParty) -> list[User]:
    """Return a company's people as far as they may see the challenge; of a ROM, those who took a step or wrote it.

    All staff of the ROM are returned if there are none.
    """
    people = User.objects.filter(is_active=True).order_by("pk")
    if side == COMPANY:
        members = people.filter(memberships__company=introduction.company_id)
        if introduction.introduced_at:
            return list(members)
        return filter_challenge_readers(members, introduction.challenge)
    roms: Iterable[int | None] = (
        get_owning_rom_ids(introduction.challenge) if side == OWNER else [introduction.company_rom_id]
    )
    staff = people.filter(rom__in=[rom for rom in roms if rom])
    known = Q(pk__in=introduction.steps.values("by"))
    if side == OWNER:
        known |= Q(pk=introduction.challenge.created_by_id)
    return list(staff.filter(known)) or list(staff)
