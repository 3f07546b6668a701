"""What waits for a company's people on their overview, in its order."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client, RequestFactory
from django.utils import timezone

from challenges.dashboard.context_processors import add_reader_counts
from challenges.posting.models import Challenge
from companies.profiles.models import Company
from companies.profiles.permissions import get_own_company
from portal.accounts.models import User
from tests.clients import client_of
from tests.factories import (
    AddressFactory,
    AppointmentFactory,
    ChallengeFactory,
    ChallengeMoveFactory,
    ChallengeWriterFactory,
    ClaimFactory,
    CoApplicantFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DeclarationFactory,
    InvitationFactory,
    JoinRequestFactory,
    MatchFactory,
    MembershipFactory,
    NotificationFactory,
    OutcomeFactory,
    ProvinceFactory,
    RegistrationFactory,
    RequirementFactory,
    ResponseFactory,
    ROMFactory,
    SubmissionFactory,
    UserFactory,
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
    return client_of(membership.user)


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


def test_company_that_is_asked_to_join_in_is_waited_for_until_the_challenge_closes(client, membership):
    lead = {"response__company__name": "Torenvalk", "response__challenge__title_en": "Ears"}
    asked = CoApplicantFactory(company=membership.company, **lead)
    [waits_for_me] = waits(client)
    assert (waits_for_me.title, waits_for_me.until) == (
        "Torenvalk asks you to join in its response",
        asked.response.challenge.closes_at,
    )
    assert client.get(waits_for_me.url).status_code == 200
    Challenge.objects.update(state="evaluating")
    assert titles(client) == []


def test_co_applicant_who_agreed_is_waited_for_no_more(client, membership):
    CoApplicantFactory(company=membership.company, agreed=True)
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
    assert titles(client) == ["Publish your profile"]


@pytest.mark.parametrize(
    ("asks", "asked"),
    [
        ({"rom": None}, []),
        ({"rom": None, "trl_max": 6}, ["Say how far your product is"]),
        ({}, ["Say in which province you are"]),
        ({"trl_min": 5}, ["Say how far your product is", "Say in which province you are"]),
        ({"trl_min": 5, "state": "evaluating"}, []),
    ],
)
def test_only_a_fact_that_a_challenge_asks_for_is_asked_and_counted(client, membership, asks, asked):
    Company.objects.filter(pk=membership.company.pk).update(trl=None, province=None)
    MatchFactory(company=membership.company, challenge=ChallengeFactory(**asks))
    assert titles(client) == asked
    assert ("Start with this: Say" in client.get(OVERVIEW).content.decode()) == bool(asked)
    assert counted(client)[0] == len(asked)


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


def test_talks_wait_for_a_word_as_many_as_their_page_lists(client, membership):
    """Until one is said; and the other side's word changes nothing."""
    started = timezone.now() - timedelta(hours=1)
    talks = AppointmentFactory.create_batch(
        3, registration=RegistrationFactory(company=membership.company, session__title_en="Tables"), starts_at=started
    )
    OutcomeFactory(appointment=talks[0])
    OutcomeFactory(appointment=talks[1], side="host")
    [found] = waits(client)
    assert (found.title, found.text.startswith("2 talks")) == ("What came of “Tables”?", True)
    assert client.get(found.url).context["left"] == 2
    for talk in talks[1:]:
        OutcomeFactory(appointment=talk)
    assert waits(client) == []


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
    assert titles(client) == ["Your declaration runs out: Security screening"]


def test_declaration_that_has_run_out_stands_on_top(client, membership):
    long_ago = timezone.now() - timedelta(days=400)
    ended = {"ended_at": long_ago + timedelta(days=366), "end": "lapsed"}
    DeclarationFactory(company=membership.company, kind="screening", signed_at=long_ago, **ended)
    ResponseFactory(company=membership.company, challenge__title_en="Soon")
    assert titles(client) == ["Your declaration has run out: Security screening", "Your answer to “Soon”"]


# --- the count on every page ------------------------------------------------------------------------------------------


def counted(client, path="/en/technologies/"):
    context = client.get(path).context
    return context["waiting"](), context["waiting_url"]


