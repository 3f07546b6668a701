"""The explanation of a match, decisions about it, and taking away what is wrong."""

import pytest
from django.test import Client

from challenges.matching.models import Decision
from challenges.matching.refresh.runner import run_due_matching
from challenges.posting.requirement_models import Requirement
from companies.profiles.models import CompanyTechnology
from tests.clients import adviser_client, client_of
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    MatchFactory,
    MembershipFactory,
    RequirementFactory,
    TechnologyFactory,
)

pytestmark = pytest.mark.django_db
EVIDENCE = {"sentence": "Wij horen drones van ver.", "phrase": "horen drones", "language": "nl"}
MOST_QUERIES = 12


@pytest.fixture
def pair():
    """A challenge that asks for a technology, and a claimed company that names it."""
    technology = TechnologyFactory(slug="hearing", label_en="Hearing drones")
    challenge = ChallengeFactory(slug="c", trl_min=4, trl_max=7)
    company = MembershipFactory(company__slug="co", company__name="Reiger", company__trl=5).company
    RequirementFactory(challenge=challenge, technology=technology, **EVIDENCE)
    CompanyTechnologyFactory(company=company, technology=technology, **EVIDENCE)
    return challenge, company


def member_of(company: object) -> Client:
    return client_of(company.memberships.get().user)


MATCH = "/en/challenges/c/matches/co/"


def test_explanation_shows_the_phrases_of_both_texts_and_points_that_add_up(pair):
    _challenge, company = pair
    response = member_of(company).get(MATCH)
    explained, score = response.context["explained"], response.context["score"]
    assert sum(part.points for part in explained.parts) == score.total
    html = response.content.decode()
    assert html.count("<mark>horen drones</mark>") >= 2
    assert "TRL 5, below the TRL 7 hoped for" in html


def test_explanation_of_a_pair_that_fails_names_every_rule(pair):
    challenge, company = pair
    challenge.needs_established, challenge.trl_min = True, 6
    challenge.save()
    html = member_of(company).get(MATCH).content.decode()
    assert "You miss 2 musts" in html
    assert "At least TRL 6 is asked. Your profile says TRL 5." in html


@pytest.mark.parametrize("who", ["adviser", "member"])
def test_explanation_queries_are_constant(pair, django_assert_max_num_queries, who):
    challenge, company = pair
    challenge.visibility = "invited"
    challenge.save()
    challenge.invitations.create(company=company)
    client = adviser_client(challenge) if who == "adviser" else member_of(company)

    def queries_with(number: int) -> int:
        for _ in range(number):
            technology = TechnologyFactory()
            RequirementFactory(challenge=challenge, technology=technology, **EVIDENCE)
            CompanyTechnologyFactory(company=company, technology=technology, **EVIDENCE)
        client.get(MATCH)  # points and vocabulary are kept from then on
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert client.get(MATCH).status_code == 200
        return len(captured)

    assert queries_with(1) == queries_with(12)


def test_a_wrong_technology_of_the_own_profile_goes_and_the_points_change_at_once(pair):
    _challenge, company = pair
    run_due_matching()
    response = member_of(company).post(MATCH + "wrong/", {"technology": "hearing", "side": "company"}, follow=True)
    assert CompanyTechnology.objects.get().known_as == "refused"
    [message] = response.context["messages"]
    assert str(message).startswith("“Hearing drones” no longer counts. From ")
    before, after = (float(word) for word in str(message).split() if word.replace(".", "").isdigit())
    assert after < before
    assert response.context["score"].technology == 0


def test_a_wrong_requirement_goes_from_the_roms_own_challenge(pair):
    adviser_client(pair[0]).post(MATCH + "wrong/", {"technology": "hearing", "side": "challenge"})
    assert Requirement.objects.get().known_as == "refused"


def test_saying_twice_that_it_is_wrong_changes_nothing_more(pair):
    client = member_of(pair[1])
    for _ in range(2):
        response = client.post(MATCH + "wrong/", {"technology": "hearing", "side": "company"})
        assert response.status_code == 302
    assert CompanyTechnology.objects.filter(known_as="refused").count() == 1


def test_nobody_takes_away_what_is_another_sides(pair):
    challenge, company = pair
    assert (
        adviser_client(challenge).post(MATCH + "wrong/", {"technology": "hearing", "side": "company"}).status_code
        == 403
    )
    assert member_of(company).post(MATCH + "wrong/", {"technology": "hearing", "side": "challenge"}).status_code == 403
    assert "wrong/" in member_of(company).get(MATCH).content.decode()
    assert 'value="challenge"' not in member_of(company).get(MATCH).content.decode()


