"""Begin introductions, and take their steps for a side, for two who agreed, or for the clock."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.introductions.contact_models import USUAL_DAYS, ChallengeContact
from challenges.introductions.cooldown import find_last_decline
from challenges.introductions.models import ACCEPTED, Introduction, IntroductionStep
from challenges.introductions.notifications import notify_introduction_step
from challenges.introductions.permissions import get_other_rom_id, get_starting_sides, get_user_sides
from challenges.introductions.workflow import (
    CLOCK,
    COMPANY,
    DATED,
    INTRODUCTION_WORKFLOW,
    OWNER,
    REASONED,
    ROMS,
    EndReason,
    IntroductionAction,
    IntroductionParty,
    IntroductionProgress,
    IntroductionState,
    can_take_step,
    get_step_target,
)
from challenges.posting.models import Challenge
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.core.validation import save_validated
from portal.core.workdays import add_working_days
from portal.core.workflow import Attempt, apply_transition
from portal.ui.dates import AMSTERDAM, format_day, to_local_day

FORBIDDEN = gettext_lazy("You do not act for this side of the introduction.")
REMINDED_DAYS = 3  # working days before it lapses
Yes = Mapping[IntroductionParty, User | None]  # who said it for the side; None once that account is gone


@dataclass(frozen=True)
class StepDetails:
    """What comes with a step."""

    happened_on: date | None = None
    reason: EndReason | str = ""
    note: str = ""


@transaction.atomic
def start_introduction(
    user: User, challenge: Challenge, company: Company, side: IntroductionParty, *, note: str = ""
) -> Introduction:
    """Ask the other sides; who begins has said yes.

    Where these two are being introduced already, that one is given back, and the person's side has said yes to it if it
    still had to: a form sent twice begins one, and two sides that begin at once agree.
    Raises ValidationError where the person does not act for that side, or the two cannot be introduced.
    """
    company, challenge = _lock_pair(company, challenge)
    if side not in get_starting_sides(user, challenge, company):
        raise ValidationError(FORBIDDEN, code="forbidden")
    if found := Introduction.objects.living().filter(challenge=challenge, company=company).first():
        introduction, now = lock_introduction(found.pk)
        if side not in introduction.standing(now).missing or introduction.state != IntroductionState.ASKED:
            return introduction
        return _take_locked_step(introduction, user, IntroductionAction.ACCEPT, side, StepDetails(note=note), now)
    now = database_now()
    if reason := explain_start_refusal(challenge, company, side, now):
        raise ValidationError(reason, code="cannot")
    introduction = build_introduction(challenge, company, side, now)
    said = StepDetails(note=note)
    notify_introduction_step(record_introduction_step(introduction, IntroductionAction.ASK, side, user, said, now))
    return introduction


def _lock_pair(company: Company, challenge: Challenge) -> tuple[Company, Challenge]:
    """Lock the company, so that of two who begin an introduction of the pair at once the second finds the first's."""
    company = Company.objects.select_for_update(of=("self",), no_key=True).select_related("province").get(pk=company.pk)
    return company, Challenge.objects.select_related("rom").get(pk=challenge.pk)


def build_introduction(challenge: Challenge, company: Company, side: IntroductionParty, now: datetime) -> Introduction:
    """A new one, begun by this side; its first step saves it."""
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first()
    remind_at, lapses_at = compute_answer_deadlines(now, contact.answer_days if contact else USUAL_DAYS)
    return Introduction(
        challenge=challenge,
        company=company,
        company_rom_id=get_other_rom_id(company, challenge),
        begun_by=side,
        is_anonymous=bool(contact and contact.is_anonymous),
        state=IntroductionState.ASKED,
        state_since=now,
        asked_at=now,
        remind_at=remind_at,
        lapses_at=lapses_at,
    )


def explain_start_refusal(challenge: Challenge, company: Company, side: IntroductionParty, now: datetime) -> str:
    """The reason in words; "" where nothing is against it: both are published, the challenge has a ROM and is not filed
    away, somebody who acts for the company may see the challenge, and no other side said no lately."""
    if challenge.rom_id is None:
        return _("No ROM looks after this challenge, so nobody can introduce you.")
    shown = Challenge.objects.published().exclude(state=Challenge.State.ARCHIVED)
    if not shown.filter(pk=challenge.pk).exists():
        return _("This challenge is not published, so there is no introduction.")
    if not company.is_published:
        return _("The profile of %(company)s is not published, so there is no introduction.") % {"company": company}
    if not can_company_see(company, challenge):
        return _("Nobody at %(company)s can answer here: no one acts for it, or it may not see the challenge.") % {
            "company": company
        }
    refusal = find_last_decline(challenge, company)
    return refusal.sentence if refusal and refusal.rests(side, to_local_day(now)) else ""


