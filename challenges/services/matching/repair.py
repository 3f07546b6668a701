"""The lists of one side after some of the other side changed: only those that the change touches."""

from collections.abc import Collection, Mapping

import numpy as np

from challenges.matching.listing import NONE, Entries
from challenges.services.matching import storing
from challenges.services.matching.lists import NOTHING, Lists, lists_from, merged
from challenges.services.matching.standing import NO_END, all_ends, standing


def entering(owner: str, fresh: Entries) -> Entries:
    """Those entries that may find a place in their owner's kept list: it has room, or does not end better."""
    ends = all_ends(owner)
    owners = fresh.want if owner == storing.CHALLENGE else fresh.offer
    at = np.minimum(np.searchsorted(ends[:, 0], owners), max(0, len(ends) - 1))
    known = ends[at, 0] == owners if len(ends) else np.zeros(len(owners), bool)
    last = np.where(fresh.rule == NONE, ends[at, 1], ends[at, 2]) if len(ends) else np.full(len(owners), NO_END)
    return fresh.some(~known | (standing(fresh.total, fresh.score["similarity"]) >= last))


def repaired(
    owner: str, fresh: Entries, changed: Collection[int], without: Collection[int]
) -> tuple[dict[int, Lists], set[int]]:
    """New lists by owner, and the owners whose lists only a new ranking of everyone can tell.

    owner: storing.CHALLENGE or storing.COMPANY, whose lists these are. fresh: the entries of the changed others as they
    are now, those at least that may find a place. changed: the ids of those others, also of those that are gone.
    without: owners who need no repair.
    """
    if not changed:
        return {}, set()
    entered: Mapping[int, Lists] = lists_from(fresh, of_challenges=owner == storing.CHALLENGE)
    touched = (storing.holders(owner, changed) | entered.keys()) - set(without)
    kept = storing.kept_lists(owner, touched)
    size = storing.sizes(owner)
    lists: dict[int, Lists] = {}
    unsure: set[int] = set()
    for id_ in touched:
        gone = {(id_, other) if owner == storing.CHALLENGE else (other, id_) for other in changed}
        new = entered.get(id_, NOTHING)
        ranked = merged(kept[id_].ranked, new.ranked, gone, size.ranked)
        near = merged(kept[id_].nearly, new.nearly, gone, size.nearly)
        if ranked is None or near is None:
            unsure.add(id_)
        else:
            lists[id_] = Lists(ranked, near)
    return lists, unsure