def test_every_page_counts_what_the_overview_lists(client, membership):
    company = membership.company
    company.confirmed_at, company.trl = timezone.now() - timedelta(days=200), None
    company.save()
    CompanyTechnologyFactory.create_batch(2, company=company, known_as="proposed")
    MatchFactory(company=company, challenge__trl_min=4)
    InvitationFactory(email=membership.user.email)
    JoinRequestFactory(company=company)
    CoApplicantFactory(company=company)
    ResponseFactory(company=company)
    DeclarationFactory(company=company, kind="screening", signed_at=timezone.now() - timedelta(days=340))
    assert len(waits(client)) == 8
    assert counted(client) == (8, "/en/overview/#waiting")


def test_every_page_counts_nothing_for_who_has_nothing_waiting(client):
    CompanyTechnologyFactory(known_as="proposed")
    ResponseFactory()
    assert counted(client) == (0, "/en/overview/#waiting")


def test_every_page_counts_the_invitations_of_who_acts_for_no_company_yet():
    person = AddressFactory().user
    InvitationFactory(email=person.email)
    InvitationFactory(email=person.email, lapsed=True)
    assert counted(client_of(person)) == (1, "/en/joining/#waiting")


def test_every_page_counts_what_the_desk_lists():
    rom = ChallengeFactory(draft=True).rom
    ClaimFactory(company__province__rom=rom, company__state="draft")
    CompanyFactory(province__rom=rom, claimed=True, confirmed_at=timezone.now() - timedelta(days=200))
    SubmissionFactory(response__challenge__rom=rom, response__challenge__state="evaluating")
    MatchFactory(challenge__rom=rom, challenge__closes_at=timezone.now() + timedelta(days=1))
    RequirementFactory(challenge__rom=rom, known_as="proposed")
    adviser = client_of(UserFactory(rom=rom, rom_role="adviser"))
    assert adviser.get("/en/desk/").context["waiting"] == 8
    assert counted(adviser) == (8, "/en/desk/#waiting")


@pytest.mark.parametrize(
    "staff",
    [
        {"rom_role": "adviser"},
        {"rom_role": "manager"},
        {"rom_role": "manager", "admin": True},
        {"rom": None, "admin": True},
    ],
)
def test_every_page_counts_what_the_desk_of_each_kind_of_staff_lists(staff, django_assert_num_queries):
    """Of two ROMs, at two moments: what is kept of the first count must not tell of the second."""
    for hours in (0, 30):
        with time_machine.travel(timezone.now() + timedelta(hours=hours), tick=False):
            rom = ROMFactory()
            person = UserFactory(**{"rom": rom, **staff})
            challenge = ChallengeFactory(rom=rom, state="in_review")
            for number in range(1 + hours // 30):
                ChallengeFactory(draft=True, rom=rom)
                ChallengeFactory(rom=rom, closes_at=timezone.now() + timedelta(days=7, minutes=number - 1))
                CompanyFactory(province__rom=rom, state="draft")
            ChallengeMoveFactory(challenge=ChallengeFactory(draft=True, rom=rom), name="refuse")
            ChallengeWriterFactory(challenge=challenge, user=UserFactory(rom=rom, rom_role="adviser"))
            client = client_of(person)
            listed = client.get("/en/desk/").context["waiting"]
            assert listed >= 4
            assert counted(client) == (listed, "/en/desk/#waiting")


def test_counts_of_two_people_of_a_kind_are_their_own(client, membership):
    ResponseFactory(company=membership.company)
    DeclarationFactory(company=membership.company, kind="screening", signed_at=timezone.now() - timedelta(days=340))
    other = MembershipFactory(
        company=CompanyFactory(claimed=True, text_en="We make sonar.", trl=6, province=ProvinceFactory()), role="owner"
    )
    AddressFactory(user=other.user)
    InvitationFactory(email=other.user.email)
    assert (counted(client)[0], counted(client_of(other.user))[0]) == (2, 1)


def test_counting_costs_one_query(client, membership, django_assert_num_queries):
    request = RequestFactory().get("/")
    request.user = User.objects.get(pk=membership.user.pk)
    get_own_company(request.user)
    NotificationFactory(user=request.user)
    context = add_reader_counts(request)
    with django_assert_num_queries(1):
        assert (context["waiting"](), context["unread"]()) == (0, 1)


def test_visitor_is_shown_no_count():
    assert Client().get("/en/technologies/").context["waiting"] is None
