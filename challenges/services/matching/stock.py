"""The stock at one moment: which challenges and companies there are, at which revision, and how they rank."""

from collections.abc import Collection
from dataclasses import dataclass

from challenges.matching import Model, OfferRow, Rankings, Tree, WantRow, offer_table, rank, want_table
from challenges.services.matching.lists import Lists, lists_of
from challenges.services.matching.loading import OFFERS, WANTS, challenge_versions, company_versions, load_tree

SideLists = dict[int, Lists]


@dataclass(frozen=True)
class Stock:
    """Versions by id. Read these first and the rows after: what changes in between is due again, never missed."""

    challenges: dict[int, int]
    companies: dict[int, int]
    tree: Tree

    @classmethod
    def now(cls) -> "Stock":
        return cls(challenge_versions(), company_versions(), load_tree())

    def wants(self, ids: Collection[int] | None = None) -> list[WantRow]:
        return WANTS.of(_some(self.challenges, ids), self.tree)

    def offers(self, ids: Collection[int] | None = None) -> list[OfferRow]:
        return OFFERS.of(_some(self.companies, ids), self.tree)

    def rank(
        self,
        model: Model,
        *,
        challenges: Collection[int] | None = None,
        companies: Collection[int] | None = None,
        per_challenge: int | None,
        per_company: int | None,
        nearly: int,
    ) -> tuple[SideLists, SideLists]:
        """The lists of these challenges and of these companies among each other; None as ids: all of the stock, as a
        length: that side is left out."""
        if _none_of(challenges) or _none_of(companies):
            return {}, {}
        wanted = want_table(self.wants(challenges), model)
        offered = offer_table(self.offers(companies), model)
        return both_sides(rank(wanted, offered, model, per_want=per_challenge, per_offer=per_company, nearly=nearly))


def both_sides(ranked: Rankings) -> tuple[SideLists, SideLists]:
    return (
        {int(id_): lists_of(ranking) for id_, ranking in ranked.by_want.items()},
        {int(id_): lists_of(ranking) for id_, ranking in ranked.by_offer.items()},
    )


def _some(versions: dict[int, int], ids: Collection[int] | None) -> dict[int, int]:
    return versions if ids is None else {id_: versions[id_] for id_ in ids if id_ in versions}


def _none_of(ids: Collection[int] | None) -> bool:
    return ids is not None and not ids
