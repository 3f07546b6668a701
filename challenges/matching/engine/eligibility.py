"""Decide which companies are eligible, by named rules. One definition serves 100,000 companies and a single pair.

The rules of a challenge, in this order: `must_have` (one per technology it must have, met by that technology
or a more specific one, whoever stated it), `trl_floor`, what must be declared (`ownership`, `established`,
`export_control`, `screening`), `vetted`, `invited`, `region`. A TRL, declaration or province that is not stated does
not meet a rule that asks for it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures, get_trl_for_area
from challenges.matching.engine.inputs import DECLARATIONS, Id, ProvinceId, TechnologyId
from challenges.matching.engine.points import compute_experience_share

UNKNOWN = -1  # a TRL that is not stated


@dataclass(frozen=True, eq=False)
class EligibilityColumns:
    """The facts of companies that rules and points read, as columns `(n,)`; without texts, so that one pair is cheap.

    `trl`: UNKNOWN where not stated. `declares`: which companies declared yes, by declaration. `province`: the code of
    the province, which `provinces` defines. `position`: the place of each id. `meeting`: the places of the companies
    that meet each technology. `years`, `years_of`: the years of all projects, and the place of the company of each.
    `shares`, `levels`: caches of `experience_until` by year, and of `trl_for` by area.
    """

    rows: Sequence[CompanyFeatures]
    trl: NDArray[np.int8]
    declares: Mapping[str, NDArray[np.bool_]]
    trl_stays_home: NDArray[np.bool_]
    vetted: NDArray[np.bool_]
    stale: NDArray[np.bool_]
    province: NDArray[np.int16]
    provinces: dict[ProvinceId | None, int]
    position: dict[Id, int]
    meeting: dict[TechnologyId, NDArray[np.int32]]
    years: NDArray[np.int64]
    years_of: NDArray[np.int32]
    projects: NDArray[np.int64]
    years_stay_home: NDArray[np.bool_]
    shares: dict[int, NDArray[np.int32]] = field(default_factory=dict)
    levels: dict[frozenset[ProvinceId], NDArray[np.int8]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    @cached_property
    def stale_places(self) -> NDArray[np.int64]:
        return np.flatnonzero(self.stale)

    def trl_for(self, area: frozenset[ProvinceId]) -> NDArray[np.int8]:
        """Return `features.get_trl_for_area` of every company, UNKNOWN for None."""
        if area not in self.levels:
            self.levels[area] = np.where(self._is_hidden_from(area, self.trl_stays_home), np.int8(UNKNOWN), self.trl)
        return self.levels[area]

    def experience_until(self, year: int, area: frozenset[ProvinceId]) -> NDArray[np.int32]:
        """Return `points.compute_experience_share` of what `features.summarise_experience` finds for every company."""
        if year not in self.shares:
            self.shares[year] = self._compute_shares(year)
        return np.where(self._is_hidden_from(area, self.years_stay_home), 0, self.shares[year])

    def _compute_shares(self, year: int) -> NDArray[np.int32]:
        """Return the shares for projects up to this year; computes each distinct (gap, number of projects) once."""
        known = self.years <= year
        companies = self.years_of[known]
        last = np.zeros(len(self), np.int64)
        np.maximum.at(last, companies, self.years[known])
        number = np.bincount(companies, minlength=len(self))
        number = np.where(number > 0, np.maximum(number, self.projects), 0)
        cases, case_of = np.unique(np.stack([year - last, number]), axis=1, return_inverse=True)
        return np.array([compute_experience_share(gap, projects) for gap, projects in cases.T.tolist()], np.int32)[
            case_of
        ]

    def _is_hidden_from(self, area: frozenset[ProvinceId], stays_home: NDArray[np.bool_]) -> NDArray[np.bool_]:
        """Return which companies keep a fact within their region, while their province is outside this area."""
        codes = [self.provinces[each] for each in area if each in self.provinces]
        inside = np.zeros(len(self.provinces), bool)
        inside[codes] = True
        return stays_home & ~inside[self.province]


def build_eligibility_columns(rows: Sequence[CompanyFeatures]) -> EligibilityColumns:
    offers = [row.offer for row in rows]
    provinces: dict[ProvinceId | None, int] = {None: 0}
    codes = [provinces.setdefault(offer.province, len(provinces)) for offer in offers]
    meeting: dict[TechnologyId, list[int]] = {}
    for position, row in enumerate(rows):
        for technology in row.meets:
            meeting.setdefault(technology, []).append(position)
    return EligibilityColumns(
        rows=rows,
        trl=np.array([UNKNOWN if offer.trl is None else offer.trl for offer in offers], np.int8),
        declares={name: np.array([offer.declared.get(name, False) for offer in offers], bool) for name in DECLARATIONS},
        trl_stays_home=np.array([offer.trl_stays_home for offer in offers], bool),
        vetted=np.array([offer.vetted for offer in offers], bool),
        stale=np.array([offer.stale for offer in offers], bool),
        province=np.array(codes, np.int16),
        provinces=provinces,
        position={row.id: position for position, row in enumerate(rows)},
        meeting={technology: np.array(found, np.int32) for technology, found in meeting.items()},
        years=np.array([year for offer in offers for year in offer.years], np.int64),
        years_of=np.repeat(np.arange(len(rows), dtype=np.int32), [len(offer.years) for offer in offers]),
        projects=np.array([offer.projects for offer in offers], np.int64),
        years_stay_home=np.array([offer.years_stay_home for offer in offers], bool),
    )


NAMES = ("must_have", "trl_floor", *DECLARATIONS, "vetted", "invited", "region")


@dataclass(frozen=True, slots=True)
class EligibilityRule:
    """A rule of one challenge.

    `asked`: the technology, level or provinces. `passes`: which companies meet it, `(n,)`. `found`: what a company
    states about it, None for nothing.
    """

    name: str
    asked: object
    passes: Callable[[EligibilityColumns], NDArray[np.bool_]]
    found: Callable[[CompanyFeatures], object] = lambda row: None


@dataclass(frozen=True, slots=True)
class RuleFailure:
    """A rule that a company fails: what is asked, and what the company states (None: nothing)."""

    rule: str
    asked: object
    found: object = None

    @property
    def is_stated(self) -> bool:
        """Return whether the company states anything about it."""
        return self.found is not None

    @property
    def technology_id(self) -> TechnologyId | None:
        """Return the technology that a `must_have` asks for; None for other rules."""
        return self.asked if self.rule == "must_have" and isinstance(self.asked, int | str) else None


def build_rules(row: ChallengeFeatures) -> list[EligibilityRule]:
    """Return the rules of a challenge in the order above."""
    want = row.want
    rules = [_build_must_have_rule(each.technology_id) for each in row.requirements if each.must]
    if want.trl_floor is not None:
        rules.append(build_trl_rule(want.trl_floor, want.provinces))
    rules += [_build_declaration_rule(name) for name in DECLARATIONS if name in want.needs_declared]
    if want.needs_vetted:
        rules.append(EligibilityRule("vetted", True, lambda facts: facts.vetted, lambda row: row.offer.vetted))
    if want.invited is not None:
        rules.append(_build_invited_rule(want.invited))
    if want.only_provinces is not None:
        rules.append(_build_region_rule(want.only_provinces))
    return rules


def count_failed_rules(row: ChallengeFeatures, facts: EligibilityColumns) -> NDArray[np.int16]:
    """Return how many rules each company fails, `(n,)`: 0 is eligible, 1 a near miss."""
    failed = np.zeros(len(facts), np.int16)
    for rule in build_rules(row):
        failed += ~rule.passes(facts)
    return failed


def find_failed_rules(
    row: ChallengeFeatures, facts: EligibilityColumns, places: NDArray[np.int64]
) -> tuple[list[EligibilityRule], NDArray[np.int64]]:
    """Return the rules, and the index of the rule that each company fails; `places`: companies that fail one."""
    rules = build_rules(row)
    which = np.zeros(len(places), np.int64)
    for number, rule in enumerate(rules):
        which[~rule.passes(facts)[places]] = number
    return rules, which


def list_rule_failures(want: ChallengeFeatures, offer: CompanyFeatures) -> list[RuleFailure]:
    """Return the rules that one company fails, in their order."""
    return [rule for rule, passed in check_rules(want, offer) if not passed]


def check_rules(want: ChallengeFeatures, offer: CompanyFeatures) -> list[tuple[RuleFailure, bool]]:
    """Return every rule of the challenge, as a failure would name it, and whether the company meets it."""
    facts = build_eligibility_columns([offer])
    return [
        (RuleFailure(rule.name, rule.asked, rule.found(offer)), bool(rule.passes(facts)[0]))
        for rule in build_rules(want)
    ]


def _build_must_have_rule(technology: TechnologyId) -> EligibilityRule:
    def passes(facts: EligibilityColumns) -> NDArray[np.bool_]:
        met = np.zeros(len(facts), bool)
        if technology in facts.meeting:
            met[facts.meeting[technology]] = True
        return met

    return EligibilityRule("must_have", technology, passes)


def build_trl_rule(floor: int, area: frozenset) -> EligibilityRule:
    return EligibilityRule(
        "trl_floor", floor, lambda facts: facts.trl_for(area) >= floor, lambda row: get_trl_for_area(row.offer, area)
    )


def _build_declaration_rule(name: str) -> EligibilityRule:
    return EligibilityRule(name, True, lambda facts: facts.declares[name], lambda row: row.offer.declared.get(name))


def _build_invited_rule(ids: frozenset) -> EligibilityRule:
    def passes(facts: EligibilityColumns) -> NDArray[np.bool_]:
        invited = np.zeros(len(facts), bool)
        invited[[facts.position[each] for each in ids if each in facts.position]] = True
        return invited

    return EligibilityRule("invited", ids, passes, lambda row: False)


def _build_region_rule(area: frozenset) -> EligibilityRule:
    def passes(facts: EligibilityColumns) -> NDArray[np.bool_]:
        codes = [facts.provinces[each] for each in area if each is not None and each in facts.provinces]
        return np.isin(facts.province, codes)

    return EligibilityRule("region", area, passes, lambda row: row.offer.province)
