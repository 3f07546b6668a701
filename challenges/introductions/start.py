"""How an introduction begins: a company is interested, or a ROM proposes one of its challenge or of its region."""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from challenges.introductions.contact_models import ChallengeContact
from challenges.introductions.cooldown import refusal_of
from challenges.introductions.locking import Held, Said, answer_days, deadlines, hold
from challenges.introductions.models import Introduction
from challenges.introductions.notifications import tell
from challenges.introductions.permissions import other_rom_of, sides_to_begin
from challenges.introductions.services import FORBIDDEN, step_in
from challenges.introductions.workflow import Side, State, What
from challenges.posting.models import Challenge
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.ui.dates import as_day


@transaction.atomic
def begin(user: User, challenge: Challenge, company: Company, side: Side, *, note: str = "") -> Introduction:
    """Ask the other sides; who begins has said yes.

    Where these two are being introduced already, that one is given back, and the person's side has said yes to it if it
    still had to: a form sent twice begins one, and two sides that begin at once agree.
    Raises ValidationError where the person does not act for that side, or the two cannot be introduced.
    """
    company = Company.objects.select_for_update(of=("self",), no_key=True).select_related("province").get(pk=company.pk)
    challenge = Challenge.objects.select_related("rom").get(pk=challenge.pk)
    if side not in sides_to_begin(user, challenge, company):
        raise ValidationError(FORBIDDEN, code="forbidden")
    if found := Introduction.objects.living().filter(challenge=challenge, company=company).first():
        return _join(user, found, side, note)
    now = database_now()
    if reason := why_not(challenge, company, side, now):
        raise ValidationError(reason, code="cannot")
    introduction = unsaved(challenge, company, side, now)
    step = Held(introduction, now).record(What.ASK, side, user, Said(note=note))
    tell(step)
    return introduction


def unsaved(challenge: Challenge, company: Company, side: Side, now: datetime) -> Introduction:
    """A new one, begun by this side; its first step saves it."""
    contact = ChallengeContact.objects.filter(pk=challenge.pk).first()
    remind_at, lapses_at = deadlines(now, answer_days(contact))
    return Introduction(
        challenge=challenge,
        company=company,
        company_rom_id=other_rom_of(company, challenge),
        begun_by=side,
        is_anonymous=bool(contact and contact.is_anonymous),
        state=State.ASKED,
        state_since=now,
        asked_at=now,
        remind_at=remind_at,
        lapses_at=lapses_at,
    )


def _join(user: User, found: Introduction, side: Side, note: str) -> Introduction:
    held = hold(found)
    is_missing = held.introduction.state == State.ASKED and side in held.standing.missing
    return step_in(held, user, What.ACCEPT, side, Said(note=note)) if is_missing else held.introduction


def why_not(challenge: Challenge, company: Company, side: Side, now: datetime) -> str:
    """The reason in words; "" where nothing is against it: both are published, the challenge has a ROM and is not filed
    away, somebody who acts for the company may see the challenge, and no other side said no lately."""
    if challenge.rom_id is None:
        return _("No ROM looks after this challenge, so nobody can introduce you.")
    shown = Challenge.objects.published().exclude(state=Challenge.State.ARCHIVED)
    if not shown.filter(pk=challenge.pk).exists():
        return _("This challenge is not published, so there is no introduction.")
    if not company.is_published:
        return _("The profile of %(company)s is not published, so there is no introduction.") % {"company": company}
    if not company_sees(company, challenge):
        return _("Nobody at %(company)s can answer here: no one acts for it, or it may not see the challenge.") % {
            "company": company
        }
    refusal = refusal_of(challenge, company)
    return refusal.sentence if refusal and refusal.rests(side, as_day(now)) else ""


def company_sees(company: Company, challenge: Challenge) -> bool:
    """Whether any of its people may see the challenge."""
    members = Membership.objects.of_reachable_people().filter(company=company).select_related("user").order_by("pk")
    visible = (Challenge.objects.visible_to(member.user).filter(pk=challenge.pk).exists() for member in members)
    return any(visible)
