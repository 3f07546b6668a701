"""Companies by region, age and size, and how often each group is seen."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from django.utils.translation import gettext as _

from challenges.exposure.distribution import CompanyExposure, CompanyFacts, ExposureDistribution
from portal.regions.models import Province

REGION, AGE, SIZE = "region", "age", "size"
UNKNOWN = "unknown"
# The last year of each, counted from the year of founding; and the largest team, as the European Commission cuts them
# (Recommendation 2003/361/EC). None: no end.
AGES = (("0-2", 2), ("3-5", 5), ("6-10", 10), ("11", None))
SIZES = (("1-9", 9), ("10-49", 49), ("50-249", 249), ("250", None))


class ExposureGroup(NamedTuple):
    code: str
    label: str


@dataclass(frozen=True)
class ExposureGroupLine:
    """One group. seen: companies with one place at least; places and introductions of all of them together."""

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
    titles = {
        REGION: (_("By province"), ""),
        AGE: (_("By age"), _("Years since it was founded")),
        SIZE: (_("By size of the team"), _("People")),
    }
    return [
        ExposureGroupTable(by, *titles[by], _build_group_lines(found, by, provinces, year))
        for by in (REGION, AGE, SIZE)
    ]


def list_groups(by: str, provinces: Iterable[Province]) -> list[ExposureGroup]:
    """In the order of the table, those that are not known last."""
    if by == REGION:
        known = [ExposureGroup(province.code, str(province)) for province in provinces]
        return [*known, ExposureGroup(UNKNOWN, _("not known, or abroad"))]
    known = [
        ExposureGroup(code, _format_open_range(code) if last is None else code.replace("-", "–"))
        for code, last in _get_group_limits(by)
    ]
    return [*known, ExposureGroup(UNKNOWN, _("not known, or not shared"))]


def list_group_companies(found: ExposureDistribution, by: str, code: str, year: int) -> list[int]:
    """The companies of one group."""
    place = get_group_classifier(by, year)
    return [company for company in found.by_company if place(found.facts[company]) == code]


def _build_group_lines(
    found: ExposureDistribution, by: str, provinces: Iterable[Province], year: int
) -> list[ExposureGroupLine]:
    place = get_group_classifier(by, year)
    in_group: dict[str, list[CompanyExposure]] = {group.code: [] for group in list_groups(by, provinces)}
    for company, seen in found.by_company.items():
        in_group.setdefault(place(found.facts[company]), []).append(seen)
    return [
        _build_group_line(group, in_group[group.code]) for group in list_groups(by, provinces) if in_group[group.code]
    ]


def _build_group_line(group: ExposureGroup, seen: Sequence[CompanyExposure]) -> ExposureGroupLine:
    return ExposureGroupLine(
        group,
        len(seen),
        sum(each.places > 0 for each in seen),
        sum(each.places for each in seen),
        sum(each.introductions for each in seen),
    )


def get_group_classifier(by: str, year: int) -> Callable[[CompanyFacts], str]:
    if by == REGION:
        return lambda facts: facts.province or UNKNOWN
    if by == AGE:
        return lambda facts: UNKNOWN if facts.founded is None else _classify_value(max(year - facts.founded, 0), AGES)
    return lambda facts: _classify_value(facts.team, SIZES) if facts.team else UNKNOWN


def _classify_value(value: int, cuts: Sequence[tuple[str, int | None]]) -> str:
    return next(code for code, last in cuts if last is None or value <= last)


def _get_group_limits(by: str) -> Sequence[tuple[str, int | None]]:
    return AGES if by == AGE else SIZES


def _format_open_range(code: str) -> str:
    return _("%(number)s or more") % {"number": code}


def list_exposure_counts(found: Mapping[int, CompanyExposure]) -> tuple[list[int], list[int]]:
    """Places and introductions of each company."""
    return [each.places for each in found.values()], [each.introductions for each in found.values()]
