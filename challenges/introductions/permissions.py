from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.shortcuts import get_object_or_404

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import COMPANY, COMPANY_ROM, OWNER, IntroductionParty
from challenges.posting.models import Challenge
from challenges.posting.permissions import can_edit_challenge, get_owning_rom_ids
from companies.profiles.models import Company
from companies.profiles.permissions import get_member_company_ids, is_company_member
from portal.accounts.models import User


def get_other_rom_id(company: Company, challenge: Challenge) -> int | None:
    """The ROM of the company's province, where it does not own the challenge: it has a say in an introduction."""
    rom = company.province.rom_id if company.province else None
    return None if rom in get_owning_rom_ids(challenge) else rom


def get_starting_sides(
    user: User | AnonymousUser, challenge: Challenge, company: Company
) -> frozenset[IntroductionParty]:
    """On whose behalf a person may begin an introduction of these two."""
    return _compute_sides(user, challenge, get_other_rom_id(company, challenge), acts=is_company_member(user, company))


def get_user_sides(user: User | AnonymousUser, introduction: Introduction) -> frozenset[IntroductionParty]:
    """On whose behalf a person acts in it: an admin for both ROMs, never for a company."""
    acts = is_company_member(user, introduction.company)
    return _compute_sides(user, introduction.challenge, introduction.company_rom_id, acts=acts)


def get_visible_sides(user: User, introduction: Introduction) -> frozenset[IntroductionParty]:
    """The same to decide what to show: whom the user acts for is asked once per request."""
    acts = introduction.company_id in get_member_company_ids(user)
    return _compute_sides(user, introduction.challenge, introduction.company_rom_id, acts=acts)


def _compute_sides(
    user: User | AnonymousUser, challenge: Challenge, other_rom: int | None, *, acts: bool
) -> frozenset[IntroductionParty]:
    found = {COMPANY} if acts else set()
    if can_edit_challenge(user, challenge):
        found.add(OWNER)
    if other_rom is not None and user.is_authenticated and (user.is_superuser or user.rom_id == other_rom):
        found.add(COMPANY_ROM)
    return frozenset(found)


def get_visible_introduction(user: User, number: int) -> Introduction:
    """404 for who is of none of its sides. Annotated: sees_challenge, whether the user does."""
    visible = Challenge.objects.visible_to(user).filter(pk=OuterRef("challenge"))
    found = Introduction.objects.visible_to(user).select_related(
        "challenge__rom", "company__province", "company_rom", "challenge__contact"
    )
    found = found.annotate(sees_challenge=Exists(visible))
    return get_object_or_404(found, pk=number)
