"""Whose companies gain and lose places among the first ten by another version: by region, age and size."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from challenges.exposure.distribution import Facts, facts_of
from challenges.exposure.groups import AGE, REGION, SIZE, groups, placed
from challenges.matching.model_versions import FitComparison
from portal.accounts.models import User
from portal.regions.models import Province


@dataclass(frozen=True)
class Share:
    """One group of companies: places by the version before and by the one after."""

    label: str
    before: int
    after: int

    @property
    def difference(self) -> str:
        change = self.after - self.before
        return "" if not change else f"+{change}" if change > 0 else f"−{-change}"


@dataclass(frozen=True)
class Shares:
    title: str
    lines: list[Share]


def for_whom(comparison: FitComparison, reader: User, day: date) -> list[Shares]:
    """As far as the reader sees where a company is, how old and how large. Two queries."""
    moved = [entry for each in comparison.result["challenges"] for entry in each["moved"]]
    facts = facts_of(reader, {entry[0] for entry in moved})
    before = Counter(entry[0] for entry in moved if entry[1])
    after = Counter(entry[0] for entry in moved if entry[2])
    provinces = list(Province.objects.all())
    titles = {REGION: _("By province"), AGE: _("By age, in years"), SIZE: _("By size of the team")}
    return [Shares(title, _lines(by, facts, before, after, provinces, day.year)) for by, title in titles.items()]


def _lines(
    by: str,
    facts: Mapping[int, Facts],
    before: Mapping[int, int],
    after: Mapping[int, int],
    provinces: Iterable[Province],
    year: int,
) -> list[Share]:
    place = placed(by, year)
    old, new = Counter[str](), Counter[str]()
    for company, known in facts.items():
        old[place(known)] += before[company]
        new[place(known)] += after[company]
    found = (Share(group.label, old[group.code], new[group.code]) for group in groups(by, provinces))
    return [each for each in found if each.before or each.after]
