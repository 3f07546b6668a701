"""The input of the engine: profiles of companies and challenges, and the tree of technologies."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

Id = int | str  # ids of one kind of thing are all numbers or all strings: ties are settled by their order
TechnologyId = int | str
ProvinceId = Hashable
DECLARATIONS = ("ownership", "established", "export_control", "screening")  # what a company may declare, yes or no


@dataclass(frozen=True, slots=True)
class CompanyProfile:
    """A company. `technologies`: how sure we are of each, in (0, 1]; refused ones are left out. `declared`: yes or no,
    by its name in DECLARATIONS. None, or not in `declared`: not stated. `stale`: nobody has confirmed the profile for
    so long that it sinks."""

    id: Id
    texts: tuple[str, ...] = ()
    technologies: Mapping[TechnologyId, float] = field(default_factory=dict)
    trl: int | None = None
    province: ProvinceId | None = None
    declared: Mapping[str, bool] = field(default_factory=dict)
    vetted: bool = False
    stale: bool = False
    trl_stays_home: bool = False
    """The TRL counts for challenges of its own region alone: only there may the asker see it."""
    years: tuple[int, ...] = ()
    """Of its earlier projects, as far as they are told."""
    projects: int = 0
    """How many there were, where that is more than the years tell."""
    years_stay_home: bool = False
    """As `trl_stays_home`."""


@dataclass(frozen=True, slots=True)
class RequiredTechnology:
    """A technology that a challenge wants: `weight` 1 to 5, `confidence` in (0, 1] (1 when a person stated
    it)."""

    technology_id: TechnologyId
    must: bool = False
    weight: int = 1
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ChallengeProfile:
    """A challenge.

    `trl_min`, `trl_max`: the range asked for, which earns points; `trl_floor`: the level below which nobody
    qualifies (usually None or trl_min). `provinces`: the area of its ROM, which earns points;
    `only_provinces`: the area outside which nobody qualifies. `invited`: the only companies that qualify.
    None: no such rule. `needs_declared`: what must be declared with a yes, of DECLARATIONS.
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
    """In which experience is looked at: projects up to it count. None: experience is not asked."""


@dataclass(frozen=True)
class TechnologyTree:
    """The technology vocabulary: `parents` maps every technology to its parent or None, `related` some to
    their relatives."""

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
        """Related goes both ways, whichever side states it."""
        both: dict[TechnologyId, set[TechnologyId]] = {}
        for one, others in self.related.items():
            for other in others:
                both.setdefault(one, set()).add(other)
                both.setdefault(other, set()).add(one)
        return both

    @cached_property
    def reached(self) -> dict[tuple[TechnologyId, float], dict[TechnologyId, int]]:
        """What the rows of companies share: see features.CompanyFeatures."""
        return {}

    def above(self, technology: TechnologyId) -> list[TechnologyId]:
        """Its broader technologies, nearest first; a circle in the data ends the walk."""
        found: list[TechnologyId] = []
        parent = self.parents.get(technology)
        while parent is not None and parent != technology and parent not in found:
            found.append(parent)
            parent = self.parents.get(parent)
        return found

    def below(self, technology: TechnologyId) -> list[TechnologyId]:
        """Its more specific technologies, all levels."""
        found: list[TechnologyId] = []
        todo = list(self.children.get(technology, ()))
        while todo:
            each = todo.pop()
            if each != technology and each not in found:
                found.append(each)
                todo.extend(self.children.get(each, ()))
        return found
