"""The stock at one moment: which challenges and companies there are, at which revision, and how they rank."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from functools import cached_property, partial

from challenges.matching import Model, OfferRow, Rankings, Tree, WantRow, offer_table, rank, want_table
from challenges.services.matching.finding import Due, known_versions
from challenges.services.matching.lists import Lists, lists_of
from challenges.services.matching.loading import OFFERS, WANTS, challenge_versions, company_versions, load_tree
from challenges.services.matching.storing import CHALLENGE, COMPANY

SideLists = dict[int, Lists]


@dataclass(frozen=True)
class Stock:
    """Versions by id, read when they are first asked for, and the rows after: what changes in between is due again,
    never missed. `read_challenges`, `read_companies`: all versions, or those of some ids."""

    tree: Tree
    read_challenges: Callable[[Collection[int] | None], dict[int, int]] = challenge_versions
    read_companies: Callable[[Collection[int] | None], dict[int, int]] = company_versions

    @classmethod
    def now(cls) -> "Stock":
        return cls(load_tree())

    @classmethod
    def known(cls, challenges: Due, companies: Due) -> "Stock":
        """As a run knows it that found these due."""
        return cls(
            load_tree(), partial(known_versions, CHALLENGE, challenges), partial(known_versions, COMPANY, companies)
        )

    @cached_property
    def challenges(self) -> dict[int, int]:
        return self.read_challenges(None)

    @cached_property
    def companies(self) -> dict[int, int]:
        return self.read_companies(None)

    def wants(self, ids: Collection[int] | None = None) -> list[WantRow]:
        return WANTS.of(self.challenges if ids is None else self.read_challenges(ids), self.tree)

    def offers(self, ids: Collection[int] | None = None) -> list[OfferRow]:
        return OFFERS.of(self.companies if ids is None else self.read_companies(ids), self.tree)

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


def _none_of(ids: Collection[int] | None) -> bool:
    return ids is not None and not ids
