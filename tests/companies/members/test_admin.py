"""The admin cannot remove the last owner of a company either; a message tells why."""

import pytest
from django.test import Client
from django.urls import reverse

from companies.profiles.membership_models import Membership
from portal.accounts.models import User
from tests.factories import MembershipFactory, UserFactory

pytestmark = pytest.mark.django_db(transaction=True)
SAYS = "Een bedrijf houdt minstens één eigenaar."


@pytest.fixture
def boss() -> Client:
    client = Client()
    client.force_login(UserFactory(admin=True))
    return client


@pytest.fixture
def owner() -> Membership:
    return MembershipFactory()


def writes(owner: Membership) -> dict[str, tuple[str, dict[str, object]]]:
    def at(model: str, page: str, *numbers: int) -> str:
        return reverse(f"admin:{model}_{page}", args=numbers)

    sure = {"post": "yes"}
    return {
        "delete the membership": (at("companies_membership", "delete", owner.pk), sure),
        "demote": (
            at("companies_membership", "change", owner.pk),
            {"user": owner.user_id, "company": owner.company_id, "role": "member"},
        ),
        "delete several": (
            at("companies_membership", "changelist"),
            sure | {"action": "delete_selected", "_selected_action": [owner.pk]},
        ),
        "delete the account": (at("portal_user", "delete", owner.user_id), sure),
    }


WRITES = ("delete the membership", "demote", "delete several", "delete the account")


@pytest.mark.parametrize("write", WRITES)
def test_the_last_owner_stays_and_the_admin_reads_why(boss, owner, write):
    url, data = writes(owner)[write]
    response = boss.post(url, data, follow=True)
    assert SAYS in response.content.decode()
    assert Membership.objects.get().is_owner
    assert User.objects.filter(pk=owner.user_id).exists()


@pytest.mark.parametrize("write", WRITES)
def test_another_owner_goes(boss, owner, write):
    MembershipFactory(company=owner.company)
    url, data = writes(owner)[write]
    assert SAYS not in boss.post(url, data, follow=True).content.decode()
    assert owner.company.memberships.owners().count() == 1


def test_a_company_goes_with_its_people(boss, owner):
    boss.post(reverse("admin:companies_company_delete", args=[owner.company_id]), {"post": "yes"})
    assert not Membership.objects.exists()
