"""Whose companies gain and lose places among the first ten by another version: by region, age and size."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from challenges.exposure.distribution import CompanyFacts, load_company_facts
from challenges.exposure.groups import AGE, REGION, SIZE, classify_company, list_groups
from challenges.matching.model_versions import FitComparison
from portal.accounts.models import User
from portal.regions.models import Province


@dataclass(frozen=True)
class GroupImpact:
    """One group of companies: places by the version before and by the one after."""

    label: str
    before: int
    after: int

    @property
    def difference(self) -> str:
        change = self.after - self.before
        return "" if not change else f"+{change}" if change > 0 else f"−{-change}"


@dataclass(frozen=True)
class GroupImpactTable:
    title: str
    lines: list[GroupImpact]


def measure_group_impact(comparison: FitComparison, reader: User, day: date) -> list[GroupImpactTable]:
    """As far as the reader sees where a company is, how old and how large. Two queries."""
    moved = [entry for each in comparison.result["challenges"] for entry in each["moved"]]
    facts = load_company_facts(reader, {entry[0] for entry in moved})
    before = Counter(entry[0] for entry in moved if entry[1])
    after = Counter(entry[0] for entry in moved if entry[2])
    provinces = list(Province.objects.all())
    titles = {REGION: _("By province"), AGE: _("By age, in years"), SIZE: _("By size of the team")}
    return [
        GroupImpactTable(title, _build_impact_lines(by, facts, before, after, provinces, day.year))
        for by, title in titles.items()
    ]


def _build_impact_lines(
    by: str,
    facts: Mapping[int, CompanyFacts],
    before: Mapping[int, int],
    after: Mapping[int, int],
    provinces: Iterable[Province],
    year: int,
) -> list[GroupImpact]:
    old, new = Counter[str](), Counter[str]()
    for company, known in facts.items():
        group_code = classify_company(known, by, year)
        old[group_code] += before[company]
        new[group_code] += after[company]
    found = (GroupImpact(group.label, old[group.code], new[group.code]) for group in list_groups(by, provinces))
    return [each for each in found if each.before or each.after]
