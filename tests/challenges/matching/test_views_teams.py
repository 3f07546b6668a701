"""The page of teams: who brings what, and why there may be none."""

import pytest
from django.test import Client
from django.urls import reverse

from challenges.posting.models import Challenge
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    RequirementFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def challenge() -> Challenge:
    posted = ChallengeFactory(state="open", trl_min=5)
    for _ in range(3):
        RequirementFactory(challenge=posted, technology=TechnologyFactory(), necessity="must")
    return posted


def company(challenge: Challenge, *places: int, trl: int = 7):
    """A published company that offers the challenge's musts at these places."""
    made = CompanyFactory(state="published", trl=trl)
    musts = [each.technology for each in challenge.requirements.order_by("pk")]
    for place in places:
        CompanyTechnologyFactory(company=made, technology=musts[place])
    return made


def page(challenge: Challenge):
    client = Client()
    client.force_login(UserFactory(rom=challenge.rom, rom_role="adviser"))
    return client.get(reverse("challenges:team_list", args=[challenge.slug]))


def test_teams_are_of_the_smallest_size_with_what_each_alone_brings(challenge):
    one, two = company(challenge, 0, 1), company(challenge, 1, 2)
    company(challenge, 0, trl=4)
    company(challenge, 1)
    found = page(challenge).context["page"]
    assert [[member.company for member in team] for team in found.teams] == [[one, two]]
    assert [[part.only for part in member.parts] for member in found.teams[0]] == [[True, False], [False, True]]
    assert "2" in found.sentence


def test_no_team_is_sought_where_one_company_covers_all(challenge):
    company(challenge, 0, 1, 2)
    found = page(challenge).context["page"]
    assert found.teams == []
    assert found.sentence.startswith("1 bedrijf")


def test_what_nobody_offers_is_named(challenge):
    company(challenge, 0, 1)
    company(challenge, 2, trl=4)
    found = page(challenge).context["page"]
    missing = challenge.requirements.order_by("pk").last().technology
    assert found.teams == []
    assert str(missing) in found.sentence


def test_no_team_of_four_is_said_plainly():
    posted = ChallengeFactory(state="open", trl_min=None)
    for _ in range(5):
        RequirementFactory(challenge=posted, technology=TechnologyFactory(), necessity="must")
    for place in range(5):
        company(posted, place)
    found = page(posted).context["page"]
    assert found.teams == []
    assert "4" in found.sentence


@pytest.mark.parametrize("musts", [0, 13])
def test_too_few_and_too_many_musts_are_said_plainly(musts):
    posted = ChallengeFactory(state="open")
    for _ in range(musts):
        RequirementFactory(challenge=posted, technology=TechnologyFactory(), necessity="must")
    found = page(posted).context["page"]
    assert found.teams == []
    assert found.sentence


def test_page_takes_as_many_queries_for_many_teams(challenge, django_assert_max_num_queries):
    for _ in range(5):
        company(challenge, 0, 1)
        company(challenge, 2)
    page(challenge)
    client = Client()
    client.force_login(UserFactory(rom=challenge.rom, rom_role="adviser"))
    with django_assert_max_num_queries(12):
        client.get(reverse("challenges:team_list", args=[challenge.slug]))
