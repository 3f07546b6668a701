"""Filters of the list of companies: what they select, what they count, and what the search finds."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from companies.catalogue.filters import (
    LEGENDS,
    CompanyFilter,
    CompanyFilterOptions,
    CompanyOrder,
    count_company_facets,
    order_companies,
)
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.search.filters import WITHOUT, build_facets
from tests.factories import CompanyFactory, CompanyTechnologyFactory, ProvinceFactory, TechnologyFactory, UserFactory
from tests.factories import TermFactory as Term

pytestmark = pytest.mark.django_db


def filtered(query: str, user: User | AnonymousUser | None = None) -> CompanyFilter:
    user = user or AnonymousUser()
    return CompanyFilter(QueryDict(query), Company.objects.visible_to(user), CompanyFilterOptions.for_reader(user))


def found(query: str, user: User | None = None) -> set[str]:
    return set(filtered(query, user).qs.values_list("slug", flat=True))


def test_technology_finds_companies_that_offer_something_more_specific():
    drones = TechnologyFactory(slug="drones")
    swarm = TechnologyFactory(slug="swarm", parent=drones)
    CompanyTechnologyFactory(company__slug="swarming", technology=swarm)
    CompanyTechnologyFactory(company__slug="other")
    assert found("technology=drones") == found("technology=swarm") == {"swarming"}


def test_technology_that_a_person_refused_is_not_offered():
    CompanyTechnologyFactory(technology__slug="drones", known_as="refused")
    assert found("technology=drones") == set()


def test_values_of_one_filter_add_up_and_filters_narrow_each_other():
    flevoland, limburg = ProvinceFactory(code="FL"), ProvinceFactory(code="LI")
    CompanyFactory(slug="a", province=flevoland, kind="startup", trl=5)
    CompanyFactory(slug="b", province=limburg, kind="sme", trl=8)
    CompanyFactory(slug="c", province=limburg, kind="startup", trl=None)
    assert found("province=LI&province=FL") == {"a", "b", "c"}
    assert found("province=LI&province=FL&kind=startup") == {"a", "c"}
    assert found("province=LI&trl=7-9&trl=1-3") == {"b"}


def test_profile_tells_whether_the_company_stands_behind_it():
    CompanyFactory(slug="own", claimed=True)
    CompanyFactory(slug="staff-made")
    assert found("profile=confirmed") == {"own"}
    assert found("profile=unconfirmed") == {"staff-made"}


def test_state_is_a_filter_for_those_who_see_drafts():
    admin = UserFactory(admin=True)
    CompanyFactory(slug="draft", state="draft")
    CompanyFactory(slug="published")
    assert found("state=draft", admin) == {"draft"}
    assert "state" in filtered("state=draft").form.errors
    assert found("state=draft") == {"published"}
    visitors = {facet.name for facet in build_facets(filtered(""), count_company_facets(filtered("")), LEGENDS)}
    assert "state" not in visitors


@pytest.fixture
def drone_maker() -> Company:
    technology = TechnologyFactory(slug="uas", label_nl="drones", label_en="drones")
    Term(technology=technology, language="nl", text="onbemand")
    Term(technology=technology, language="en", text="UAV")
    company = CompanyFactory(
        slug="wanted",
        name="Luchthaak Robotics",
        city="Almere",
        text_nl="Wij vangen indringers met een net boven vliegvelden.",
        text_en="We catch intruders with a net above airfields.",
    )
    CompanyTechnologyFactory(company=company, technology=technology)
    CompanyFactory(slug="other", name="Stilwater", city="Den Helder", text_nl="Wij zuiveren water.")
    return company


@pytest.mark.parametrize(
    "words",
    [
        *("onbemand", "UAV", "drone"),  # by a technology that the words name
        *("vliegveld", "net vangen", "airfield", "catching"),  # by the text, in Dutch and English
        *("Luchthaak", "almere"),  # by name and town
        *("Luchtaak Robtics", "Almeer"),  # mistyped names
        *("dorne", "onbemnad", "drnoes makers"),  # mistyped technologies
    ],
)
def test_words_find_in_both_languages_with_typing_errors_and_by_the_vocabulary(drone_maker: Company, words: str):
    assert found(f"q={words}") == {"wanted"}


@pytest.mark.parametrize("words", ["zeppelin", "xyz", "a", "%25", "'--", "!!", "&|!()"])
def test_words_that_nothing_has_find_nothing(drone_maker: Company, words: str):
    assert found(f"q={words.replace('&', '%26')}") == set()


def test_closest_to_the_words_puts_a_name_before_a_mention():
    CompanyFactory(name="Radarbouw", text_nl="Wij bouwen antennes.", slug="mention")
    CompanyFactory(name="Sonarfabriek", text_nl="Wij maken sonar voor schepen.", slug="more")
    CompanyFactory(name="Sonar", slug="name", text_nl="Wij meten diepte.")
    closest = order_companies(filtered("q=sonar").qs, CompanyOrder.CLOSEST, "sonar", AnonymousUser())
    assert [company.slug for company in closest] == ["name", "more"]


def test_orders_are_stated_to_the_last_tie():
    for slug, name, trl in (("b", "beta", 3), ("a", "Alfa", 3), ("n", "gamma", None), ("h", "delta", 9)):
        CompanyFactory(slug=slug, name=name, trl=trl)
    everyone = Company.objects.all()

    def slugs(order: CompanyOrder) -> str:
        return "".join(company.slug for company in order_companies(everyone, order, "", AnonymousUser()))

    assert slugs(CompanyOrder.NAME) == "abhn"
    assert slugs(CompanyOrder.MATURE) == "habn"
    assert slugs(CompanyOrder.NEWEST) == "hnab"


def test_counts_of_a_filter_ignore_its_own_values():
    flevoland = ProvinceFactory(code="FL")
    CompanyFactory(kind="startup", province=flevoland, trl=5)
    CompanyFactory(kind="sme", province=flevoland, trl=9)
    elsewhere = CompanyFactory(kind="sme", trl=9, claimed=True)
    counts = count_company_facets(filtered("kind=startup&province=FL"))
    assert counts["kind"] == {"startup": 1, "sme": 1}
    assert counts["province"] == {"FL": 1, elsewhere.province.code: 0}
    assert counts["trl"] == {"4-6": 1, "7-9": 0}
    assert counts["profile"] == {"confirmed": 0, "unconfirmed": 1}
    assert counts["total"] == {"": 1}
    assert counts[WITHOUT] == {"kind": 2, "province": 1}


def test_technology_counts_a_company_once_and_for_broader_ones_too():
    drones = TechnologyFactory(slug="drones")
    company = CompanyFactory()
    for slug in ("swarm", "sensing"):
        CompanyTechnologyFactory(company=company, technology=TechnologyFactory(slug=slug, parent=drones))
    assert count_company_facets(filtered(""))["technology"] == {"drones": 1, "swarm": 1, "sensing": 1}


@pytest.mark.parametrize("query", ["technology=nothing", "province=XX", "trl=12", "kind=&kind=%F0", "profile=1"])
def test_values_that_are_not_there_are_left_out_and_named(query: str):
    CompanyFactory(slug="a")
    assert filtered(query).form.errors
    assert found(query) == {"a"}
