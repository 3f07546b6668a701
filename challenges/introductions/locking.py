"""The lock, the clock and the log of every step: the row is held, then PostgreSQL says what time it is."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from challenges.introductions.contact_models import USUAL_DAYS, ChallengeContact
from challenges.introductions.models import ACCEPTED, Introduction, IntroductionStep
from challenges.introductions.workflow import (
    ROMS,
    EndReason,
    IntroductionAction,
    IntroductionParty,
    IntroductionProgress,
    IntroductionState,
    get_step_target,
)
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.core.workdays import add_working_days
from portal.ui.dates import AMSTERDAM, to_local_day

REMINDED_DAYS = 3  # working days before it lapses


@dataclass(frozen=True)
class StepDetails:
    """What comes with a step."""

    happened_on: date | None = None
    reason: EndReason | str = ""
    note: str = ""


@dataclass(frozen=True)
class LockedIntroduction:
    """An introduction that nobody else writes meanwhile, and what time it is."""

    introduction: Introduction
    now: datetime

    @property
    def standing(self) -> IntroductionProgress:
        done = frozenset(IntroductionAction(what) for what in self.introduction.steps.values_list("what", flat=True))
        standing: IntroductionProgress = self.introduction.standing(self.now, done)
        return standing

    def record(
        self, what: IntroductionAction, side: IntroductionParty, user: User | None, said: StepDetails
    ) -> IntroductionStep:
        """Bring the introduction where this step leads, and log it. The table of steps was asked already."""
        held = self.introduction
        state = (
            IntroductionState.ASKED if what == IntroductionAction.ASK else get_step_target(self.standing, side, what)
        )
        if what in {IntroductionAction.ASK, IntroductionAction.ACCEPT}:
            setattr(held, ACCEPTED[side], self.now)
        if state != held.state:
            held.state, held.state_since = state, self.now
        if state == IntroductionState.INTRODUCED:
            held.introduced_at = held.introduced_at or self.now
        if what == IntroductionAction.REMIND:
            held.reminded_at = self.now
        held.save()
        return IntroductionStep.objects.create(
            introduction=held,
            what=what,
            side=side,
            by=user,
            rom_id=get_acting_rom(held, side, user),
            at=self.now,
            state=state,
            happened_on=said.happened_on,
            reason=said.reason,
            note=said.note,
        )


def lock_introduction(introduction: Introduction) -> LockedIntroduction:
    """As it stands, until the transaction ends: two who answer at once queue."""
    rows = Introduction.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("challenge__rom", "company__province", "company_rom")
    return LockedIntroduction(rows.get(pk=introduction.pk), database_now())


def get_acting_rom(introduction: Introduction, side: IntroductionParty, user: User | None) -> int | None:
    """The ROM that a step is taken for: of several that own a challenge the person's own; an admin acts for the one
    that posted it."""
    if side not in ROMS or user is None:
        return None
    usual = introduction.challenge.rom_id if side == IntroductionParty.OWNER else introduction.company_rom_id
    return user.rom_id or usual


def get_answer_days(contact: ChallengeContact | None) -> int:
    return contact.answer_days if contact else USUAL_DAYS


def compute_answer_deadlines(asked_at: datetime, days: int) -> tuple[datetime | None, datetime]:
    """(when to remind, when it lapses): the first minutes of the working days after the last day for an answer, and
    three working days before that day. No reminder where it would not come after the day of asking."""
    first = to_local_day(asked_at)
    last = add_working_days(first, days)
    reminder = add_working_days(last, -REMINDED_DAYS)
    return (_get_amsterdam_midnight(reminder) if reminder > first else None), _get_amsterdam_midnight(
        last + timedelta(days=1)
    )


def _get_amsterdam_midnight(day: date) -> datetime:
    return datetime.combine(day, time(), AMSTERDAM)
