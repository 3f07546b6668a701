"""The counts beside the list of companies: each equals the length of the list behind it, after any change."""

import random

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from companies.catalogue.filters import CompanyFilter, CompanyFilterOptions, count_company_facets
from companies.profiles.models import Company, CompanyTechnology
from companies.profiles.visibility_models import Audience
from portal.search.filters import WITHOUT
from portal.technologies.models import Technology
from tests.factories import (
    CompanyFactory,
    CompanyTechnologyFactory,
    MembershipFactory,
    ProvinceFactory,
    TechnologyFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db
ASKED = ["", "q=radar", "q=raddar", "kind=sme&trl=4-6&trl=7-9", "technology=t0", "technology=t3&profile=confirmed"]


def filtered(query: str, reader) -> CompanyFilter:
    return CompanyFilter(QueryDict(query), Company.objects.visible_to(reader), CompanyFilterOptions.for_reader(reader))


def length(query: QueryDict, reader) -> int:
    return filtered(query.urlencode(), reader).qs.count()


def check(query: str, reader) -> None:
    """Every number against the list that its address gives."""
    filterset = filtered(query, reader)
    counts = count_company_facets(filterset)
    assert counts["total"][""] == length(filterset.data, reader)
    for name, choices in filterset.options.facets.items():
        for value, _label in choices:
            asked = QueryDict(query, mutable=True)
            asked.setlist(name, [value])
            assert counts[name].get(value, 0) == length(asked, reader), (query, reader, name, value)
    for name, number in counts[WITHOUT].items():
        asked = QueryDict(query, mutable=True)
        asked.pop(name)
        assert number == length(asked, reader), (query, reader, name)


def make(chance: random.Random, technologies: list[Technology], provinces: list) -> None:
    company = CompanyFactory(
        state=chance.choice(Company.State.values),
        kind=chance.choice(Company.Kind.values),
        trl=chance.choice([None, 2, 5, 8]),
        province=chance.choice([None, *provinces]),
        claimed=chance.random() < 0.5,
        audience_maturity=chance.choice(Audience.values),
        text_en=chance.choice(["We make radar.", "We make sonar."]),
        name=chance.choice(["Radarbouw", "Sonarfabriek"]),
    )
    for technology in chance.sample(technologies, chance.randint(0, 3)):
        known_as = chance.choice(["stated", "proposed", "refused"])
        CompanyTechnologyFactory(company=company, technology=technology, known_as=known_as)


def change(chance: random.Random, provinces: list) -> None:
    """One company in one way, by whatever road."""
    company = chance.choice(list(Company.objects.all()))
    others = Company.objects.filter(pk=company.pk)
    chance.choice(
        [
            lambda: others.update(kind=chance.choice(Company.Kind.values)),
            lambda: others.update(state=chance.choice(Company.State.values)),
            lambda: others.update(trl=chance.choice([None, 1, 6]), audience_maturity=chance.choice(Audience.values)),
            lambda: others.update(province=chance.choice(provinces)),
            lambda: CompanyTechnology.objects.filter(company=company).update(known_as="refused"),
            lambda: CompanyTechnology.objects.filter(company=company).delete(),
            lambda: Technology.objects.filter(slug="t3").update(parent=None, level=1),
        ]
    )()


@pytest.mark.parametrize("seed", range(4))
def test_each_number_is_the_length_of_its_list_for_every_reader(seed: int):
    chance = random.Random(seed)
    provinces = ProvinceFactory.create_batch(2)
    technologies = [TechnologyFactory(slug=f"t{number}") for number in range(3)]
    technologies += [TechnologyFactory(slug=f"t{number}", parent=technologies[0]) for number in range(3, 5)]
    for _ in range(12):
        make(chance, technologies, provinces)
    member = MembershipFactory(company__state="draft", company__trl=5, company__audience_maturity="own_rom").user
    adviser = UserFactory(rom=provinces[0].rom, rom_role="adviser")
    readers = [AnonymousUser(), member, adviser, UserFactory(admin=True)]
    for reader in readers:
        for query in ASKED:
            check(query, reader)
    for _ in range(6):
        change(chance, provinces)
        check(chance.choice(ASKED), chance.choice(readers))


def test_company_that_left_is_counted_no_more():
    company = CompanyFactory()
    check("", AnonymousUser())
    company.delete()
    check("", AnonymousUser())
    assert count_company_facets(filtered("", AnonymousUser()))["total"] == {"": 0}