def test_staff_correct_an_unclaimed_company_of_their_region(pair):
    challenge, company = pair
    company.claimed_at = None
    company.province.rom = challenge.rom
    company.province.save()
    company.save()
    adviser_client(challenge).post(MATCH + "wrong/", {"technology": "hearing", "side": "company"})
    assert CompanyTechnology.objects.get().known_as == "refused"


@pytest.mark.parametrize(
    "data",
    [{}, {"technology": "hearing"}, {"technology": "a b", "side": "company"}, {"technology": "\x00", "side": "x"}],
)
def test_a_wrong_without_a_technology_changes_nothing_and_says_so(pair, data: dict):
    response = member_of(pair[1]).post(MATCH + "wrong/", data, follow=True)
    assert "Nothing was changed" in response.content.decode()
    assert CompanyTechnology.objects.get().known_as == "stated"


def test_a_technology_that_is_not_there_is_404(pair):
    assert member_of(pair[1]).post(MATCH + "wrong/", {"technology": "no", "side": "company"}).status_code == 404


def test_shortlisting_twice_is_one_decision(pair):
    client = adviser_client(pair[0])
    for _ in range(2):
        assert client.post(MATCH + "decision/", {"kind": "shortlisted"}).status_code == 302
    assert Decision.objects.get().kind == "shortlisted"


def test_dismissing_asks_for_a_reason_and_keeps_what_was_typed(pair):
    response = adviser_client(pair[0]).post(MATCH + "decision/", {"kind": "dismissed", "note": "Belde op maandag."})
    html = response.content.decode()
    assert "Say why the company is dismissed." in html
    assert "Belde op maandag." in html
    assert not Decision.objects.exists()


def test_the_last_decision_counts_and_can_be_undone(pair):
    client = adviser_client(pair[0])
    client.post(MATCH + "decision/", {"kind": "shortlisted"})
    client.post(MATCH + "decision/", {"kind": "dismissed", "reason": "known", "note": "x"})
    assert (Decision.objects.get().kind, Decision.objects.get().reason) == ("dismissed", "known")
    client.post(MATCH + "decision/", {"kind": "undecided"})
    client.post(MATCH + "decision/", {"kind": "undecided"})
    assert not Decision.objects.exists()


@pytest.mark.parametrize(
    "data",
    [
        {"kind": "x"},
        {"kind": "dismissed", "reason": "x"},
        {"kind": "dismissed", "reason": "other", "note": "x" * 10000},
        {"kind": "dismissed", "reason": "other", "note": "a\x00b"},
    ],
)
def test_a_decision_that_makes_no_sense_is_refused_with_a_page(pair, data: dict):
    response = adviser_client(pair[0]).post(MATCH + "decision/", data)
    assert response.status_code == 200
    assert response.context["form"].errors
    assert not Decision.objects.exists()


def test_a_company_nobody_ranked_can_be_explained_to_the_rom():
    challenge, company = ChallengeFactory(), CompanyFactory()
    url = f"/nl/challenges/{challenge.slug}/matches/{company.slug}/"
    html = adviser_client(challenge).get(url).content.decode()
    assert "Deze challenge vraagt geen technologie uit de lijst." in html


def test_a_technology_that_answers_two_requirements_can_be_called_wrong_once(pair):
    challenge, company = pair
    broader = TechnologyFactory()
    hearing = company.technology_links.get().technology
    hearing.parent = broader
    hearing.save()
    RequirementFactory(challenge=challenge, technology=broader)
    tags = member_of(company).get(MATCH).context["tags"]
    assert [(tag.side, tag.slug) for tag in tags] == [("company", "hearing")]


def test_rows_escape_what_people_wrote():
    challenge = ChallengeFactory()
    company = CompanyFactory(name="<i>name</i>", city="<i>city</i>")
    CompanyTechnologyFactory(company=company, technology=TechnologyFactory(label_en="<i>sonar</i>"))
    RequirementFactory(challenge=challenge, technology=company.technology_links.get().technology)
    MatchFactory(challenge=challenge, company=company, in_challenge_top=True)
    page = adviser_client(challenge).get(f"/en/challenges/{challenge.slug}/").content.decode()
    assert "<i>" not in page
    assert page.count("&lt;i&gt;name&lt;/i&gt;") >= 4
    assert "&lt;i&gt;city&lt;/i&gt;" in page
    assert "Names &lt;i&gt;sonar&lt;/i&gt;" in page


def test_comparison_comes_back_to_itself_after_a_decision():
    challenge = ChallengeFactory(slug="c")
    first, second = (MatchFactory(challenge=challenge, in_challenge_top=True).company for _ in range(2))
    query = f"company={first.slug}&company={second.slug}"
    page = adviser_client(challenge).get(f"/en/challenges/c/compare/?{query}").content.decode()
    assert f'action="/en/challenges/c/matches/{first.slug}/decision/?{query.replace("&", "&amp;")}"' in page
