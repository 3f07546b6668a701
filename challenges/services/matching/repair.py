"""The lists of one side after some of the other side changed: only those that the change touches."""

from collections.abc import Collection, Mapping

from challenges.services.matching import storing
from challenges.services.matching.lists import NOTHING, Entry, Lists, merged


def repaired(
    owner: str, fresh: Mapping[int, Lists], changed: Collection[int], size: int, nearly: int
) -> tuple[dict[int, Lists], set[int]]:
    """New lists by owner, and the owners whose lists only a new ranking of everyone can tell.

    owner: storing.CHALLENGE or storing.COMPANY, whose lists these are. fresh: per owner the entries of the changed
    others as they are now. changed: the ids of those others, also of those that are gone.
    """
    if not changed:
        return {}, set()
    touched = storing.holders(owner, changed) | _entered(owner, fresh, size, nearly)
    kept = storing.kept_lists(owner, touched)
    lists: dict[int, Lists] = {}
    unsure: set[int] = set()
    for id_ in touched:
        gone = {(id_, other) if owner == storing.CHALLENGE else (other, id_) for other in changed}
        new = fresh.get(id_, NOTHING)
        ranked = merged(kept[id_].ranked, new.ranked, gone, size)
        near = merged(kept[id_].nearly, new.nearly, gone, nearly)
        if ranked is None or near is None:
            unsure.add(id_)
        else:
            lists[id_] = Lists(ranked, near)
    return lists, unsure


def _entered(owner: str, fresh: Mapping[int, Lists], size: int, nearly: int) -> set[int]:
    """The owners in whose list a fresh entry may find a place: it has room, or does not end better."""
    ends, near_ends = storing.last_places(owner, nearly=False), storing.last_places(owner, nearly=True)
    return {
        id_
        for id_, lists in fresh.items()
        if _enters(lists.ranked, ends.get(id_), size) or _enters(lists.nearly, near_ends.get(id_), nearly)
    }


def _enters(fresh: list[Entry], end: storing.Place | None, size: int) -> bool:
    """`fresh` stands best first."""
    if not fresh:
        return False
    best = fresh[0].score
    return end is None or end.length < size or (best.total, best.similarity) >= (end.total, end.similarity)
