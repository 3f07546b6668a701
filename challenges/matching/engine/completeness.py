"""What each thing that a profile does not say would do to matching, over many challenges at once.

The questions are those of what_if.py that a company answers about itself alone: its TRL where it states none, its
province, what it must declare, its proposals (all of them right), that a stale profile is still true. Every possible
answer is a company of its own in one table, and one product of tables gives every figure: the same numbers as matching
each of those companies would give, since a score does not depend on what else is in a table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import (
    ChallengeFeatures,
    CompanyFeatures,
    build_company_features,
    replace_company_facts,
)
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, Id, TechnologyTree
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import iter_score_blocks
from challenges.matching.engine.tables import build_challenge_table, build_company_table
from challenges.matching.engine.what_if import (
    CONFIRM,
    INVITED,
    STATE,
    TRL,
    VETTED,
    ProfileChange,
    apply_changes,
    iter_possible_changes,
)

OTHERS_GIVE = {VETTED, INVITED}
NOBODY = ChallengeProfile(0)


@dataclass(frozen=True, slots=True)
class AnswerEffect:
    """entered: how many challenges come in reach. raised, lowered: in how many of those in reach before and after the
    total goes up or down; most, least: by how much at the utmost, in tenths (least is zero or below)."""

    changes: tuple[ProfileChange, ...]
    entered: int
    raised: int
    most: int
    lowered: int
    least: int


@dataclass(frozen=True, slots=True)
class ProfileQuestion:
    """One thing that is not said: `kind` as in what_if.py; an answer each that may be true, the least first."""

    kind: str
    answers: tuple[AnswerEffect, ...]

    @property
    def best(self) -> AnswerEffect:
        """The least answer that brings most: challenges first, then points."""
        return max(self.answers, key=lambda answer: (answer.entered, answer.most, answer.raised))

    @property
    def brings_something(self) -> bool:
        return bool(self.best.entered or self.best.raised)


@dataclass(frozen=True, slots=True)
class Completeness:
    """questions: those that could bring something, the most first. text_left: by challenge, the points that a text
    could still bring there at the utmost, in tenths; what it would bring depends on what it says."""

    challenges: int
    qualified: int
    questions: Sequence[ProfileQuestion]
    text_left: dict[Id, int]


def assess_completeness(
    rows: Sequence[ChallengeFeatures], offer: CompanyProfile, tree: TechnologyTree, model: MatchingModel
) -> Completeness:
    """`rows`: the challenges that count, each once."""
    asked = _group_questions((row.want for row in rows), offer)
    answers = [answer for question in asked.values() for answer in question]
    variants = [
        _build_variant(build_company_features(offer, tree), offer, changes, place, tree)
        for place, changes in enumerate([(), *answers])
    ]
    totals, failed, text, ids = _score_variants(_fix_invited_rule(rows, offer.id), variants, model)
    found = {changes: _measure_answer(changes, totals, failed, place) for place, changes in enumerate(answers, 1)}
    questions = [ProfileQuestion(kind, tuple(found[answer] for answer in question)) for kind, question in asked.items()]
    questions.sort(key=lambda each: (each.best.entered, each.best.most, each.best.raised), reverse=True)
    return Completeness(
        challenges=len(ids),
        qualified=int((failed[:, 0] == 0).sum()),
        questions=[question for question in questions if question.brings_something],
        text_left={id_: model.points.text - int(has) for id_, has in zip(ids, text, strict=True)},
    )


def _group_questions(
    wants: Iterable[ChallengeProfile], offer: CompanyProfile
) -> dict[str, list[tuple[ProfileChange, ...]]]:
    """By kind, every answer that some challenge makes worth asking; one answer says yes to all proposals."""
    found: dict[str, dict[ProfileChange, None]] = {}
    for want in wants:
        for changes in iter_possible_changes(replace(want, requirements=()), offer, TechnologyTree()):
            if changes[0].kind not in OTHERS_GIVE and not (changes[0].kind == TRL and offer.trl is not None):
                found.setdefault(changes[0].kind, {}).update(dict.fromkeys(changes))
    return {
        kind: [tuple(changes)] if kind == CONFIRM else [(change,) for change in sorted(changes, key=_get_change_order)]
        for kind, changes in found.items()
        if kind != STATE
    }


def _get_change_order(change: ProfileChange) -> tuple[str, str]:
    return change.kind, str(change.value)


def _build_variant(
    told: CompanyFeatures, offer: CompanyProfile, changes: tuple[ProfileChange, ...], place: int, tree: TechnologyTree
) -> CompanyFeatures:
    """The company after an answer, under a number of its own."""
    _want, answered = apply_changes(NOBODY, offer, changes)
    return replace(replace_company_facts(told, answered, tree), id=place)


def _fix_invited_rule(rows: Sequence[ChallengeFeatures], offer: Id) -> list[ChallengeFeatures]:
    """Whether this one company is invited, said in a way that holds for all its variants."""
    return [
        row
        if row.want.invited is None
        else replace(row, want=replace(row.want, invited=None if offer in row.want.invited else frozenset()))
        for row in rows
    ]


def _score_variants(
    rows: Sequence[ChallengeFeatures], variants: Sequence[CompanyFeatures], model: MatchingModel
) -> tuple[NDArray[np.int32], NDArray[np.int16], NDArray[np.int32], list[Id]]:
    """Totals and failed rules, `(n_wants, n_variants)`; the text points now and the ids of the challenges, in order."""
    wanted, offered = build_challenge_table(rows, model), build_company_table(variants, model)
    found = list(iter_score_blocks(wanted, offered, model))
    if not found:
        return np.zeros((0, len(variants)), np.int32), np.zeros((0, len(variants)), np.int16), np.zeros(0, np.int32), []
    totals = np.concatenate([block.total for block in found])
    failed = np.concatenate([block.failed for block in found])
    return totals, failed, np.concatenate([block.text[:, 0] for block in found]), wanted.ids


def _measure_answer(
    changes: tuple[ProfileChange, ...], totals: NDArray[np.int32], failed: NDArray[np.int16], place: int
) -> AnswerEffect:
    before, after = failed[:, 0] == 0, failed[:, place] == 0
    gain = np.where(before & after, totals[:, place] - totals[:, 0], 0)
    return AnswerEffect(
        changes,
        entered=int((after & ~before).sum()),
        raised=int((gain > 0).sum()),
        most=max(0, int(gain.max(initial=0))),
        lowered=int((gain < 0).sum()),
        least=min(0, int(gain.min(initial=0))),
    )
