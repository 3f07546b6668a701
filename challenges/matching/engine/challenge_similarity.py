"""How alike two challenges are by what they ask: the rarer a technology that both ask, the more alike."""

from collections import Counter
from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

from challenges.matching.engine.inputs import TechnologyId

Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class SimilarItem(Generic[Key]):
    """`share`: of what the two ask together, the part that both ask, in (0, 1]; `shared`: the rarest first."""

    id: Key
    share: float
    shared: list[TechnologyId]


def find_most_similar(
    asked: frozenset[TechnologyId], others: Mapping[Key, frozenset[TechnologyId]], n: int = 3
) -> list[SimilarItem[Key]]:
    """The `n` others that share most with `asked`; those that share nothing are left out.

    A technology counts by log(1 + N / how many ask it), N challenges in all: the weighted Jaccard index. Of two that
    share the same the one that comes first in `others` is told.
    """
    asking = Counter(technology for each in (asked, *others.values()) for technology in each)
    worth = {technology: log(1 + (len(others) + 1) / number) for technology, number in asking.items()}

    def sum_of(technologies: frozenset[TechnologyId]) -> float:
        return sum(sorted(worth[each] for each in technologies))

    found = [
        SimilarItem(id_, sum_of(asked & theirs) / sum_of(asked | theirs), _sort_rarest_first(asked & theirs, worth))
        for id_, theirs in others.items()
        if asked & theirs
    ]
    return sorted(found, key=lambda each: -each.share)[:n]


def _sort_rarest_first(
    technologies: frozenset[TechnologyId], worth: Mapping[TechnologyId, float]
) -> list[TechnologyId]:
    return sorted(technologies, key=lambda each: (-worth[each], str(each)))
