"""A few companies side by side: what stands in each cell, who gets it, and what a wrong choice says."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.matching.comparison import mark_highest
from challenges.posting.models import Challenge
from companies.profiles.models import Company, CompanyTechnology
from tests.clients import adviser_client
from tests.factories import (
    ChallengeCoOwnerFactory,
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    DecisionFactory,
    DeclarationFactory,
    IntroductionFactory,
    MatchFactory,
    ProvinceFactory,
    RequirementFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12
EVIDENCE = {"sentence": "Wij horen drones van ver.", "phrase": "horen drones", "language": "nl"}


@pytest.fixture
def challenge() -> Challenge:
    """One that asks for a must and a wish."""
    posted = ChallengeFactory(slug="c", trl_min=5)
    RequirementFactory(challenge=posted, technology=TechnologyFactory(label_en="Hearing"), necessity="must")
    RequirementFactory(challenge=posted, technology=TechnologyFactory(label_en="Seeing"), necessity="nice")
    return posted


def companies(challenge: Challenge, number: int) -> list[Company]:
    """The first offers everything asked, the others the must alone."""
    made = [
        CompanyFactory(slug=f"co{place}", name=f"Bedrijf {place}", trl=6, claimed=True, team_size=12)
        for place in range(number)
    ]
    must, wish = challenge.requirements.order_by("pk")
    for company in made:
        CompanyTechnologyFactory(company=company, technology=must.technology, **EVIDENCE)
    CompanyTechnologyFactory(company=made[0], technology=wish.technology)
    return made


def page(challenge: Challenge, *slugs: str, client: Client | None = None):
    address = reverse("challenges:match_compare", args=[challenge.slug])
    return (client or adviser_client(challenge)).get(address.replace("/nl/", "/en/"), {"company": slugs})


def cells(response, label: str, place: int = 0) -> list:
    """Of the row with that label; `place`: of several the first, the second…"""
    rows = [row for group in response.context["comparison"].groups for row in group.rows if row.label == label]
    return rows[place].cells


def test_companies_stand_side_by_side_best_first(challenge):
    best, other = companies(challenge, 2)
    other.province, other.audience_maturity = ProvinceFactory(), "own_rom"
    other.save()
    DecisionFactory(challenge=challenge, company=best, kind="dismissed", reason="known", note="Al gesproken.")
    IntroductionFactory(challenge=challenge, company=other, state="declined")
    DeclarationFactory(company=best, kind="screening")
    response = page(challenge, "co1", "co0")
    assert [column.company for column in response.context["comparison"].columns] == [best, other]
    html = response.content.decode()
    assert "<mark>horen drones</mark>" in html
    assert [cell.met for cell in cells(response, "Hearing")] == [True, True]
    assert [(cell.met, cell.best) for cell in cells(response, "Seeing")] == [(True, True), (False, False)]
    assert [cell.best for cell in cells(response, "Total")] == [True, False]
    assert [cell.text for cell in cells(response, "Team")] == ["12 people"] * 2
    assert cells(response, "Declarations")[0].more == ("Security screening: yes",)
    assert cells(response, "Maturity", 1)[1].text == "No TRL shared, at least TRL 5 is asked."
    assert [cell.text for cell in cells(response, "Maturity", 2)] == ["TRL 6", "Not shared with you"]
    assert "Dismissed: known already" in html
    assert "Al gesproken." in html
    assert ">Declined<" in html


def test_cell_says_why_what_is_offered_earns_less(challenge):
    companies(challenge, 2)
    CompanyTechnology.objects.filter(company__slug="co0").update(known_as="proposed", **EVIDENCE)

    def told():
        hearing = [cell.side for cell in cells(page(challenge, "co0", "co1"), "Hearing")]
        return {side.split(":")[-1].strip() for side in hearing if ":" in side}

    assert told() == {"less, since it was found in the text and the company did not confirm it"}
    challenge.requirements.update(necessity="nice", known_as="proposed", **EVIDENCE)
    assert told() == {
        "less, since neither the company confirmed it nor the ROM that it is asked",
        "less, since the ROM did not confirm that it is asked",
    }
    assert "0 points" in [cell.side for cell in cells(page(challenge, "co0", "co1"), "Seeing")]


def test_decision_leads_back_to_the_comparison(challenge):
    companies(challenge, 2)
    client = adviser_client(challenge)
    response = client.post("/en/challenges/c/matches/co1/decision/?company=co0&company=co1", {"kind": "shortlisted"})
    assert response["Location"] == "/en/challenges/c/compare/?company=co0&company=co1"


@pytest.mark.parametrize(
    ("slugs", "said"),
    [
        (["co0"], "one more company"),
        (["co0", "co0"], "one more company"),
        (["co0", "co1", "co2", "co3", "co4"], "You chose 5 companies"),
        (["co0", "co1", "hidden"], "is not there"),
        (["co0", "co1", "absent"], "is not there"),
    ],
)
def test_wrong_choice_is_said_and_kept(challenge, slugs, said):
    made = companies(challenge, 5)
    MatchFactory(challenge=challenge, company=CompanyFactory(name="Uit de lijst"))
    CompanyFactory(slug="hidden", name="Geheim", state="draft")
    response = page(challenge, *slugs)
    html = response.content.decode()
    assert response.status_code == 200
    assert said in html
    assert "comparison" not in response.context
    assert "Uit de lijst" in html
    assert "Geheim" not in html
    for company in made:
        assert (f'value="{company.slug}"' in html) == (company.slug in slugs)
    assert html.count(" checked") == len(set(slugs) & {each.slug for each in made})


@pytest.mark.parametrize("is_shared", [False, True])
def test_queries_are_as_many_for_two_as_for_four(challenge, django_assert_max_num_queries, is_shared):
    challenge.visibility = "invited"
    challenge.save()
    made = companies(challenge, 4)
    for company in made:
        DecisionFactory(challenge=challenge, company=company)
        IntroductionFactory(challenge=challenge, company=company)
        challenge.invitations.create(company=company)
    client = adviser_client(challenge)
    if is_shared:
        rom = ChallengeCoOwnerFactory(challenge=challenge).rom
        client.force_login(UserFactory(rom=rom, rom_role="adviser"))
    page(challenge, *(each.slug for each in made), client=client)  # points and vocabulary are kept from then on
    counts = []
    for number in (2, 4):
        with django_assert_max_num_queries(MOST_QUERIES) as captured:
            assert "comparison" in page(challenge, *(each.slug for each in made[:number]), client=client).context
        counts.append(len(captured))
    assert counts[0] == counts[1]


def test_best_of_equals_is_nobody():
    assert mark_highest([3, 3]) == [(3, False), (3, False)]
    assert mark_highest([3, 5, 5]) == [(3, False), (5, True), (5, True)]
