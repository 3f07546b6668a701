"""What the examples must show: lists neither empty nor endless, near misses, and one need that nobody covers."""

import pytest

from challenges.demo.files import read_challenges, read_companies
from portal.technologies.reference_files import read_provinces, read_technologies

VOCABULARY = read_technologies()
ROMS = {province.code: province.rom for province in read_provinces()}
PUBLISHED = {
    slug: table for slug, table in read_companies().items() if table.get("is_example") and table.get("state") != "draft"
}
OPEN = {slug: table for slug, table in read_challenges().items() if table["state"] == "open"}
DECLARATIONS = ("ownership", "established", "export_control", "screening")
UNMET = "zware-last-zonder-rugpijn"


def with_broader(slug):
    """The technology and everything above it."""
    while slug:
        yield slug
        slug = VOCABULARY[slug].parent


def declares(company, kind):
    return company.get("declared_days_ago", {}).get(kind, 999) < 365


def failed_rules(challenge, slug):
    """How many rules of the challenge the company fails, told anew from the files, apart from the engine."""
    company = PUBLISHED[slug]
    known = {broader for entry in company["technologies"] for broader in with_broader(entry["slug"])}
    musts = [entry["slug"] for entry in challenge["requirements"] if entry["necessity"] == "must"]
    rules = [
        *(must in known for must in musts),
        company["trl"] >= challenge["trl_min"],
        *(declares(company, kind) or not challenge.get(f"needs_{kind}") for kind in DECLARATIONS),
        "vetted_days_ago" in company or challenge["visibility"] != "vetted",
        slug in challenge.get("invited", [slug]),
        ROMS[company["province"]] == challenge["rom"] or not challenge.get("only_region"),
    ]
    return rules.count(False)


def companies_failing(number, challenge):
    return [slug for slug in PUBLISHED if failed_rules(OPEN[challenge], slug) == number]


@pytest.mark.parametrize("challenge", sorted(set(OPEN) - {UNMET}))
def test_challenge_has_companies_that_qualify_and_some_that_nearly_do(challenge):
    assert 2 <= len(companies_failing(0, challenge)) <= 12
    assert 1 <= len(companies_failing(1, challenge)) <= 5


def test_one_challenge_is_covered_by_nobody():
    assert companies_failing(0, UNMET) == companies_failing(1, UNMET) == []


def test_near_misses_fail_by_different_rules():
    assert "stilwater-instruments" in companies_failing(1, "kleine-drones-opmerken")
    assert "luchthaak-robotics" in companies_failing(1, "kleine-drones-opmerken")
    assert "twijfelkat-quantum" in companies_failing(1, "sleutels-voor-over-tien-jaar")
    assert "waalkracht-microgrids" in companies_failing(1, "stroom-zonder-aggregaat")
    assert "loodslicht" in companies_failing(1, "inbraak-in-scheepsbesturing")
    assert "grondtoon-akoestiek" in companies_failing(1, "slijtage-zien-aankomen")
    assert "fluitmeeuw-drones" in companies_failing(1, "verbonden-onder-storing")


def test_founder_has_challenges_that_fit():
    fitting = [challenge for challenge in OPEN if "zilverreiger-sensing" in companies_failing(0, challenge)]
    assert len(fitting) >= 3
