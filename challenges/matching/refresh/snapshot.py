"""The stock at one moment: which challenges and companies there are, and at which revision."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import cached_property, partial

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.features import ChallengeFeatures, CompanyFeatures
from challenges.matching.engine.inputs import TechnologyTree
from challenges.matching.engine.results import ListEntries
from challenges.matching.loading import (
    OFFERS,
    WANTS,
    load_challenge_versions,
    load_company_versions,
    load_technology_tree,
)
from challenges.matching.refresh.due_rows import Due, load_known_versions
from challenges.matching.refresh.persistence import CHALLENGE, COMPANY


@dataclass(frozen=True)
class Stock:
    """Versions by id, read when they are first asked for, and the rows after: what changes in between is due again,
    never missed. `read_challenges`, `read_companies`: all versions, or those of some ids."""

    tree: TechnologyTree
    read_challenges: Callable[[Collection[int] | None], dict[int, int]] = load_challenge_versions
    read_companies: Callable[[Collection[int] | None], dict[int, int]] = load_company_versions

    @classmethod
    def now(cls) -> "Stock":
        return cls(load_technology_tree())

    @classmethod
    def known(cls, challenges: Due, companies: Due) -> "Stock":
        """As a run knows it that found these due."""
        return cls(
            load_technology_tree(),
            partial(load_known_versions, CHALLENGE, challenges),
            partial(load_known_versions, COMPANY, companies),
        )

    @cached_property
    def challenges(self) -> dict[int, int]:
        return self.read_challenges(None)

    @cached_property
    def companies(self) -> dict[int, int]:
        return self.read_companies(None)

    def wants(self, ids: Collection[int] | None = None) -> list[ChallengeFeatures]:
        return WANTS.of(self.challenges if ids is None else self.read_challenges(ids), self.tree)

    def offers(self, ids: Collection[int] | None = None) -> list[CompanyFeatures]:
        return OFFERS.of(self.companies if ids is None else self.read_companies(ids), self.tree)

    def versions_of(self, entries: ListEntries) -> dict[str, NDArray[np.int64]]:
        """Beside each entry the versions that it was made at."""
        return {
            "challenge_version": look_up_versions(entries.want, self.read_challenges(np.unique(entries.want).tolist())),
            "company_version": look_up_versions(entries.offer, self.read_companies(np.unique(entries.offer).tolist())),
        }


def look_up_versions(ids: NDArray[np.int64], versions: Mapping[int, int]) -> NDArray[np.int64]:
    known = np.array(sorted(versions.items()), np.int64).reshape(-1, 2)
    return known[np.searchsorted(known[:, 0], ids), 1] if len(ids) else ids
