"""Where kept lists end: what stands lower finds no place in a list that is full."""

from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple, TypeVar

import numpy as np
from django.db import connection
from django.utils import timezone
from numpy.typing import NDArray

from challenges.matching.ranking import Side
from challenges.matching.selection import NOBODY, PLACE_BITS, SIMILARITY_BITS, Best

STANDING = f"((total::bigint << {SIMILARITY_BITS}) | similarity)"  # of a row of challenges_match; larger is better


NO_END = -1  # below every standing


class Ends(NamedTuple):
    """The standing of the last place of each of an owner's two lists; None where the list has room."""

    ranked: int | None
    nearly: int | None


ROOM = Ends(None, None)


N = TypeVar("N", int, NDArray[np.int64])


def standing(total: N, similarity: N) -> N:
    """As STANDING counts it."""
    return (total << SIMILARITY_BITS) | similarity


def all_ends(owner: str) -> NDArray[np.int64]:
    """Of every owner of this side: `(n, 3)`, by id: the id, and where its two lists end, NO_END while one has room."""
    with connection.cursor() as cursor:
        cursor.execute(_ENDS.format(owner=owner))
        return np.array(cursor.fetchall(), np.int64).reshape(-1, 3)


def remember(owner: str, fit: int, versions: Mapping[int, int], ends: Mapping[int, Ends]) -> None:
    """Note at which revision, and with which fit, these were matched, and where their lists end."""
    ids = list(versions)
    places = [ends.get(id_, ROOM) for id_ in ids]
    columns = ids, list(versions.values()), [each.ranked for each in places], [each.nearly for each in places]
    with connection.cursor() as cursor:
        cursor.execute(_REMEMBER.format(owner=owner), [fit, timezone.now(), *columns])


def move_ends(owner: str, ends: Mapping[int, Ends]) -> None:
    """Of lists that changed though their owners did not."""
    columns = list(ends), [each.ranked for each in ends.values()], [each.nearly for each in ends.values()]
    with connection.cursor() as cursor:
        cursor.execute(_MOVE.format(owner=owner), columns)


def forget(owner: str, ids: Collection[int]) -> None:
    """Those that are in the stock no more."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM challenges_matched{owner} WHERE {owner}_id = ANY(%s)", [list(ids)])  # noqa: S608


def ends_in(side: Side, ids: Iterable[int]) -> dict[int, Ends]:
    """Where the lists of one side end. ids: its owners, in the order of their table."""
    return {
        id_: Ends(*last)
        for id_, *last in zip(ids, _last_standings(side.matches), _last_standings(side.near), strict=True)
    }


def standings(best: Best) -> NDArray[np.int64]:
    """Of all entries, `(n_owners, any)`; below zero where there is none."""
    return np.where(best.keys == NOBODY, NOBODY, best.keys >> PLACE_BITS)


def _last_standings(best: Best) -> list[int | None]:
    if best.keys.shape[1] < best.n:
        return [None] * len(best.keys)
    return [None if lowest == NOBODY else lowest for lowest in standings(best).min(axis=1).tolist()]


_ENDS = (
    "SELECT {owner}_id, coalesce(ranked_end, -1), coalesce(nearly_end, -1) FROM challenges_matched{owner} ORDER BY 1"
)
_REMEMBER = """
INSERT INTO challenges_matched{owner} ({owner}_id, version, ranked_end, nearly_end, fit_id, matched_at)
SELECT given.*, %s, %s FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[]) AS given
ON CONFLICT ({owner}_id) DO UPDATE SET version = excluded.version, fit_id = excluded.fit_id,
    matched_at = excluded.matched_at, ranked_end = excluded.ranked_end, nearly_end = excluded.nearly_end
"""
_MOVE = """
UPDATE challenges_matched{owner} SET ranked_end = given.ranked, nearly_end = given.nearly
FROM unnest(%s::bigint[], %s::bigint[], %s::bigint[]) AS given (id, ranked, nearly) WHERE {owner}_id = given.id
AND (ranked_end, nearly_end) IS DISTINCT FROM (given.ranked, given.nearly)
"""
