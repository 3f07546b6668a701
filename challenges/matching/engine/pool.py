"""Count the eligible companies of a challenge while it is being written, and find similar challenges.

The counts say what each rule costs, and which single relaxation would bring the most companies.
"""

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import log
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.eligibility import EligibilityColumns, EligibilityRule, build_rules, build_trl_rule
from challenges.matching.engine.features import ChallengeFeatures
from challenges.matching.engine.inputs import TechnologyId


@dataclass(frozen=True, slots=True)
class RuleCount:
    """A rule of the challenge. `meeting`: companies that meet it. `without`: companies that are eligible without it."""

    rule: str
    asked: object
    meeting: int
    without: int


@dataclass(frozen=True, slots=True)
class Relaxation:
    """A rule relaxed. `instead`: the lower minimum TRL, None where the rule is dropped. `qualified`: eligible then."""

    rule: str
    asked: object
    instead: int | None
    qualified: int


@dataclass(frozen=True)
class Pool:
    """The eligible companies of a challenge: `qualified` of all `companies`.

    `best`: the relaxation that makes the most companies eligible, None if none adds any. `unoffered`: technologies that
    are asked for, as must-have or nice-to-have, and that no company has.
    """

    companies: int
    qualified: int
    rules: Sequence[RuleCount]
    best: Relaxation | None
    unoffered: Sequence[TechnologyId]


def count_pool(row: ChallengeFeatures, facts: EligibilityColumns) -> Pool:
    """Count over all companies of `facts`, by the same rules as the ranking and in their order.

    Each rule is relaxed by itself: a minimum TRL to the highest lower level that admits any company, or dropped when no
    level does; every other rule is dropped. If two relaxations bring the same number, the earlier rule is named.
    """
    rules = build_rules(row)
    passes = [rule.passes(facts) for rule in rules]
    failed = np.zeros(len(facts), np.int16)
    for passed in passes:
        failed += ~passed
    qualified = int((failed == 0).sum())
    relaxed = [
        _find_best_relaxation(row, rule, failed - ~passed, facts) for rule, passed in zip(rules, passes, strict=True)
    ]
    best = max(relaxed, key=lambda each: each.qualified, default=None)
    return Pool(
        companies=len(facts),
        qualified=qualified,
        rules=[
            RuleCount(rule.name, rule.asked, int(passed.sum()), int((failed - ~passed == 0).sum()))
            for rule, passed in zip(rules, passes, strict=True)
        ],
        best=best if best and best.qualified > qualified else None,
        unoffered=[each.technology_id for each in row.requirements if each.technology_id not in facts.meeting],
    )


def _find_best_relaxation(
    row: ChallengeFeatures, rule: EligibilityRule, failed: NDArray[np.int16], facts: EligibilityColumns
) -> Relaxation:
    """Return the smallest relaxation of this rule that adds companies. `failed`: other rules each company fails."""
    others_met = failed == 0
    before = int((others_met & rule.passes(facts)).sum())
    floor = row.want.trl_floor if rule.name == "trl_floor" else None
    for level in range((floor or 0) - 1, 0, -1):
        lower = build_trl_rule(level, row.want.provinces)
        qualified = int((others_met & lower.passes(facts)).sum())
        if qualified > before:
            return Relaxation(rule.name, rule.asked, level, qualified)
    return Relaxation(rule.name, rule.asked, None, int(others_met.sum()))


Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True)
class SimilarItem(Generic[Key]):
    """A challenge that asks for some of the same technologies.

    `share`: the weighted part of their technologies that both ask for, in (0, 1]. `shared`: those, the rarest first.
    """

    id: Key
    share: float
    shared: list[TechnologyId]


def find_most_similar(
    asked: frozenset[TechnologyId], others: Mapping[Key, frozenset[TechnologyId]], n: int = 3
) -> list[SimilarItem[Key]]:
    """Return the `n` others that share most with `asked`, without those that share nothing.

    Uses the weighted Jaccard index: a technology weighs log(1 + N / n), if n of the N challenges ask for it. Of equal
    shares, the first in `others` comes first.
    """
    asking = Counter(technology for each in (asked, *others.values()) for technology in each)
    worth = {technology: log(1 + (len(others) + 1) / number) for technology, number in asking.items()}

    def sum_weights(technologies: frozenset[TechnologyId]) -> float:
        return sum(sorted(worth[each] for each in technologies))

    def sort_rarest_first(technologies: frozenset[TechnologyId]) -> list[TechnologyId]:
        return sorted(technologies, key=lambda each: (-worth[each], str(each)))

    found = [
        SimilarItem(id_, sum_weights(asked & theirs) / sum_weights(asked | theirs), sort_rarest_first(asked & theirs))
        for id_, theirs in others.items()
        if asked & theirs
    ]
    return sorted(found, key=lambda each: -each.share)[:n]