def can_company_see(company: Company, challenge: Challenge) -> bool:
    """Whether any of its people may see the challenge."""
    members = Membership.objects.of_reachable_people().filter(company=company).select_related("user").order_by("pk")
    visible = (Challenge.objects.visible_to(member.user).filter(pk=challenge.pk).exists() for member in members)
    return any(visible)


@transaction.atomic
def take_introduction_step(
    user: User,
    introduction: Introduction,
    what: IntroductionAction,
    side: IntroductionParty,
    said: StepDetails = StepDetails(),
) -> Introduction:
    """Take a step for a side that the person acts for; the same step sent twice is taken once.

    Raises ValidationError: "forbidden" where the person does not act for the side, "changed" where the step cannot be
    taken (any more), and by field (reason, note, happened_on) where something is missing or cannot be.
    """
    introduction, now = lock_introduction(introduction.pk)
    return _take_locked_step(introduction, user, what, side, said, now)


def _take_locked_step(
    introduction: Introduction,
    user: User,
    what: IntroductionAction,
    side: IntroductionParty,
    said: StepDetails,
    now: datetime,
) -> Introduction:
    if side not in get_user_sides(user, introduction):
        raise ValidationError(FORBIDDEN, code="forbidden")
    last = introduction.steps.order_by("at", "pk").last()
    if last and (last.what, last.side, last.by_id) == (what, side, user.pk):
        return introduction
    INTRODUCTION_WORKFLOW.check(Attempt(row=read_progress(introduction, now), actors={side}, name=what))
    validate_step_details(introduction, what, said, now)
    notify_introduction_step(record_introduction_step(introduction, what, side, user, said, now))
    return introduction


def validate_step_details(
    introduction: Introduction, what: IntroductionAction, said: StepDetails, now: datetime
) -> None:
    """Raise ValidationError, by field, where something is missing or cannot be.

    What happened did so after the introduction, not before what is already noted, and not in the future.
    """
    if what in REASONED and said.reason not in EndReason.values:
        raise ValidationError({"reason": _("Say why: choose a reason.")})
    if what in REASONED and said.reason == EndReason.OTHER and not said.note.strip():
        raise ValidationError({"note": _("Say in a few words what the reason is.")})
    if what not in DATED:
        return
    if said.happened_on is None:
        raise ValidationError({"happened_on": _("Say on which day it was.")})
    if said.happened_on > to_local_day(now):
        raise ValidationError({"happened_on": _("That day is still to come. Note it when it has happened.")})
    first = get_earliest_step_day(introduction)
    if said.happened_on < first:
        raise ValidationError({"happened_on": _("That is before %(day)s, the last step.") % {"day": format_day(first)}})


def get_earliest_step_day(introduction: Introduction) -> date:
    steps = IntroductionStep.objects.filter(introduction=introduction, happened_on__isnull=False)
    last = steps.order_by("-happened_on").values_list("happened_on", flat=True).first()
    return max(day for day in (last, to_local_day(introduction.introduced_at or introduction.asked_at)) if day)


def lock_introduction(number: int) -> tuple[Introduction, datetime]:
    """Lock an introduction until the transaction ends, and then read the clock: two who answer at once queue."""
    rows = Introduction.objects.lock().select_related("challenge__rom", "company__province", "company_rom")
    return rows.get(pk=number), database_now()


def read_progress(introduction: Introduction, now: datetime) -> IntroductionProgress:
    """Return where a locked introduction is, with the steps that were taken; one query."""
    done = introduction.steps.values_list("what", flat=True)
    progress: IntroductionProgress = introduction.standing(now, frozenset(map(IntroductionAction, done)))
    return progress


def record_introduction_step(
    introduction: Introduction,
    what: IntroductionAction,
    side: IntroductionParty,
    user: User | None,
    said: StepDetails,
    now: datetime,
) -> IntroductionStep:
    """Bring a locked introduction where this step leads, and log it. The table of steps was asked already."""
    state = get_step_target(introduction.standing(now), side, what)
    if what in {IntroductionAction.ASK, IntroductionAction.ACCEPT}:
        setattr(introduction, ACCEPTED[side], now)
    if state != introduction.state:
        introduction.state_since = now
    if state == IntroductionState.INTRODUCED:
        introduction.introduced_at = introduction.introduced_at or now
    if what == IntroductionAction.REMIND:
        introduction.reminded_at = now
    step = IntroductionStep(
        introduction=introduction,
        what=what,
        side=side,
        by=user,
        rom_id=get_acting_rom(introduction, side, user),
        at=now,
        state=state,
        happened_on=said.happened_on,
        reason=said.reason,
        note=said.note,
    )
    return apply_transition(introduction, INTRODUCTION_WORKFLOW.get(what), step, target=state)


