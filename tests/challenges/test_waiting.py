"""What waits for a company's people on their overview, in its order."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories import (
    AddressFactory,
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DeclarationFactory,
    InvitationFactory,
    JoinRequestFactory,
    MembershipFactory,
    ProvinceFactory,
    ResponseFactory,
)

pytestmark = pytest.mark.django_db
OVERVIEW = "/en/overview/"


@pytest.fixture
def membership():
    """An owner whose profile leaves nothing to gain."""
    company = CompanyFactory(claimed=True, text_en="We make radars.", trl=6, province=ProvinceFactory())
    membership = MembershipFactory(company=company, role="owner")
    AddressFactory(user=membership.user)
    return membership


@pytest.fixture
def client(membership):
    client = Client()
    client.force_login(membership.user)
    return client


def waits(client):
    return client.get(OVERVIEW).context["waits"]


def titles(client):
    return [each.title for each in waits(client)]


def test_complete_profile_has_nothing_waiting(client):
    assert titles(client) == []


def test_invitation_waits_until_it_expires(client, membership):
    invitation = InvitationFactory(email=membership.user.email, company=CompanyFactory(name="Zilverreiger"))
    assert [(each.title, each.until, each.url) for each in waits(client)] == [
        ("Zilverreiger invites you", invitation.expires_at, "/en/joining/")
    ]


def test_invitation_of_another_address_does_not_wait(client):
    InvitationFactory(email="somebody.else@example.org")
    assert titles(client) == []


def test_request_to_join_waits_for_an_owner(client, membership):
    JoinRequestFactory(company=membership.company, user__name="Ada de Vries")
    assert titles(client) == ["Ada de Vries asks to join"]


def test_request_to_join_does_not_wait_for_a_member(client, membership):
    MembershipFactory(company=membership.company, role="owner")
    membership.role = "member"
    membership.save()
    JoinRequestFactory(company=membership.company)
    assert titles(client) == []


def test_unsent_answer_waits_until_its_challenge_closes(client, membership):
    response = ResponseFactory(company=membership.company, challenge__title_en="Small drones")
    assert [(each.title, each.until) for each in waits(client)] == [
        ("Your answer to “Small drones”", response.challenge.closes_at)
    ]


@pytest.mark.parametrize("challenge", [{"state": "evaluating"}, {"state": "withdrawn"}, {"visibility": "vetted"}])
def test_answer_that_cannot_be_sent_does_not_wait(client, membership, challenge):
    ResponseFactory(company=membership.company, challenge=ChallengeFactory(**challenge))
    assert titles(client) == []


def test_answer_of_another_company_does_not_wait(client):
    ResponseFactory()
    assert titles(client) == []


def test_profile_of_six_months_asks_whether_it_is_still_true(client, membership):
    company = membership.company
    company.confirmed_at = timezone.now() - timedelta(days=200)
    company.save()
    assert titles(client) == ["Say whether your profile is still true"]


def test_draft_asks_to_be_published_first(client, membership):
    company = membership.company
    company.state, company.trl = "draft", None
    company.save()
    assert titles(client) == ["Publish your profile", "Say how far your product is"]


def test_what_ends_first_stands_on_top_and_gains_come_last(client, membership):
    company, now = membership.company, timezone.now()
    CompanyTechnologyFactory(company=company, known_as="proposed")
    JoinRequestFactory(company=company, user__name="Ada")
    InvitationFactory(email=membership.user.email, company__name="Later", expires_at=now + timedelta(days=9))
    ResponseFactory(company=company, challenge__title_en="Soon", challenge__closes_at=now + timedelta(days=2))
    assert titles(client) == [
        "Your answer to “Soon”",
        "Later invites you",
        "Ada asks to join",
        "1 technology to confirm",
    ]
    assert [each.is_soon for each in waits(client)] == [True, False, False, False]


def test_overview_asks_the_same_number_of_queries_whatever_waits(client, membership, django_assert_max_num_queries):
    def queries() -> int:
        with django_assert_max_num_queries(12) as captured:
            client.get(OVERVIEW)
        return len(captured)

    few = queries()
    for _ in range(8):
        InvitationFactory(email=membership.user.email)
        JoinRequestFactory(company=membership.company)
        ResponseFactory(company=membership.company)
    assert queries() == few


def test_declaration_waits_from_thirty_days_before_its_end(client, membership):
    signed_at = timezone.now() - timedelta(days=340)
    DeclarationFactory(company=membership.company, kind="screening", signed_at=signed_at)
    DeclarationFactory(company=membership.company, kind="ownership")
    assert titles(client) == ["Your declaration runs out: Screening"]


def test_declaration_that_has_run_out_stands_on_top(client, membership):
    long_ago = timezone.now() - timedelta(days=400)
    ended = {"ended_at": long_ago + timedelta(days=366), "end": "lapsed"}
    DeclarationFactory(company=membership.company, kind="screening", signed_at=long_ago, **ended)
    ResponseFactory(company=membership.company, challenge__title_en="Soon")
    assert titles(client) == ["Your declaration has run out: Screening", "Your answer to “Soon”"]
