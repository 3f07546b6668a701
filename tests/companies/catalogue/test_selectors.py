"""Values of companies that a process keeps in memory: they equal what the database has now."""

import random

import pytest

from companies.catalogue.selectors import count_published_at_trl, load_company_values
from companies.profiles.models import Company
from companies.profiles.visibility import build_trl_condition
from companies.profiles.visibility_models import Audience
from portal.regions.models import ROM, Province
from tests.factories import CompanyFactory, ProvinceFactory

pytestmark = pytest.mark.django_db
CHANGES = {
    "trl": [None, 1, 4, 5, 9],
    "audience_maturity": list(Audience.values),
    "state": ["published", "published", "published", "draft", "withdrawn"],
}


@pytest.mark.parametrize("seed", range(3))
def test_companies_at_a_level_are_counted_as_matching_counts_them_after_every_change(seed: int):
    drawn = random.Random(seed)
    provinces = [ProvinceFactory() for _ in range(3)]
    changes = {**CHANGES, "province": [None, *provinces]}
    stock = [
        CompanyFactory(**{name: drawn.choice(values) for name, values in changes.items()}, claimed=True)
        for _ in range(12)
    ]
    for _ in range(8):
        for rom in ROM.objects.all():
            area = list(Province.objects.filter(rom=rom).values_list("pk", flat=True))
            for level in (1, 5, 9):
                met = Company.objects.published().filter(build_trl_condition(rom), trl__gte=level)
                assert count_published_at_trl(load_company_values(), level, area) == met.count()
        company, name = drawn.choice(stock), drawn.choice(list(changes))
        setattr(company, name, drawn.choice(changes[name]))
        company.save()
        Province.objects.filter(pk=drawn.choice(provinces).pk).update(rom=drawn.choice(provinces).rom)
