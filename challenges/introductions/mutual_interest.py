"""Two who met and both want to go on: their yes is there already, so the introduction begins with it."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction

from challenges.introductions.locking import Held, Said, hold
from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notifications import tell
from challenges.introductions.start import unsaved, why_not
from challenges.introductions.workflow import COMPANY, OWNER, Side, State, What, may
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now

Yes = Mapping[Side, User | None]  # who said it for the side; None once that account is gone


@transaction.atomic
def agree(challenge: Challenge, company: Company, yes: Yes, met_on: date, note: str = "") -> bool:
    """One introduction of the pair, with these yeses, and that they met, once everyone said yes; safe to call again.

    yes: the company's, and the owner's where it was said by who may; a side that is needed and not in it is asked as
    usual. Whoever calls has seen to it that they were said. False where nothing was to be done, or these two cannot be
    introduced now.
    """
    company = Company.objects.select_for_update(of=("self",), no_key=True).select_related("province").get(pk=company.pk)
    challenge = Challenge.objects.select_related("rom").get(pk=challenge.pk)
    found = Introduction.objects.living().filter(challenge=challenge, company=company).first()
    if found is None:
        return _begin(challenge, company, yes, met_on, note)
    held = hold(found)
    if held.standing.is_late:
        return False  # the clock ends it, and the next one begins anew
    step = _accept(held, yes)
    has_met = _meet(held, yes, met_on)
    if step:
        tell(step, also_who_took_it=True)
    return has_met or step is not None


def _begin(challenge: Challenge, company: Company, yes: Yes, met_on: date, note: str) -> bool:
    now = database_now()
    if all(why_not(challenge, company, side, now) for side in yes):
        return False  # whoever said no before and says yes now is not held up by that
    held = Held(unsaved(challenge, company, COMPANY, now), now)
    asked = held.record(What.ASK, COMPANY, yes[COMPANY], Said(note=note))
    accepted = _accept(held, yes)
    _meet(held, yes, met_on)
    is_introduced = held.introduction.state != State.ASKED
    tell(accepted if accepted and is_introduced else asked, also_who_took_it=True)
    return True


def _accept(held: Held, yes: Yes) -> IntroductionStep | None:
    """The last yes that was still missing; None where none was."""
    last = None
    for side in (COMPANY, OWNER):
        if side in yes and may(held.standing, side, What.ACCEPT):
            last = held.record(What.ACCEPT, side, yes[side], Said())
    return last


def _meet(held: Held, yes: Yes, met_on: date) -> bool:
    if not may(held.standing, COMPANY, What.MEET):
        return False
    held.record(What.MEET, COMPANY, yes[COMPANY], Said(happened_on=met_on))
    return True
