"""Why not me: what the page says to a company's own people, in both languages, and to nobody else."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from challenges.matching.refresh.runner import run_due_matching
from challenges.matching.why_not import WhyNotPage
from challenges.posting.invitation_models import ChallengeInvitation
from tests.clients import client_of
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    MatchFactory,
    MembershipFactory,
    ProvinceFactory,
    RequirementFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
URL = "/en/challenges/hear-drones/why-not-me/"
MOST_QUERIES = 12


@pytest.fixture
def member() -> Client:
    """Of a company that tells its province and one technology, and nothing else."""
    province = ProvinceFactory(name_en="Flevoland", name_nl="Flevoland", rom__name="Horizon")
    company = CompanyFactory(name="Heron", slug="heron", province=province, claimed=True)
    CompanyTechnologyFactory(company=company, technology=TechnologyFactory(label_en="Radar", label_nl="Radar"))
    return client_of(MembershipFactory(company=company).user)


def challenge(**fields: object):
    fields = {"slug": "hear-drones", "title_en": "Hear drones", "rom__name": "Asking ROM", **fields}
    return ChallengeFactory(**fields)


def must(label: str, **fields: object):
    technology = TechnologyFactory(label_en=label, label_nl=label)
    return RequirementFactory(technology=technology, necessity="must", **fields)


def text(client: Client, url: str = URL) -> str:
    html = client.get(url).content.decode()
    return " ".join(html.replace("&quot;", '"').split())


def test_one_missing_level_is_named_with_the_field_where_it_is_stated(member):
    challenge(trl_min=5, trl_max=7)
    html = text(member)
    assert "You miss the only must" in html
    assert "At least TRL 5 is asked. Your profile states no TRL." in html
    assert "From TRL 5 on you meet the must. TRL 7 brings most." in html
    assert "<b>+1.5 to +9 points.</b>" in html
    assert 'href="/en/companies/heron/edit/maturity/#id_trl"' in html


def test_failed_rules_stand_first_and_met_ones_say_what_the_company_has(member):
    asked = challenge(trl_min=5)
    RequirementFactory(challenge=asked, technology=member_technology(member), necessity="must")
    response = member.get(URL)
    rules = response.context["why"].rules
    assert [rule.met for rule in rules] == [False, True]
    assert rules[1].text == "Radar. Your profile names it."
    assert "You miss one must of 2" in response.content.decode()


def member_technology(client: Client):
    return client.get("/en/overview/").context["company"].technology_links.get().technology


def test_several_changes_together_are_said_together(member):
    asked = challenge(trl_min=5, needs_established=True)
    must("Sonar", challenge=asked)
    html = text(member)
    assert "You miss 3 musts of 3" in html
    assert "These 3 together are enough" in html
    assert "Is “Sonar” something you do?" in html
    assert 'href="/en/companies/heron/declarations/#established"' in html
    assert re.search(r'href="/en/companies/heron/edit/technologies/\?add=technology-\d+#id_add"', html)


def test_more_than_three_changes_are_too_many_to_tell(member):
    asked = challenge(trl_min=5, needs_established=True)
    must("Sonar", challenge=asked)
    must("Lidar", challenge=asked)
    html = text(member)
    assert "You would need more than 3 changes to meet all musts." in html
    assert "What would bring you closer" in html


def test_what_no_true_answer_changes_is_said(member):
    challenge(only_region=True)
    html = text(member)
    assert "Nothing that you could add to your profile changes this: region." in html
    assert "Only the region of Asking ROM is asked. Your profile says: Flevoland." in html


def test_a_technology_taken_away_is_not_asked_again(member):
    asked = challenge()
    requirement = must("Sonar", challenge=asked)
    company = member.get("/en/overview/").context["company"]
    CompanyTechnologyFactory(company=company, technology=requirement.technology, known_as="refused")
    html = text(member)
    assert "You took it away from your profile." in html
    assert "something you do" not in html
    assert "Nothing that you could add to your profile changes this: sonar." in html


def test_who_qualifies_reads_what_brings_most_points_first(member):
    asked = challenge(trl_max=6)
    RequirementFactory(challenge=asked, technology=TechnologyFactory(label_en="Sonar"), weight=5)
    response = member.get(URL)
    why = response.context["why"]
    assert why.title.startswith("You meet all musts: ")
    assert [advice.title for advice in why.others] == ["Is “Sonar” something you do?", "How mature is your product?"]
    assert why.others[1].gain == "−6 to +9 points"
    assert "What would bring you in" not in response.content.decode()


def test_a_proposal_leads_to_its_own_yes_or_no(member):
    link = member.get("/en/overview/").context["company"].technology_links.get()
    link.known_as = "proposed"
    link.save()
    RequirementFactory(challenge=challenge(), technology=link.technology)
    assert f'/en/companies/heron/edit/technologies/#id_verdict_{link.technology_id}"' in text(member)
    page = member.get("/en/companies/heron/edit/technologies/").content.decode()
    assert f'id="id_verdict_{link.technology_id}"' in page
    assert 'id="id_add"' in page
    for step, field in {"maturity": "trl", "who": "province"}.items():
        assert f'id="id_{field}"' in member.get(f"/en/companies/heron/edit/{step}/").content.decode()


def test_a_challenge_without_musts_says_so(member):
    challenge()
    assert "This challenge sets no musts" in text(member)


def test_points_add_up_and_are_those_of_the_explanation(member):
    challenge(trl_min=5)
    why = member.get(URL).context
    explained = member.get("/en/challenges/hear-drones/matches/heron/").context
    assert why["score"] == explained["score"]
    assert [part.points for part in why["why"].parts] == [part.points for part in explained["explained"].parts]


def test_dutch_says_the_same_in_dutch(member):
    asked = challenge(trl_min=5, needs_established=True)
    must("Sonar", challenge=asked)
    html = text(member, URL.replace("/en/", "/nl/"))
    assert "Je mist 3 eisen van de 3" in html
    assert "Deze 3 samen zijn genoeg" in html
    assert "Heb je “Sonar” in huis?" in html
    assert "Vanaf TRL 5 haal je de eis." in html


def test_an_unpublished_profile_is_told_that_it_is_not_matched():
    challenge()
    member = client_of(MembershipFactory(company__state="draft").user)
    assert "Your profile is not published" in text(member)


def test_no_other_company_is_named_nor_counted(member):
    asked = challenge(visibility="invited")
    own = member.get("/en/overview/").context["company"]
    other = CompanyFactory(name="Bittern Sonics")
    for company in (own, other):
        ChallengeInvitation.objects.create(challenge=asked, company=company)
    html = text(member)
    assert "Invited. You: yes." in html
    assert "Bittern" not in html


def test_a_requirement_that_may_not_be_read_is_not_told(member):
    must("Sonar", challenge=challenge())
    found = member.get(URL).context["why"]
    why = WhyNotPage(replace(found.asked, requirements=[]), found.challenge, found.company, found.vocabulary)
    [rule] = why.rules
    assert rule.text == "This is a requirement that you may not read."
    assert (why.ways, why.others) == ([], [])
    assert "onar" not in why.no_way


@pytest.mark.parametrize("hidden", [{"visibility": "vetted"}, {"visibility": "invited"}, {"state": "draft"}])
def test_a_hidden_challenge_is_404_also_through_the_choice(member, hidden):
    challenge(**hidden)
    assert member.get(URL).status_code == 404
    assert member.get("/en/overview/why-not-me/", {"challenge": "hear-drones"}).status_code == 404


def test_only_people_of_a_company_ask(member):
    challenge()
    assert client_of(UserFactory(adviser=True)).get(URL).status_code == 403
    assert Client().get(URL).status_code == 302


def test_the_choice_leads_to_the_challenge_or_back(member):
    challenge()
    assert member.get("/en/overview/why-not-me/", {"challenge": "hear-drones"}).url == URL
    assert member.get("/en/overview/why-not-me/").url == "/en/overview/#why-not-me"
    assert member.get("/en/overview/why-not-me/", {"challenge": "nothing"}).status_code == 404


def test_overview_offers_the_open_challenges_that_are_not_in_the_own_list(member):
    company = member.get("/en/overview/").context["company"]
    MatchFactory(company=company, challenge__slug="listed")
    MatchFactory(company=company, challenge=challenge(), failed_rule="trl_floor")
    ChallengeFactory(slug="secret", visibility="vetted")
    ChallengeFactory(slug="gone", closes_at=timezone.now() - timedelta(hours=1))
    response = member.get("/en/overview/")
    assert [each.slug for each in response.context["not_listed"]] == ["hear-drones"]
    assert 'value="hear-drones"' in response.content.decode()
    assert f'href="{URL}"' in response.content.decode()


@pytest.mark.parametrize("url", ["/en/challenges/", "/en/challenges/hear-drones/"])
@pytest.mark.parametrize("trl_min", [5, None])
def test_list_and_challenge_lead_to_the_question(member, url, trl_min):
    challenge(trl_min=trl_min)
    run_due_matching()
    is_listed_as_fitting = trl_min is None and url == "/en/challenges/"
    assert (f'href="{URL}"' in text(member, url)) is not is_listed_as_fitting


@pytest.mark.parametrize("number", [1, 25])
def test_queries_are_few_and_do_not_grow(member, number, django_assert_max_num_queries):
    asked = challenge(trl_min=5, visibility="registered")
    company = member.get("/en/overview/").context["company"]
    for _ in range(number):
        RequirementFactory(challenge=asked)
        CompanyTechnologyFactory(company=company)
        CompanyTechnologyFactory()
    run_due_matching()
    with django_assert_max_num_queries(MOST_QUERIES):
        member.get(URL)
    with django_assert_max_num_queries(MOST_QUERIES):
        member.get("/en/overview/")
