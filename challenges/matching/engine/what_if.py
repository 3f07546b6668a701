"""What if this company said more? The engine asked again about the same pair, with the company changed.

Tried is what a company may truthfully say of itself and has not said, or may still reach: its TRL (any level; a higher
one where it states one; its own, where the asker may not see it yet), what it must declare, its province, a technology
that was proposed or is asked for, that a stale profile is still true, and what others can give it: vetting, an
invitation. What it denied or stated, stands.
Whether an answer is true, only the company knows; so each is a question, and every possible answer has its outcome.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Any, NamedTuple

from challenges.matching.engine.eligibility import RuleFailure, check_rules, list_rule_failures
from challenges.matching.engine.features import (
    build_challenge_features,
    build_company_features,
    find_reached_technologies,
    get_trl_for_area,
    replace_company_facts,
)
from challenges.matching.engine.inputs import (
    DECLARATIONS,
    ChallengeProfile,
    CompanyProfile,
    TechnologyId,
    TechnologyTree,
)
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import PairScore, score_pair

TRL, PROVINCE, CONFIRM, STATE = "trl", "province", "confirm", "state"
STALE, VETTED, INVITED = "stale", "vetted", "invited"
ELSEWHERE = "elsewhere"  # a province outside every area that the challenge names
HIGHEST_TRL = 9
MOST_CHANGES = 3


class ProfileChange(NamedTuple):
    """`kind`: one of the above, or of DECLARATIONS. `value`: the level, province or technology; True for what is only
    given or not, False for no longer stale."""

    kind: str
    value: Any = True


@dataclass(frozen=True, slots=True)
class ChangeOutcome:
    """What the engine says once these changes are made."""

    changes: tuple[ProfileChange, ...]
    score: PairScore
    failures: tuple[RuleFailure, ...]


@dataclass(frozen=True, slots=True)
class WhatIfStep:
    """One thing to say or to reach: an outcome for each answer, of those that meet the most rules, lowest first."""

    outcomes: tuple[ChangeOutcome, ...]

    @property
    def change(self) -> ProfileChange:
        """The least answer."""
        return self.outcomes[0].changes[0]

    @property
    def totals(self) -> tuple[int, int]:
        """The lowest and the highest total that an answer leads to."""
        found = [outcome.score.total for outcome in self.outcomes]
        return min(found), max(found)

    @property
    def best(self) -> ChangeOutcome:
        """The least answer that brings most."""
        return max(self.outcomes, key=lambda outcome: outcome.score.total)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """rules: every rule of the challenge, and whether the company meets it now. steps: what would meet a rule or bring
    points, the most rules and points first. ways: the smallest sets of changes that meet all rules, the highest score
    first; none where the company qualifies, or where no set of `most` changes is enough."""

    now: ChangeOutcome
    rules: Sequence[tuple[RuleFailure, bool]]
    steps: Sequence[WhatIfStep]
    ways: Sequence[ChangeOutcome]

    @property
    def qualifies(self) -> bool:
        return not self.now.failures

    def solved_by(self, outcome: ChangeOutcome) -> int:
        return len(self.now.failures) - len(outcome.failures)


def explore_what_if(
    want: ChallengeProfile,
    offer: CompanyProfile,
    tree: TechnologyTree,
    model: MatchingModel,
    *,
    unasked: Collection[TechnologyId] = (),
    most: int = MOST_CHANGES,
) -> WhatIf:
    """`unasked`: technologies not to ask about: the company denied them, or may not know that they are wanted."""
    asker = _PairAsker(want, offer, tree, model)
    now = asker.outcome(())
    found = [asker.step(answers, now) for answers in iter_possible_changes(want, offer, tree, unasked)]
    steps = [step for step in found if step]
    steps.sort(key=lambda step: (len(step.outcomes[0].failures), -step.best.score.total))
    helpful = [step.change for step in steps if len(step.outcomes[0].failures) < len(now.failures)]
    rules = check_rules(build_challenge_features(want), build_company_features(offer, tree))
    return WhatIf(now, rules, steps, _find_smallest_ways(asker, helpful, most) if now.failures else [])


def iter_possible_changes(
    want: ChallengeProfile, offer: CompanyProfile, tree: TechnologyTree, unasked: Collection[TechnologyId] = ()
) -> Iterator[list[ProfileChange]]:
    """What may be asked, each as its possible answers, the least first; of one list one answer is true."""
    is_hidden = get_trl_for_area(offer, want.provinces) != offer.trl
    if levels := [ProfileChange(TRL, level) for level in range((offer.trl or 0) + (not is_hidden), HIGHEST_TRL + 1)]:
        yield levels
    yield from (
        [ProfileChange(name)] for name in DECLARATIONS if name in want.needs_declared and name not in offer.declared
    )
    if offer.province is None and (area := want.provinces | (want.only_provinces or frozenset())):
        yield [ProfileChange(PROVINCE, each) for each in (*sorted(area, key=str), ELSEWHERE)]
    yield from (
        [ProfileChange(CONFIRM, each)] for each, sure in offer.technologies.items() if sure < 1 and each not in unasked
    )
    wanted = dict.fromkeys(each.technology_id for each in want.requirements)
    yield from (
        [ProfileChange(STATE, each)]
        for each in wanted
        if each not in unasked and not _has_technology(offer, each, tree)
    )
    if offer.stale:
        yield [ProfileChange(STALE, False)]
    if want.needs_vetted and not offer.vetted:
        yield [ProfileChange(VETTED)]
    if want.invited is not None and offer.id not in want.invited:
        yield [ProfileChange(INVITED)]


def apply_changes(
    want: ChallengeProfile, offer: CompanyProfile, changes: Iterable[ProfileChange]
) -> tuple[ChallengeProfile, CompanyProfile]:
    for kind, value in changes:
        if kind == INVITED:
            want = replace(want, invited=(want.invited or frozenset()) | {offer.id})
        elif kind in {CONFIRM, STATE}:
            offer = replace(offer, technologies={**offer.technologies, value: 1.0})
        elif kind in DECLARATIONS:
            offer = replace(offer, declared={**offer.declared, kind: True})
        elif kind == TRL:
            offer = replace(offer, trl=value, trl_stays_home=False)
        else:
            offer = replace(offer, **{kind: value})
    return want, offer


@dataclass
class _PairAsker:
    """The engine's answers about one pair; texts are counted once."""

    want: ChallengeProfile
    offer: CompanyProfile
    tree: TechnologyTree
    model: MatchingModel

    def __post_init__(self) -> None:
        self._asked, self._told = build_challenge_features(self.want), build_company_features(self.offer, self.tree)

    def outcome(self, changes: tuple[ProfileChange, ...]) -> ChangeOutcome:
        want, offer = apply_changes(self.want, self.offer, changes)
        asked, told = replace(self._asked, want=want), replace_company_facts(self._told, offer, self.tree)
        return ChangeOutcome(changes, score_pair(asked, told, self.model), tuple(list_rule_failures(asked, told)))

    def fails(self, changes: tuple[ProfileChange, ...]) -> bool:
        want, offer = apply_changes(self.want, self.offer, changes)
        return bool(
            list_rule_failures(replace(self._asked, want=want), replace_company_facts(self._told, offer, self.tree))
        )

    def step(self, answers: Sequence[ProfileChange], now: ChangeOutcome) -> WhatIfStep | None:
        """None where no answer meets a rule or changes the points."""
        outcomes = [self.outcome((change,)) for change in answers]
        fewest = min(len(outcome.failures) for outcome in outcomes)
        step = WhatIfStep(tuple(outcome for outcome in outcomes if len(outcome.failures) == fewest))
        return step if fewest < len(now.failures) or step.best.score.total > now.score.total else None


def _find_smallest_ways(asker: _PairAsker, helpful: Sequence[ProfileChange], most: int) -> list[ChangeOutcome]:
    """Only what meets a rule by itself can be part of a smallest set: rules do not depend on each other."""
    for size in range(1, most + 1):
        if found := [asker.outcome(chosen) for chosen in combinations(helpful, size) if not asker.fails(chosen)]:
            return sorted(found, key=lambda outcome: -outcome.score.total)
    return []


def _has_technology(offer: CompanyProfile, technology: TechnologyId, tree: TechnologyTree) -> bool:
    """Itself, or in a more specific form: there is nothing to ask."""
    return any(
        wanted == technology and how in {"exact", "more specific"}
        for own in offer.technologies
        for wanted, how, _close in find_reached_technologies(own, tree)
    )
