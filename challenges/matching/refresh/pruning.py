"""What a process has seen of each challenge's best while it works on a refresh: what stands lower is no candidate."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.ranking import SideLists
from challenges.matching.engine.results import NONE, ListEntries
from challenges.matching.engine.selection import NOBODY
from challenges.matching.refresh.rank_keys import compute_rank_key, extract_rank_keys


@dataclass(eq=False)
class PruningThresholds:
    """Of one refresh. `ids`: its challenges, sorted; `ranked`, `nearly`: the standings of the best so far,
    `(n_challenges, size)`."""

    refresh: int
    ids: NDArray[np.int64]
    ranked: NDArray[np.int64]
    nearly: NDArray[np.int64]

    @classmethod
    def nothing(cls, refresh: int, ids: NDArray[np.int64], ranked: int, nearly: int) -> "PruningThresholds":
        return cls(refresh, ids, *(np.full((len(ids), size), NOBODY) for size in (ranked, nearly)))

    def hopeful(self, entries: ListEntries) -> ListEntries:
        """The entries that may be among the best of all, by what was seen."""
        at = np.searchsorted(self.ids, entries.want)
        floors = np.where(entries.rule == NONE, self.ranked.min(axis=1)[at], self.nearly.min(axis=1)[at])
        return entries.some(compute_rank_key(entries.total, entries.score["similarity"]) >= floors)

    def add(self, ids: NDArray[np.int64], side: SideLists) -> None:
        """Once these are stored for good: what a worker lost with its transaction is no floor for anybody."""
        at = np.searchsorted(self.ids, ids)
        self.ranked[at] = _keep_best_keys(self.ranked[at], extract_rank_keys(side.matches))
        self.nearly[at] = _keep_best_keys(self.nearly[at], extract_rank_keys(side.near))


def _keep_best_keys(kept: NDArray[np.int64], more: NDArray[np.int64]) -> NDArray[np.int64]:
    size = kept.shape[1]
    return np.sort(np.concatenate((kept, more), axis=1), axis=1)[:, -size:]
