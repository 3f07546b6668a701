"""Whom a notification reaches."""

import pytest

from challenges.posting.permissions import filter_challenge_readers
from challenges.posting.reviewers import get_owning_staff
from companies.profiles.permissions import list_company_members
from tests.factories import (
    ChallengeCoOwnerFactory,
    ChallengeFactory,
    CompanyFactory,
    MembershipFactory,
    SessionCoOwnerFactory,
    SessionFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_company_members_are_those_who_can_sign_in():
    company = CompanyFactory(claimed=True)
    first, second = (MembershipFactory(company=company).user for _ in range(2))
    MembershipFactory(company=company, user__is_active=False)
    MembershipFactory()
    assert list_company_members(company.pk) == [first, second]


@pytest.mark.parametrize(
    ("factory", "link"), [(ChallengeFactory, ChallengeCoOwnerFactory), (SessionFactory, SessionCoOwnerFactory)]
)
def test_owning_staff_is_of_the_rom_that_posted_it_and_of_those_that_share_it(factory, link):
    thing = factory()
    shared = link(**{factory._meta.model._meta.model_name: thing})
    own = [UserFactory(rom=rom, rom_role="adviser") for rom in (thing.rom, shared.rom)]
    UserFactory(rom=thing.rom, rom_role="adviser", is_active=False)
    UserFactory(adviser=True)
    assert list(get_owning_staff(thing)) == own


def test_challenge_readers_are_those_who_may_see_it():
    challenge = ChallengeFactory(draft=True)
    staff, stranger = UserFactory(rom=challenge.rom, rom_role="adviser"), UserFactory()
    assert filter_challenge_readers([staff, stranger], challenge) == [staff]
    assert filter_challenge_readers([], challenge) == []
