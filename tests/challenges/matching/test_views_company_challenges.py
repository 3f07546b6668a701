"""From a company to the challenges of other ROMs that it fits, and on to an introduction."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests.factories import (
    ChallengeFactory,
    CompanyTechnologyFactory,
    IntroductionFactory,
    MatchFactory,
    MembershipFactory,
    RequirementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db


def test_staff_of_the_region_propose_their_company_to_another_roms_challenge(django_assert_max_num_queries):
    company = MembershipFactory().company
    link = CompanyTechnologyFactory(company=company)
    begun, fits = ChallengeFactory(title_nl="Loopt al"), ChallengeFactory(title_nl="Past")
    RequirementFactory(challenge=fits, technology=link.technology)
    IntroductionFactory(challenge=begun, company=company, company_rom=company.province.rom)
    hidden = ChallengeFactory(title_nl="Geheim", visibility="invited")
    closed = ChallengeFactory(title_nl="Gesloten", state="evaluating")
    for challenge in (begun, fits, hidden, closed):
        MatchFactory(challenge=challenge, company=company)
    MatchFactory(challenge__title_nl="Mist iets", company=company, failed_rule="trl_floor")
    client = Client()
    client.force_login(UserFactory(rom=company.province.rom, rom_role="adviser"))
    address = reverse("challenges:company_challenges", args=[company.slug])
    with django_assert_max_num_queries(12):
        response = client.get(address)
    assert [row.challenge for row in response.context["rows"]] == [begun, fits]
    assert response.context["rows"][1].shared == str(link.technology)
    html = response.content.decode()
    assert "Introductie: gevraagd" in html
    propose = reverse("challenges:introduction_propose", args=[fits.slug, company.slug])
    assert propose in html
    assert client.get(propose).status_code == 200
    numbers = re.findall(r"\d+", html.partition("<main")[2].partition("</main")[0])
    assert "87" not in numbers  # the points of the match; names made by the factories may hold these digits
    assert address in client.get(company.get_absolute_url()).content.decode()
    client.force_login(UserFactory(adviser=True))
    assert client.get(address).status_code == 404
