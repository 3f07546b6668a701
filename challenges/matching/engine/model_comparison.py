"""Compare two models on the same challenges: which companies stay in the top 10, enter it or leave it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures
from challenges.matching.engine.inputs import Id
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import rank_matches
from challenges.matching.engine.scoring import PairScore, iter_score_blocks
from challenges.matching.engine.tables import build_challenge_table, build_company_table

FIRST = 10
Pair = tuple[Id, Id]


@dataclass(frozen=True, slots=True)
class MovedCompany:
    """A company that is in the top 10 by at least one of the models. Places count from 1; None is below the top 10."""

    offer_id: Id
    before: PairScore
    after: PairScore
    place_before: int | None
    place_after: int | None

    @property
    def difference(self) -> int:
        return self.after.total - self.before.total


@dataclass(frozen=True)
class ChallengeComparison:
    """One challenge. `moved`: in the order of the later places, followed by the companies that leave the top 10."""

    want_id: Id
    moved: Sequence[MovedCompany]

    @cached_property
    def stays(self) -> list[MovedCompany]:
        return [each for each in self.moved if each.place_before and each.place_after]

    @cached_property
    def comes(self) -> list[MovedCompany]:
        return [each for each in self.moved if not each.place_before]

    @cached_property
    def goes(self) -> list[MovedCompany]:
        return [each for each in self.moved if not each.place_after]

    @property
    def places(self) -> int:
        """Return the length of both lists, which is equal because eligibility does not depend on the model."""
        return len(self.stays) + len(self.comes)


def compare_models(
    wants: Sequence[ChallengeFeatures],
    offers: Sequence[CompanyFeatures],
    before: MatchingModel,
    after: MatchingModel,
    first: int = FIRST,
) -> list[ChallengeComparison]:
    """Compare the first `first` places of each challenge, in the order of `wants`."""
    old, new = (_rank_by_place(wants, offers, model, first) for model in (before, after))
    pairs = old.keys() | new.keys()
    scores = [_score_pairs(wants, offers, pairs, model) for model in (before, after)]
    found: dict[Id, list[MovedCompany]] = {want.id: [] for want in wants}
    for pair in pairs:
        want, offer = pair
        found[want].append(MovedCompany(offer, scores[0][pair], scores[1][pair], old.get(pair), new.get(pair)))

    def get_order(moved: MovedCompany) -> tuple[bool, int]:
        return moved.place_after is None, moved.place_after or moved.place_before or 0

    return [ChallengeComparison(id_, sorted(moved, key=get_order)) for id_, moved in found.items()]


def _rank_by_place(
    wants: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], model: MatchingModel, first: int
) -> dict[Pair, int]:
    ranked = rank_matches(
        build_challenge_table(wants, model),
        build_company_table(offers, model),
        model,
        per_want=first,
        per_offer=None,
        nearly=0,
    )
    return {
        (want, match.offer_id): place
        for want, ranking in ranked.by_want.items()
        for place, match in enumerate(ranking.matches, start=1)
    }


def _score_pairs(
    wants: Sequence[ChallengeFeatures], offers: Sequence[CompanyFeatures], pairs: Iterable[Pair], model: MatchingModel
) -> dict[Pair, PairScore]:
    """Score these pairs alone, which gives the same numbers as scoring all pairs."""
    companies_of: dict[Id, list[Id]] = {}
    for want, offer in pairs:
        companies_of.setdefault(want, []).append(offer)
    needed = {offer for each in companies_of.values() for offer in each}
    offered = build_company_table([row for row in offers if row.id in needed], model)
    wanted = build_challenge_table([row for row in wants if row.id in companies_of], model)
    at = {id_: place for place, id_ in enumerate(offered.ids)}
    return {
        (row.id, offer): block.score(place, at[offer])
        for block in iter_score_blocks(wanted, offered, model)
        for place, row in enumerate(wanted.rows[block.start : block.start + len(block.total)])
        for offer in companies_of[row.id]
    }
