"""Group companies by region, age and size, and count how often each group is seen."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from challenges.exposure.distribution import CompanyExposure, CompanyFacts, ExposureDistribution
from portal.regions.models import Province

REGION, AGE, SIZE = "region", "age", "size"
UNKNOWN = "unknown"
# Each range with its highest value, None where it has no end. Ages are in years. The sizes of teams are those of the
# European Commission (Recommendation 2003/361/EC).
AGES = (("0-2", 2), ("3-5", 5), ("6-10", 10), ("11", None))
SIZES = (("1-9", 9), ("10-49", 49), ("50-249", 249), ("250", None))


class ExposureGroup(NamedTuple):
    code: str
    label: str


@dataclass(frozen=True)
class ExposureGroupLine:
    """One group. `seen`: its companies with at least one place. `places`, `introductions`: of all of them together."""

    group: ExposureGroup
    companies: int
    seen: int
    places: int
    introductions: int

    @property
    def unseen(self) -> int:
        return self.companies - self.seen


@dataclass(frozen=True)
class ExposureGroupTable:
    by: str
    title: str
    note: str
    lines: list[ExposureGroupLine]


def build_group_tables(
    found: ExposureDistribution, provinces: Iterable[Province], year: int
) -> list[ExposureGroupTable]:
    """Return a table by province, age and team size, without empty groups. `year`: the year in which age is counted."""
    titles = {
        REGION: (_("By province"), ""),
        AGE: (_("By age"), _("Years since it was founded")),
        SIZE: (_("By size of the team"), _("People")),
    }
    return [
        ExposureGroupTable(by, title, note, _build_group_lines(found, by, provinces, year))
        for by, (title, note) in titles.items()
    ]


def list_groups(by: str, provinces: Iterable[Province]) -> list[ExposureGroup]:
    """Return the groups in the order of the table; the companies of which nothing is known come last."""
    if by == REGION:
        known = [ExposureGroup(province.code, str(province)) for province in provinces]
        return [*known, ExposureGroup(UNKNOWN, _("not known, or abroad"))]
    known = [
        ExposureGroup(code, _("%(number)s or more") % {"number": code} if last is None else code.replace("-", "–"))
        for code, last in (AGES if by == AGE else SIZES)
    ]
    return [*known, ExposureGroup(UNKNOWN, _("not known, or not shared"))]


def list_group_companies(found: ExposureDistribution, by: str, code: str, year: int) -> list[int]:
    return [company for company in found.by_company if classify_company(found.facts[company], by, year) == code]


def _build_group_lines(
    found: ExposureDistribution, by: str, provinces: Iterable[Province], year: int
) -> list[ExposureGroupLine]:
    in_group: dict[str, list[CompanyExposure]] = defaultdict(list)
    for company, exposure in found.by_company.items():
        in_group[classify_company(found.facts[company], by, year)].append(exposure)
    return [
        ExposureGroupLine(
            group,
            companies=len(members),
            seen=sum(each.places > 0 for each in members),
            places=sum(each.places for each in members),
            introductions=sum(each.introductions for each in members),
        )
        for group in list_groups(by, provinces)
        if (members := in_group[group.code])
    ]


def classify_company(facts: CompanyFacts, by: str, year: int) -> str:
    """Return the code of the company's group, UNKNOWN if the reader may not know it. `year`: for its age."""
    if by == REGION:
        return facts.province or UNKNOWN
    if by == AGE:
        return UNKNOWN if facts.founded is None else _find_range(max(year - facts.founded, 0), AGES)
    return _find_range(facts.team, SIZES) if facts.team else UNKNOWN


def _find_range(value: int, ranges: Sequence[tuple[str, int | None]]) -> str:
    """Return the code of the first range that does not end below the value."""
    return next(code for code, last in ranges if last is None or value <= last)
