"""Two who met and both want to go on: their yes is there already, so the introduction begins with it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from challenges.introductions.locking import LockedIntroduction, StepDetails, lock_introduction
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notifications import notify_introduction_step
from challenges.introductions.start import build_introduction, explain_start_refusal
from challenges.introductions.workflow import (
    COMPANY,
    OWNER,
    IntroductionAction,
    IntroductionParty,
    IntroductionState,
    can_take_step,
)
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now

Yes = Mapping[IntroductionParty, User | None]  # who said it for the side; None once that account is gone


@transaction.atomic
def record_mutual_interest(challenge: Challenge, company: Company, yes: Yes, met_on: date, note: str = "") -> bool:
    """One introduction of the pair, with these yeses, and that they met, once everyone said yes; safe to call again.

    yes: the company's, and the owner's where it was said by who may; a side that is needed and not in it is asked as
    usual. Whoever calls has seen to it that they were said. False where nothing was to be done, or these two cannot be
    introduced now.
    """
    company = Company.objects.select_for_update(of=("self",), no_key=True).select_related("province").get(pk=company.pk)
    challenge = Challenge.objects.select_related("rom").get(pk=challenge.pk)
    found = Introduction.objects.living().filter(challenge=challenge, company=company).first()
    if found is None:
        return _start_agreed_introduction(challenge, company, yes, met_on, note)
    held = lock_introduction(found)
    if held.standing.is_late:
        return False  # the clock ends it, and the next one begins anew
    step = _record_acceptances(held, yes)
    has_met = _record_first_meeting(held, yes, met_on)
    if step:
        notify_introduction_step(step, also_who_took_it=True)
    return has_met or step is not None


def _start_agreed_introduction(challenge: Challenge, company: Company, yes: Yes, met_on: date, note: str) -> bool:
    now = database_now()
    if all(explain_start_refusal(challenge, company, side, now) for side in yes):
        return False  # whoever said no before and says yes now is not held up by that
    held = LockedIntroduction(build_introduction(challenge, company, COMPANY, now), now)
    asked = held.record(IntroductionAction.ASK, COMPANY, yes[COMPANY], StepDetails(note=note))
    accepted = _record_acceptances(held, yes)
    _record_first_meeting(held, yes, met_on)
    is_introduced = held.introduction.state != IntroductionState.ASKED
    notify_introduction_step(accepted if accepted and is_introduced else asked, also_who_took_it=True)
    return True


def _record_acceptances(held: LockedIntroduction, yes: Yes) -> IntroductionStep | None:
    """The last yes that was still missing; None where none was."""
    last = None
    for side in (COMPANY, OWNER):
        if side in yes and can_take_step(held.standing, side, IntroductionAction.ACCEPT):
            last = held.record(IntroductionAction.ACCEPT, side, yes[side], StepDetails())
    return last


def _record_first_meeting(held: LockedIntroduction, yes: Yes, met_on: date) -> bool:
    if not can_take_step(held.standing, COMPANY, IntroductionAction.MEET):
        return False
    held.record(IntroductionAction.MEET, COMPANY, yes[COMPANY], StepDetails(happened_on=met_on))
    return True
