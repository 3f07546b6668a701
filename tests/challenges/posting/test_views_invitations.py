"""Inviting companies: by name or from the match list, told once it is shown, and taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.invitations import notify_invited_companies
from challenges.posting.models import Challenge
from challenges.posting.services import transition_challenge
from companies.profiles.models import Company
from portal.notifications.models import Notification
from tests.clients import adviser_client
from tests.factories import (
    AnnexFactory,
    ChallengeFactory,
    CompanyFactory,
    MatchFactory,
    MembershipFactory,
    RequirementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge() -> Challenge:
    return ChallengeFactory(slug="c", visibility="invited")


@pytest.fixture
def company() -> Company:
    """One with a person who acts for it."""
    return MembershipFactory(company__slug="co", company__name="Torenvalk").company


def post(challenge: Challenge, client: Client | None = None, **data: str) -> str:
    """What the page says afterwards."""
    address = reverse("challenges:challenge_invitations", args=[challenge.slug]).replace("/nl/", "/en/")
    response = (client or adviser_client(challenge)).post(address, data, follow=True)
    assert response.status_code == 200
    return " ".join(str(each) for each in response.context["messages"])


def sees(company: Company, challenge: Challenge) -> bool:
    return Challenge.objects.visible_to(company.memberships.get().user).filter(pk=challenge.pk).exists()


def test_invited_company_sees_it_is_told_once_and_loses_it_again(challenge, company):
    client = adviser_client(challenge)
    assert "Torenvalk is invited." in post(challenge, client, company="co")
    made = ChallengeInvitation.objects.get()
    assert (made.company, made.invited_by_id) == (company, int(client.session["_auth_user_id"]))
    assert sees(company, challenge)
    assert "invited already" in post(challenge, client, company="co")
    assert notify_invited_companies() == 0
    told = Notification.objects.get()
    assert (told.user, told.url) == (company.memberships.get().user, "/nl/challenges/c/")
    assert "not invited any more" in post(challenge, client, company="co", take_back="1")
    assert not sees(company, challenge)
    history = made.events.order_by("pgh_id").values_list("pgh_label", flat=True)
    assert list(history) == ["insert", "delete"]


def test_company_is_told_only_once_the_challenge_is_shown(company):
    draft = ChallengeFactory(state="draft", visibility="invited")
    RequirementFactory(challenge=draft)
    post(draft, company="co")
    assert not Notification.objects.filter(kind="challenges").exists()
    writer, colleague = UserFactory.create_batch(2, rom=draft.rom, rom_role="adviser")
    transition_challenge(draft, "in_review", writer)
    transition_challenge(draft, "scheduled", colleague)
    assert notify_invited_companies() == 1
    assert Notification.objects.filter(kind="challenges").count() == 1


@pytest.mark.parametrize(("visibility", "page"), [("invited", "/nl/challenges/"), ("public", "/nl/challenges/c/")])
def test_company_hears_that_its_invitation_is_taken_back_where_it_knew_of_it(company, visibility, page):
    challenge = ChallengeFactory(slug="c", visibility=visibility)
    AnnexFactory(challenge=challenge, visibility="invited")
    client = adviser_client(challenge)
    post(challenge, client, company="co")
    for _ in range(2):
        post(challenge, client, company="co", take_back="1")
    told = Notification.objects.exclude(url="/nl/challenges/c/", title__startswith="Uitgenodigd")
    assert [(each.user, each.url) for each in told] == [(company.memberships.get().user, page)]
    post(challenge, client, company="co")
    ChallengeInvitation.objects.update(told_at=None)
    post(challenge, client, company="co", take_back="1")
    assert told.all().count() == 1


@pytest.mark.parametrize(
    ("changed", "data", "said"),
    [
        ({"visibility": "public"}, {"company": "co"}, "Neither the challenge nor its annex"),
        ({"state": "evaluating"}, {"company": "co"}, "It is closed"),
        ({}, {"company": "hidden"}, "Choose a company from the list"),
        ({}, {}, "Choose a company from the list"),
        ({}, {"company": "draft-here"}, "published profile"),
    ],
)
def test_what_cannot_be_invited_is_said(company, changed, data, said):
    challenge = ChallengeFactory(**{"visibility": "invited"} | changed)
    CompanyFactory(slug="hidden", state="draft")
    CompanyFactory(slug="draft-here", state="draft", province__rom=challenge.rom)
    assert said in post(challenge, **data)
    assert not ChallengeInvitation.objects.exists()


def test_annex_for_invited_companies_is_enough(company):
    challenge = ChallengeFactory()
    AnnexFactory(challenge=challenge, visibility="invited")
    assert "is invited" in post(challenge, company="co")


def test_page_finds_by_name_and_suggests_who_misses_nothing_else(challenge, company, django_assert_max_num_queries):
    for rule in ("invited", "trl_floor"):
        MatchFactory(challenge=challenge, company__name=f"Mist {rule}", failed_rule=rule)
    client, address = adviser_client(challenge), reverse("challenges:challenge_invitations", args=["c"])
    for other in CompanyFactory.create_batch(8):
        challenge.invitations.create(company=other, invited_by=UserFactory())
    with django_assert_max_num_queries(12):
        context = client.get(address, {"q": "toren"}).context
    assert context["found"] == [company]
    assert [each.name for each in context["suggested"]] == ["Mist invited"]
    assert client.get(address, {"q": context["invitations"][0].company.name}).context["found"] == []
    stranger = Client()
    stranger.force_login(UserFactory(adviser=True))
    assert stranger.get(address).status_code == stranger.post(address, {"company": "co"}).status_code == 404
