"""A step in words, for the page, for mail and for the admin. It names organisations, and nobody else."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.workflow import (
    CLOCK,
    COMPANY,
    COMPANY_ROM,
    IntroductionAction,
    IntroductionParty,
    IntroductionState,
)
from portal.core.bilingual import get_local_text
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
    """The name of a side: of several ROMs that own the challenge the one that took the step."""
    if side == COMPANY:
        return str(introduction.company)
    if step is not None and step.rom_id:
        return str(step.rom)
    rom = introduction.company_rom if side == COMPANY_ROM else introduction.challenge.rom
    return str(rom or SOMEBODY)


def describe_introduction_step(step: IntroductionStep, who: str = "") -> str:
    """What happened. who: in place of the organisation's name."""
    who = who or ("" if step.side == CLOCK else get_organisation_name(step.introduction, step.side, step))
    if step.what == IntroductionAction.ASK:
        template = ASKED_BY_COMPANY if step.side == COMPANY else ASKED_BY_ROM
    else:
        template = SENTENCES[IntroductionAction(step.what)]
    return str(template) % {"who": who}


@dataclass(frozen=True)
class StepNotice:
    """A step as it is told to somebody of one side, in the language of the moment at which it is read."""

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
        """Short enough for the subject of a mail."""
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
        """What the reader can do now."""
        introduction = self.introduction
        if introduction.state == IntroductionState.INTRODUCED:
            return _("The page of the introduction now shows whom to call or write to. Make an appointment.")
        if introduction.state != IntroductionState.ASKED:
            return ""
        if self.side in introduction.needed - introduction.accepted:
            return _("Say yes or no until %(day)s.") % {"day": format_day(get_last_answer_day(introduction))}
        return _("The others can answer until %(day)s.") % {"day": format_day(get_last_answer_day(introduction))}


def get_last_answer_day(introduction: Introduction) -> datetime:
    """A moment on the last day on which an answer comes in time."""
    return get_last_answer_time(introduction.lapses_at)


def get_last_answer_time(lapses_at: datetime) -> datetime:
    """It lapses when a day begins: the last one is the day before."""
    return lapses_at - timedelta(minutes=1)
