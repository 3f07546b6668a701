"""Where kept lists end: what stands lower finds no place in a list that is full."""

from typing import TypeVar

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from challenges.matching.engine.selection import NOBODY, PLACE_BITS, SIMILARITY_BITS, BestEntries

STANDING = f"((total::bigint << {SIMILARITY_BITS}) | similarity)"  # of a row of challenges_match; larger is better


N = TypeVar("N", int, NDArray[np.int64])


def compute_rank_key(total: N, similarity: N) -> N:
    """As STANDING counts it."""
    return (total << SIMILARITY_BITS) | similarity


def load_list_ends(owner: str) -> NDArray[np.int64]:
    """Of every owner of this side, `(n, 3)`, by id: the id, and where its two lists end; below zero where there is
    room."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDS.format(owner=owner))
        return np.array(cursor.fetchall(), np.int64).reshape(-1, 3)


def extract_rank_keys(best: BestEntries) -> NDArray[np.int64]:
    """Of all entries, `(n_owners, any)`; below zero where there is none."""
    return np.where(best.keys == NOBODY, NOBODY, best.keys >> PLACE_BITS)


_ENDS = "SELECT {owner}_id, ranked_end, nearly_end FROM challenges_matched{owner} ORDER BY 1"
