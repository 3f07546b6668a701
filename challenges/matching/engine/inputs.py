"""Define the input of the engine: profiles of companies and challenges, and the tree of technologies."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Id = int | str  # all ids of companies have one of these types, and so have those of challenges: their order breaks ties
TechnologyId = int | str
ProvinceId = Hashable
DECLARATIONS = ("ownership", "established", "export_control", "screening")  # the declarations that a company can make


@dataclass(frozen=True, slots=True)
class CompanyProfile:
    """A company. A value of None, or a declaration that is not in `declared`, has not been stated.

    `technologies`: the confidence in each, in (0, 1], without refused ones. `declared`: yes or no, by the names in
    DECLARATIONS. `stale`: nobody has confirmed the profile for so long that it loses points. `trl_stays_home`,
    `years_stay_home`: the TRL, or the projects, count only for challenges of the company's own region, because only
    there the reader may see them. `years`: of its projects that have one. `projects`: their number, if that is more
    than the number of years.
    """

    id: Id
    texts: tuple[str, ...] = ()
    technologies: Mapping[TechnologyId, float] = field(default_factory=dict)
    trl: int | None = None
    province: ProvinceId | None = None
    declared: Mapping[str, bool] = field(default_factory=dict)
    vetted: bool = False
    stale: bool = False
    trl_stays_home: bool = False
    years: tuple[int, ...] = ()
    projects: int = 0
    years_stay_home: bool = False


@dataclass(frozen=True, slots=True)
class RequiredTechnology:
    """A technology that a challenge asks for. `weight`: 1 to 5. `confidence`: in (0, 1], 1 if a person stated it."""

    technology_id: TechnologyId
    must: bool = False
    weight: int = 1
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ChallengeProfile:
    """A challenge. A rule of None does not apply.

    `trl_min`, `trl_max`: the range that earns points; `trl_floor`: the lowest level that is eligible (usually None or
    trl_min). `provinces`: the area of its ROM, which earns points; `only_provinces`: the only area that is eligible.
    `invited`: the only companies that are eligible. `needs_declared`: the names in DECLARATIONS that must have been
    declared with a yes. `year`: experience counts projects up to this year; None if experience is not asked for.
    """

    id: Id
    titles: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    requirements: tuple[RequiredTechnology, ...] = ()
    trl_min: int | None = None
    trl_max: int | None = None
    trl_floor: int | None = None
    provinces: frozenset[ProvinceId] = frozenset()
    needs_declared: frozenset[str] = frozenset()
    needs_vetted: bool = False
    invited: frozenset[Id] | None = None
    only_provinces: frozenset[ProvinceId] | None = None
    year: int | None = None


@dataclass(frozen=True)
class TechnologyTree:
    """The technology vocabulary. `parents`: the parent of every technology, or None. `related`: the related ones."""

    parents: Mapping[TechnologyId, TechnologyId | None] = field(default_factory=dict)
    related: Mapping[TechnologyId, frozenset[TechnologyId]] = field(default_factory=dict)

    @cached_property
    def children(self) -> dict[TechnologyId, list[TechnologyId]]:
        below: dict[TechnologyId, list[TechnologyId]] = {}
        for technology, parent in self.parents.items():
            if parent is not None:
                below.setdefault(parent, []).append(technology)
        return below

    @cached_property
    def relatives(self) -> dict[TechnologyId, set[TechnologyId]]:
        """Return the related technologies of each in both directions, whichever of the two states it."""
        both: dict[TechnologyId, set[TechnologyId]] = {}
        for one, others in self.related.items():
            for other in others:
                both.setdefault(one, set()).add(other)
                both.setdefault(other, set()).add(one)
        return both

    @cached_property
    def reached(self) -> dict[tuple[TechnologyId, float], dict[TechnologyId, int]]:
        """Return the cache of `features.CompanyFeatures.reaches`, which companies share."""
        return {}

    def above(self, technology: TechnologyId) -> list[TechnologyId]:
        """Return its broader technologies, nearest first; stops where the data goes round in a circle."""
        found: list[TechnologyId] = []
        parent = self.parents.get(technology)
        while parent is not None and parent != technology and parent not in found:
            found.append(parent)
            parent = self.parents.get(parent)
        return found

    def below(self, technology: TechnologyId) -> list[TechnologyId]:
        """Return its more specific technologies, on all levels."""
        found: list[TechnologyId] = []
        todo = list(self.children.get(technology, ()))
        while todo:
            each = todo.pop()
            if each != technology and each not in found:
                found.append(each)
                todo.extend(self.children.get(each, ()))
        return found
