"""What each thing that a profile does not say would do to matching, over many challenges at once.

The questions are those of whatif.py that a company answers about itself alone: its TRL where it states none, its
province, what it must declare, its proposals (all of them right), that a stale profile is still true. Every possible
answer is a company of its own in one table, and one product of tables gives every figure: the same numbers as matching
each of those companies would give, since a score does not depend on what else is in a table.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import OfferRow, WantRow, offer_row, with_other_facts
from challenges.matching.engine.inputs import Id, Offer, Tree, Want
from challenges.matching.engine.model import Model
from challenges.matching.engine.scoring import blocks
from challenges.matching.engine.tables import offer_table, want_table
from challenges.matching.engine.what_if import CONFIRM, INVITED, STATE, TRL, VETTED, Change, candidates, changed

OTHERS_GIVE = {VETTED, INVITED}
NOBODY = Want(0)


@dataclass(frozen=True, slots=True)
class Answer:
    """entered: how many challenges come in reach. raised, lowered: in how many of those in reach before and after the
    total goes up or down; most, least: by how much at the utmost, in tenths (least is zero or below)."""

    changes: tuple[Change, ...]
    entered: int
    raised: int
    most: int
    lowered: int
    least: int


@dataclass(frozen=True, slots=True)
class Question:
    """One thing that is not said: `kind` as in whatif.py; an answer each that may be true, the least first."""

    kind: str
    answers: tuple[Answer, ...]

    @property
    def best(self) -> Answer:
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
    questions: Sequence[Question]
    text_left: dict[Id, int]


def completeness(rows: Sequence[WantRow], offer: Offer, tree: Tree, model: Model) -> Completeness:
    """`rows`: the challenges that count, each once."""
    asked = _questions((row.want for row in rows), offer)
    answers = [answer for question in asked.values() for answer in question]
    variants = [
        _variant(offer_row(offer, tree), offer, changes, place, tree) for place, changes in enumerate([(), *answers])
    ]
    totals, failed, text, ids = _matched(_for_one(rows, offer.id), variants, model)
    found = {changes: _answer(changes, totals, failed, place) for place, changes in enumerate(answers, 1)}
    questions = [Question(kind, tuple(found[answer] for answer in question)) for kind, question in asked.items()]
    questions.sort(key=lambda each: (each.best.entered, each.best.most, each.best.raised), reverse=True)
    return Completeness(
        challenges=len(ids),
        qualified=int((failed[:, 0] == 0).sum()),
        questions=[question for question in questions if question.brings_something],
        text_left={id_: model.points.text - int(has) for id_, has in zip(ids, text, strict=True)},
    )


def _questions(wants: Iterable[Want], offer: Offer) -> dict[str, list[tuple[Change, ...]]]:
    """By kind, every answer that some challenge makes worth asking; one answer says yes to all proposals."""
    found: dict[str, dict[Change, None]] = {}
    for want in wants:
        for changes in candidates(replace(want, requirements=()), offer, Tree()):
            if changes[0].kind not in OTHERS_GIVE and not (changes[0].kind == TRL and offer.trl is not None):
                found.setdefault(changes[0].kind, {}).update(dict.fromkeys(changes))
    return {
        kind: [tuple(changes)] if kind == CONFIRM else [(change,) for change in sorted(changes, key=_order)]
        for kind, changes in found.items()
        if kind != STATE
    }


def _order(change: Change) -> tuple[str, str]:
    return change.kind, str(change.value)


def _variant(told: OfferRow, offer: Offer, changes: tuple[Change, ...], place: int, tree: Tree) -> OfferRow:
    """The company after an answer, under a number of its own."""
    _want, answered = changed(NOBODY, offer, changes)
    return replace(with_other_facts(told, answered, tree), id=place)


def _for_one(rows: Sequence[WantRow], offer: Id) -> list[WantRow]:
    """Whether this one company is invited, said in a way that holds for all its variants."""
    return [
        row
        if row.want.invited is None
        else replace(row, want=replace(row.want, invited=None if offer in row.want.invited else frozenset()))
        for row in rows
    ]


def _matched(
    rows: Sequence[WantRow], variants: Sequence[OfferRow], model: Model
) -> tuple[NDArray[np.int32], NDArray[np.int16], NDArray[np.int32], list[Id]]:
    """Totals and failed rules, `(n_wants, n_variants)`; the text points now and the ids of the challenges, in order."""
    wanted, offered = want_table(rows, model), offer_table(variants, model)
    found = list(blocks(wanted, offered, model))
    if not found:
        return np.zeros((0, len(variants)), np.int32), np.zeros((0, len(variants)), np.int16), np.zeros(0, np.int32), []
    totals = np.concatenate([block.total for block in found])
    failed = np.concatenate([block.failed for block in found])
    return totals, failed, np.concatenate([block.text[:, 0] for block in found]), wanted.ids


def _answer(changes: tuple[Change, ...], totals: NDArray[np.int32], failed: NDArray[np.int16], place: int) -> Answer:
    before, after = failed[:, 0] == 0, failed[:, place] == 0
    gain = np.where(before & after, totals[:, place] - totals[:, 0], 0)
    return Answer(
        changes,
        entered=int((after & ~before).sum()),
        raised=int((gain > 0).sum()),
        most=max(0, int(gain.max(initial=0))),
        lowered=int((gain < 0).sum()),
        least=min(0, int(gain.min(initial=0))),
    )