def get_acting_rom(introduction: Introduction, side: IntroductionParty, user: User | None) -> int | None:
    """The ROM that a step is taken for: of several that own a challenge the person's own; an admin acts for the one
    that posted it."""
    if side not in ROMS or user is None:
        return None
    usual = introduction.challenge.rom_id if side == IntroductionParty.OWNER else introduction.company_rom_id
    return user.rom_id or usual


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


@transaction.atomic
def record_mutual_interest(challenge: Challenge, company: Company, yes: Yes, met_on: date, note: str = "") -> bool:
    """One introduction of the pair, with these yeses, and that they met, once everyone said yes; safe to call again.

    yes: the company's, and the owner's where it was said by who may; a side that is needed and not in it is asked as
    usual. Whoever calls has seen to it that they were said. False where nothing was to be done, or these two cannot be
    introduced now.
    """
    company, challenge = _lock_pair(company, challenge)
    found = Introduction.objects.living().filter(challenge=challenge, company=company).first()
    if found is None:
        return _start_agreed_introduction(challenge, company, yes, met_on, note)
    introduction, now = lock_introduction(found.pk)
    if introduction.standing(now).is_late:
        return False  # the clock ends it, and the next one begins anew
    step = _record_acceptances(introduction, yes, now)
    has_met = _record_first_meeting(introduction, yes, met_on, now)
    if step:
        notify_introduction_step(step, also_who_took_it=True)
    return has_met or step is not None


def _start_agreed_introduction(challenge: Challenge, company: Company, yes: Yes, met_on: date, note: str) -> bool:
    now = database_now()
    if all(explain_start_refusal(challenge, company, side, now) for side in yes):
        return False  # whoever said no before and says yes now is not held up by that
    introduction, said = build_introduction(challenge, company, COMPANY, now), StepDetails(note=note)
    asked = record_introduction_step(introduction, IntroductionAction.ASK, COMPANY, yes[COMPANY], said, now)
    accepted = _record_acceptances(introduction, yes, now)
    _record_first_meeting(introduction, yes, met_on, now)
    is_introduced = introduction.state != IntroductionState.ASKED
    notify_introduction_step(accepted if accepted and is_introduced else asked, also_who_took_it=True)
    return True


def _record_acceptances(introduction: Introduction, yes: Yes, now: datetime) -> IntroductionStep | None:
    """The last yes that was still missing; None where none was."""
    last, accept = None, IntroductionAction.ACCEPT
    for side in (COMPANY, OWNER):
        if side in yes and can_take_step(read_progress(introduction, now), side, accept):
            last = record_introduction_step(introduction, accept, side, yes[side], StepDetails(), now)
    return last


def _record_first_meeting(introduction: Introduction, yes: Yes, met_on: date, now: datetime) -> bool:
    if not can_take_step(read_progress(introduction, now), COMPANY, IntroductionAction.MEET):
        return False
    said = StepDetails(happened_on=met_on)
    record_introduction_step(introduction, IntroductionAction.MEET, COMPANY, yes[COMPANY], said, now)
    return True


def run_due_introductions() -> tuple[int, int]:
    """Remind, and end what nobody answered, each in a transaction of its own; how many of both.

    An end that has come leaves nothing to be reminded of. It may run twice, at once or late.
    """
    rows = Introduction.objects
    lapsed = _run_clock_step(IntroductionAction.LAPSE, rows.to_lapse)
    return _run_clock_step(IntroductionAction.REMIND, rows.to_remind), lapsed


def _run_clock_step(what: IntroductionAction, filter_due: Callable[[datetime], QuerySet[Introduction]]) -> int:
    """Take the step of the clock wherever it is due, except where somebody else is at it."""
    due, taken = filter_due(database_now()).order_by("lapses_at", "pk").values_list("pk", flat=True), 0
    for number in list(due):
        with transaction.atomic():
            if Introduction.objects.lock(skip_locked=True).filter(pk=number).only("pk").first() is None:
                continue
            introduction, now = lock_introduction(number)
            if filter_due(now).filter(pk=number).exists() and can_take_step(introduction.standing(now), CLOCK, what):
                step = record_introduction_step(introduction, what, CLOCK, None, StepDetails(), now)
                notify_introduction_step(step)
                taken += 1
    return taken


@transaction.atomic
def save_contact(challenge: Challenge, **fields: Any) -> ChallengeContact:
    """Introductions that have begun keep the anonymity and the days that they began with."""
    challenge = Challenge.objects.lock().get(pk=challenge.pk)
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first() or ChallengeContact(challenge=challenge)
    for name, value in fields.items():
        setattr(contact, name, value)
    save_validated(contact)
    return contact
