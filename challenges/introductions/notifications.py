"""Who is told of a step, on the site and by mail: everyone of the sides but who took it. No message names a person."""

from collections.abc import Iterable

from django.db.models import Q

from challenges.introductions.models import Introduction, IntroductionStep
from challenges.introductions.notification_texts import StepNotice
from challenges.introductions.workflow import (
    COMPANY,
    COMPANY_ROM,
    OWNER,
    REASONED,
    IntroductionAction,
    IntroductionParty,
)
from challenges.posting.models import Challenge
from challenges.posting.permissions import get_owning_rom_ids
from portal.accounts.models import User
from portal.notifications.models import NotificationKind
from portal.notifications.services import notify_user


def notify_introduction_step(step: IntroductionStep, *, also_who_took_it: bool = False) -> None:
    """A reminder goes to the sides that have not answered, all else to every side. also_who_took_it: of a step that
    follows from what the person said elsewhere."""
    introduction = step.introduction
    told: set[int] = {step.by_id} if step.by_id and not also_who_took_it else set()
    for side in get_notified_sides(step):
        for person in list_side_recipients(introduction, side):
            if person.pk not in told:
                told.add(person.pk)
                _notify_side_recipient(person, step, side)


def get_notified_sides(step: IntroductionStep) -> list[IntroductionParty]:
    introduction = step.introduction
    asked = (
        introduction.needed - introduction.accepted if step.what == IntroductionAction.REMIND else introduction.needed
    )
    return [side for side in (COMPANY, OWNER, COMPANY_ROM) if side in asked]


def list_side_recipients(introduction: Introduction, side: IntroductionParty) -> list[User]:
    """A company's people as far as they may see the challenge. Of a ROM those who took a step in it or wrote the
    challenge, and all of its staff where there are none."""
    people = User.objects.filter(is_active=True).order_by("pk")
    if side == COMPANY:
        members = people.filter(memberships__company=introduction.company_id)
        return [
            each for each in members if introduction.introduced_at or _can_see_challenge(each, introduction.challenge)
        ]
    roms: Iterable[int | None] = (
        get_owning_rom_ids(introduction.challenge) if side == OWNER else [introduction.company_rom_id]
    )
    staff = people.filter(rom__in=[rom for rom in roms if rom])
    known = Q(pk__in=introduction.steps.values("by"))
    if side == OWNER:
        known |= Q(pk=introduction.challenge.created_by_id)
    return list(staff.filter(known)) or list(staff)


def _can_see_challenge(person: User, challenge: Challenge) -> bool:
    return Challenge.objects.visible_to(person).filter(pk=challenge.pk).exists()


def _notify_side_recipient(person: User, step: IntroductionStep, side: IntroductionParty) -> None:
    introduction = step.introduction
    notify_user(
        person,
        NotificationKind.INTRODUCTIONS,
        key=f"introduction:{introduction.pk}:{step.pk}",
        template="challenges/introductions/mail/introduction",
        context={"news": StepNotice(step, side), "has_reason": step.what in REASONED},
        url=introduction.get_absolute_url(),
    )
