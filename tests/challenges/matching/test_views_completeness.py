"""The last page of a profile: what is counted, what is only told, and publishing; in both languages."""

import html

import pytest
from django.test import Client

from challenges.matching.refresh.runner import run_due_matching
from companies.profiles.models import Company
from tests.clients import client_of
from tests.factories import (
    ChallengeFactory,
    CompanyTechnologyFactory,
    DeclarationFactory,
    MembershipFactory,
    RequirementFactory,
)

pytestmark = pytest.mark.django_db
URL = "/en/companies/heron/completeness/"


@pytest.fixture
def member() -> Client:
    return client_of(MembershipFactory(company__slug="heron", company__province=None).user)


def text(client: Client, url: str = URL) -> str:
    response = client.get(url)
    assert response.status_code == 200
    return " ".join(html.unescape(response.content.decode()).split())


def test_a_missing_level_is_told_with_what_it_would_bring(member):
    ChallengeFactory(trl_min=5, trl_max=7)
    ChallengeFactory(trl_max=6)
    page = text(member)
    assert "Calculated with the 2 challenges that are open now; of 1 you meet all musts." in page
    assert "Up to 1 challenge more in reach, and up to 9 points more in 1." in page
    assert "It depends on your answer; some cost up to 6 points." in page
    assert 'href="/en/companies/heron/edit/maturity/#id_trl"' in page


def test_proposals_are_told_as_one(member):
    link = CompanyTechnologyFactory(company=Company.objects.get(), known_as="proposed")
    RequirementFactory(challenge=ChallengeFactory(), technology=link.technology)
    page = text(member)
    assert "Up to 24.8 points more in one challenge." in page
    assert "If all of it is right." in page
    assert 'href="/en/companies/heron/edit/technologies/"' in page
    assert "earns no extra points today" not in page


def test_proposals_that_bring_nothing_now_say_why_they_are_asked(member):
    CompanyTechnologyFactory(company=Company.objects.get(), known_as="proposed")
    Company.objects.update(state="draft")
    page = text(member)
    assert "This earns no extra points today" in page
    assert "Published, ROMs find you" in page
    ChallengeFactory()
    Company.objects.update(state="published")
    assert "Published, ROMs find you" not in text(member)


def test_a_profile_without_a_text_reads_of_it_first(member):
    ChallengeFactory(trl_min=5)
    Company.objects.update(text_nl="", state="draft")
    first = member.get(URL).context["completed"].counted[0]
    assert (first.title, first.gain) == ("Tell what you make", "Up to 28 points in one challenge")


def test_the_other_language_is_counted_where_a_challenge_is_told_in_it_alone(member):
    assert "No open challenge is written in that language only" in text(member)
    ChallengeFactory(teaser_nl="", teaser_en="We look for devices.")
    page = text(member)
    assert "points more in one challenge" in page
    assert "They are told in that language only." in page
    assert 'href="/en/companies/heron/edit/text/#id_text_en"' in page


def test_what_people_read_is_told_without_a_figure(member):
    page = text(member)
    assert "Tell what it is used for" in page
    assert "Tell what you did before" in page
    Company.objects.update(civil_use_nl="Een dak bekijken.")
    assert "Tell what it is used for" not in text(member)


def test_a_declaration_is_counted_where_a_challenge_asks_for_it(member):
    assert "0 of 4 are in force" in text(member)
    ChallengeFactory(needs_ownership=True)
    page = text(member)
    assert "1 challenge more in reach." in page
    assert 'href="/en/companies/heron/declarations/?from=profile#ownership"' in page


def test_declarations_are_listed_with_where_each_stands(member):
    company = Company.objects.get()
    DeclarationFactory(company=company)
    page = text(member)
    assert "1 of 4 are in force" in page
    assert page.count("Never given") == 3
    assert 'href="/en/companies/heron/declarations/?from=profile#screening"' in page


def test_a_complete_profile_is_told_so(member):
    ChallengeFactory()
    Company.objects.update(trl=6, text_en="We make devices.")
    assert "No single empty field would make you eligible" in text(member)


def test_without_a_challenge_nothing_is_calculated(member):
    assert "so nothing can be calculated" in text(member)


def test_a_draft_has_the_button_that_publishes(member):
    assert "Publish profile" not in text(member)
    Company.objects.update(state="draft")
    page = text(member)
    assert 'action="/en/companies/heron/publish/"' in page
    assert "Publish profile" in page
    assert "7" in [str(step.number) for step in member.get(URL).context["steps"].all if step.is_current]


def test_dutch_says_the_same_in_dutch(member):
    ChallengeFactory(trl_min=5, trl_max=7)
    page = text(member, URL.replace("/en/", "/nl/"))
    assert "Tot 1 challenge meer binnen bereik" in page
    assert "Zeg hoe ver je product is" in page


@pytest.mark.parametrize("number", [1, 25])
def test_queries_are_few_and_do_not_grow(member, number, django_assert_max_num_queries):
    for _ in range(number):
        RequirementFactory(challenge=ChallengeFactory(trl_min=5))
        CompanyTechnologyFactory(company=Company.objects.get())
    run_due_matching()
    member.get(URL)
    with django_assert_max_num_queries(15):
        member.get(URL)
