"""What a person may do with challenges, matches and sessions; what they may see is `visible_to(user)` on each."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Exists, OuterRef
from django.http import Http404
from django.shortcuts import get_object_or_404

from challenges.posting.annex_models import Annex
from challenges.posting.models import Challenge
from challenges.posting.ownership import is_rom_owner, list_owner_roms
from companies.declarations.models import build_vetted_condition
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.accounts.permissions import can_represent_rom
from portal.ui.dates import get_today

if TYPE_CHECKING:
    from challenges.sessions.models import Session


def can_edit_challenge(user: User | AnonymousUser, challenge: Challenge) -> bool:
    """Staff edit what their ROM owns, alone or with others; admins all."""
    return is_rom_owner(user, challenge)


def can_see_matches(user: User | AnonymousUser, challenge: Challenge) -> bool:
    """The ranked companies are the business of the ROMs that own it."""
    return is_rom_owner(user, challenge)


def can_share_ownership(user: User | AnonymousUser, thing: "Challenge | Session") -> bool:
    """Which other ROMs own it too is for the ROM that posted it to say."""
    return can_represent_rom(user, thing.rom)


def get_owning_rom_ids(challenge: Challenge) -> frozenset[int]:
    """The ROMs whose staff may edit it: the same rule as `can_edit_challenge`, by ROM."""
    return frozenset(rom.pk for rom in list_owner_roms(challenge))


def filter_challenge_readers(people: Iterable[User], challenge: Challenge) -> list[User]:
    """Return those who may see the challenge; one query for each person."""
    return [each for each in people if Challenge.objects.visible_to(each).filter(pk=challenge.pk).exists()]


def list_closed_audiences(user: User | AnonymousUser) -> list[Challenge.Visibility]:
    """Those whose published challenges are all hidden from the reader, where to others all are shown.

    Invited is none of them: some see some of it, so that each count of it would tell them of the others.
    """
    if not user.is_authenticated:
        return [Challenge.Visibility.REGISTERED, Challenge.Visibility.VETTED]
    sees_vetted = user.is_superuser or user.rom_id is not None
    if sees_vetted or Company.objects.filter(build_vetted_condition(get_today()), memberships__user=user).exists():
        return []
    return [Challenge.Visibility.VETTED]


def get_visible_challenge(user: User | AnonymousUser, slug: str) -> Challenge:
    """404 when the user may not know that it exists. Its ids are at hand, and `has_annex`: one that this user reads."""
    annexes = Annex.objects.written().filter(challenge=OuterRef("pk"))
    known = Challenge.objects.visible_to(user).with_ids().annotate(has_annex=Exists(annexes))
    challenge = get_object_or_404(known.select_related("rom", "matched"), slug=slug)
    if challenge.has_annex and not can_edit_challenge(user, challenge):  # most have none: who reads it is asked of few
        challenge.has_annex = Annex.objects.visible_to(user).filter(challenge=challenge).exists()
    return challenge


def get_editable_challenge(user: User, slug: str) -> Challenge:
    """404 when the user may not know that it exists, or may read it only: one answer for both tells nothing."""
    challenge = get_visible_challenge(user, slug)
    if not can_edit_challenge(user, challenge):
        raise Http404
    return challenge


def get_readable_annex(user: User, slug: str) -> Annex:
    """404 for who may not read it, and where there is none."""
    found = Annex.objects.visible_to(user).written().select_related("challenge__rom")
    return get_object_or_404(found, challenge__slug=slug)


def get_reading_company(annex: Annex, user: User) -> Company | None:
    """On behalf of which company a person reads it: of several the one they joined first; None for staff and admins."""
    companies = Company.objects.filter(memberships__user=user).order_by("memberships__created_at", "pk")
    if annex.visibility == Annex.Audience.VETTED:
        companies = companies.filter(build_vetted_condition(get_today()))
    elif annex.visibility == Annex.Audience.INVITED:
        companies = companies.filter(challenge_invitations__challenge=annex.pk)
    return companies.only("pk", "name").first()
