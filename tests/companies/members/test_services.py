"""Roles of members, and the last owner: in services, in the database, and with two people at once."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction

from companies.members.services import (
    LAST_OWNER,
    add_member,
    change_member_role,
    remove_member,
    select_companies_losing_owner,
)
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.notifications.models import Notification
from tests.factories import CompanyFactory, JoinRequestFactory, MembershipFactory, UserFactory
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db
OWNER, MEMBER = Membership.Role.OWNER, Membership.Role.MEMBER


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory(company__name="Radarbouw")


def colleague(owner: Membership, role: str = "member") -> Membership:
    return MembershipFactory(company=owner.company, role=role)


def told(membership: Membership) -> list[str]:
    return list(Notification.objects.filter(user=membership.user).order_by("pk").values_list("title", flat=True))


def ends_now() -> None:
    """What the database looks at when a transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_an_owner_makes_another_and_may_then_become_a_member(owner):
    other = colleague(owner)
    change_member_role(owner.user, other, OWNER)
    change_member_role(other.user, owner, MEMBER)
    assert set(owner.company.memberships.values_list("user", "role")) == {
        (owner.user_id, "member"),
        (other.user_id, "owner"),
    }
    assert told(other) == ["Je bent nu eigenaar van Radarbouw"]
    assert told(owner) == ["Je bent geen eigenaar van Radarbouw meer"]
    ends_now()


def test_the_last_owner_stays_one(owner):
    colleague(owner)
    for change in (
        lambda: change_member_role(owner.user, owner, MEMBER),
        lambda: remove_member(owner.user, owner),
    ):
        with pytest.raises(ValidationError) as refused:
            change()
        assert refused.value.code == LAST_OWNER
    owner.refresh_from_db()
    assert owner.role == OWNER


def test_an_admin_cannot_take_the_last_owner_off_either(owner):
    with pytest.raises(ValidationError):
        remove_member(UserFactory(admin=True), owner)


def test_everyone_may_leave_and_owners_are_told(owner):
    other = colleague(owner)
    remove_member(other.user, other)
    assert not Membership.objects.filter(pk=other.pk).exists()
    assert told(owner) == [f"{other.user} werkt niet meer namens Radarbouw"]
    assert told(other) == []


def test_who_is_taken_off_is_told(owner):
    other = colleague(owner)
    remove_member(owner.user, other)
    remove_member(owner.user, other)
    assert told(other) == ["Je werkt niet meer namens Radarbouw"]
    assert told(owner) == []


def test_a_change_that_is_made_already_changes_and_tells_nothing(owner):
    other = colleague(owner)
    change_member_role(owner.user, other, MEMBER)
    other.delete()
    change_member_role(owner.user, other, OWNER)
    assert told(other) == []


@pytest.mark.parametrize("who", ["member", "stranger", "owner of another", "adviser"])
def test_others_change_nothing(owner, who):
    other = colleague(owner)
    user = {
        "member": other.user,
        "stranger": UserFactory(),
        "owner of another": MembershipFactory().user,
        "adviser": UserFactory(rom=owner.company.province.rom, rom_role="adviser"),
    }[who]
    with pytest.raises(PermissionDenied):
        change_member_role(user, other, OWNER)
    with pytest.raises(PermissionDenied):
        remove_member(user, owner)


def test_a_right_is_asked_when_the_row_is_held_not_before(owner):
    """The owner was demoted after the page was read."""
    other, third = colleague(owner, "owner"), colleague(owner)
    Membership.objects.filter(pk=owner.pk).update(role=MEMBER)
    with pytest.raises(PermissionDenied):
        remove_member(owner.user, third)
    ends_now()
    assert other.company.memberships.count() == 3


def test_who_comes_in_is_done_with_asking(owner):
    asked = JoinRequestFactory(company=owner.company)
    membership = add_member(asked.user, owner.company, OWNER, by=None)
    asked.refresh_from_db()
    assert (asked.state, membership.role) == ("accepted", "owner")
    assert told(owner) == [f"{asked.user} werkt nu namens Radarbouw"]


def test_coming_in_again_takes_no_role_away(owner):
    assert add_member(owner.user, owner.company, MEMBER, by=None).role == OWNER
    other = colleague(owner)
    assert add_member(other.user, owner.company, OWNER, by=None).role == OWNER


# --- the database ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("write", ["delete", "demote", "move"])
def test_the_database_keeps_an_owner(owner, write):
    colleague(owner)
    rows = Membership.objects.filter(pk=owner.pk)
    writes = {
        "delete": rows.delete,
        "demote": lambda: rows.update(role=MEMBER),
        "move": lambda: rows.update(company=CompanyFactory()),
    }
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        all((writes[write](), ends_now()))
    assert refused.value.__cause__.diag.constraint_name == "membership_keeps_an_owner"


def test_the_database_lets_one_owner_follow_another(owner):
    other = colleague(owner)
    owner.delete()
    Membership.objects.filter(pk=other.pk).update(role=OWNER)
    ends_now()


def test_the_database_lets_a_company_go_with_its_people(owner):
    owner.company.delete()
    ends_now()
    assert not Membership.objects.exists()


def test_a_company_that_nobody_claims_any_more_needs_no_owner(owner):
    Company.objects.filter(pk=owner.company_id).update(claimed_at=None)
    owner.user.delete()
    ends_now()


def test_who_would_leave_a_company_without_an_owner_is_told_which(owner):
    assert list(select_companies_losing_owner(owner.user)) == [owner.company]
    assert list(select_companies_losing_owner(colleague(owner).user)) == []
    MembershipFactory(user=owner.user, company=CompanyFactory())
    MembershipFactory(user=owner.user, role="member")
    assert list(select_companies_losing_owner(owner.user)) == [owner.company]
    colleague(owner, "owner")
    assert list(select_companies_losing_owner(owner.user)) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("how", ["by the service", "by plain writes"])
def test_of_two_owners_who_leave_at_once_one_stays(owner, how):
    other = colleague(owner, "owner")

    def leave(membership: Membership) -> None:
        if how == "by the service":
            remove_member(membership.user, membership)
        else:
            Membership.objects.filter(pk=membership.pk).delete()

    results = at_once(lambda: leave(owner), lambda: leave(other))
    refused = [result for result in results if result is not None]
    assert [type(each) for each in refused] == [ValidationError if how == "by the service" else IntegrityError]
    assert owner.company.memberships.get().role == OWNER
