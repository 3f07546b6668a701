"""A level that is not for the reader shows in nothing: every page reads the same, whatever the level is."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from challenges.matching.models import Match
from challenges.matching.refresh.runner import run_due_matching
from companies.profiles.models import Company
from tests.clients import client_of
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    RequirementFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
LEVELS = (None, 1, 4, 6, 9)


@pytest.fixture
def pair():
    """A company with its level for its own ROM alone, and a challenge of another ROM that asks for levels."""
    challenge = ChallengeFactory(trl_min=3, trl_max=7)
    requirement = RequirementFactory(challenge=challenge)
    company = MembershipFactory(company__audience_maturity="own_rom", company__trl=6).company
    other = CompanyFactory(trl=5)
    for each in (company, other):
        CompanyTechnologyFactory(company=each, technology=requirement.technology)
    return challenge, company


def pages(challenge, company) -> list[str]:
    companies, band = reverse("companies:company_list"), "trl=1-3&trl=4-6&trl=7-9"
    return [
        companies,
        *(f"{companies}?{query}" for query in ("order=mature", "trl=1-3", "trl=4-6", "trl=7-9", band)),
        company.get_absolute_url(),
        challenge.get_absolute_url(),
        reverse("challenges:match_detail", args=[challenge.slug, company.slug]),
        reverse("challenges:staff_dashboard"),
        reverse("challenges:home"),
    ]


def read(client: Client, challenge, company) -> dict[str, tuple[int, str]]:
    found = {}
    for url in pages(challenge, company):
        response = client.get(url)
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", response.content.decode())
        found[url] = response.status_code, text
    return found


def with_level(company: Company, level: int | None) -> None:
    Company.objects.filter(pk=company.pk).update(trl=level)
    run_due_matching()


def differing(client: Client, challenge, company) -> set[str]:
    """The pages that read differently for some of the levels."""
    with_level(company, LEVELS[0])
    first = read(client, challenge, company)
    found = set()
    for level in LEVELS[1:]:
        with_level(company, level)
        now = read(client, challenge, company)
        found |= {url for url in first if now[url] != first[url]}
    return found


@pytest.mark.parametrize("kind", ["visitor", "registered", "the asker's staff", "staff elsewhere"])
def test_no_page_depends_on_a_level_that_is_not_for_the_reader(pair, kind):
    challenge, company = pair
    reader = {
        "visitor": lambda: None,
        "registered": UserFactory,
        "the asker's staff": lambda: UserFactory(rom=challenge.rom, rom_role="adviser"),
        "staff elsewhere": lambda: UserFactory(adviser=True),
    }[kind]()
    assert differing(client_of(reader), challenge, company) == set()


def test_pages_do_depend_on_a_level_that_is_for_everyone(pair):
    """The test above can fail: the same pages, of a company that hides nothing."""
    challenge, company = pair
    Company.objects.filter(pk=company.pk).update(audience_maturity="everyone")
    staff = client_of(UserFactory(rom=challenge.rom, rom_role="adviser"))
    found = differing(staff, challenge, company)
    assert {company.get_absolute_url(), challenge.get_absolute_url()} <= found
    assert reverse("challenges:match_detail", args=[challenge.slug, company.slug]) in found
    assert reverse("companies:company_list") + "?trl=7-9" in found


def test_own_rom_counts_the_level(pair):
    challenge, company = pair
    own = ChallengeFactory(rom=company.province.rom, trl_min=3, trl_max=7)
    run_due_matching()
    assert Match.objects.get(challenge=challenge, company=company).failed_rule == "trl_floor"
    assert Match.objects.get(challenge=own, company=company).failed_rule == ""
    staff = client_of(UserFactory(rom=own.rom, rom_role="adviser"))
    assert "TRL 6" in staff.get(own.get_absolute_url()).content.decode()
    assert "TRL 6" in staff.get(company.get_absolute_url()).content.decode()


def test_asker_reads_that_the_level_is_not_shared(pair):
    challenge, company = pair
    run_due_matching()
    staff = client_of(UserFactory(rom=challenge.rom, rom_role="adviser"))
    page = staff.get(challenge.get_absolute_url()).content.decode()
    assert "Geen TRL gedeeld, minstens TRL 3 wordt gevraagd." in page
    explained = staff.get(reverse("challenges:match_detail", args=[challenge.slug, company.slug])).content.decode()
    assert "TRL niet gedeeld met deze ROM" in explained


def test_own_people_read_what_sharing_would_bring(pair):
    challenge, company = pair
    client = client_of(company.memberships.get().user)
    page = client.get(reverse("challenges:why_not_me", args=[challenge.slug])).content.decode()
    assert "Je deelt je TRL alleen met de ROM van je regio." in page
    assert f"Mag {challenge.rom} je TRL zien?" in page
    assert reverse("companies:company_visibility", args=[company.slug]) in page
