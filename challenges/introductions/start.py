"""How an introduction begins: a company is interested, or a ROM proposes one of its challenge or of its region."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.cooldown import find_last_decline
from challenges.introductions.locking import (
    LockedIntroduction,
    StepDetails,
    compute_answer_deadlines,
    get_answer_days,
    lock_introduction,
)
from challenges.introductions.models import Introduction
from challenges.introductions.notifications import notify_introduction_step
from challenges.introductions.permissions import get_other_rom_id, get_starting_sides
from challenges.introductions.services import FORBIDDEN, apply_introduction_step
from challenges.introductions.workflow import IntroductionAction, IntroductionParty, IntroductionState
from challenges.posting.models import Challenge
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.ui.dates import to_local_day


@transaction.atomic
def start_introduction(
    user: User, challenge: Challenge, company: Company, side: IntroductionParty, *, note: str = ""
) -> Introduction:
    """Ask the other sides; who begins has said yes.

    Where these two are being introduced already, that one is given back, and the person's side has said yes to it if it
    still had to: a form sent twice begins one, and two sides that begin at once agree.
    Raises ValidationError where the person does not act for that side, or the two cannot be introduced.
    """
    company = Company.objects.select_for_update(of=("self",), no_key=True).select_related("province").get(pk=company.pk)
    challenge = Challenge.objects.select_related("rom").get(pk=challenge.pk)
    if side not in get_starting_sides(user, challenge, company):
        raise ValidationError(FORBIDDEN, code="forbidden")
    if found := Introduction.objects.living().filter(challenge=challenge, company=company).first():
        return _join_introduction(user, found, side, note)
    now = database_now()
    if reason := explain_start_refusal(challenge, company, side, now):
        raise ValidationError(reason, code="cannot")
    introduction = build_introduction(challenge, company, side, now)
    step = LockedIntroduction(introduction, now).record(IntroductionAction.ASK, side, user, StepDetails(note=note))
    notify_introduction_step(step)
    return introduction


def build_introduction(challenge: Challenge, company: Company, side: IntroductionParty, now: datetime) -> Introduction:
    """A new one, begun by this side; its first step saves it."""
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first()
    remind_at, lapses_at = compute_answer_deadlines(now, get_answer_days(contact))
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


def _join_introduction(user: User, found: Introduction, side: IntroductionParty, note: str) -> Introduction:
    held = lock_introduction(found)
    is_missing = held.introduction.state == IntroductionState.ASKED and side in held.standing.missing
    return (
        apply_introduction_step(held, user, IntroductionAction.ACCEPT, side, StepDetails(note=note))
        if is_missing
        else held.introduction
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
