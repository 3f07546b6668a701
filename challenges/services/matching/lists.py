"""Lists of the best, kept exact while single companies and challenges change. Plain Python, no database.

An owner (a challenge or a company) has a list of others, best first, of at most `size` entries. What was not kept
stands below the last entry kept; so when some others change, the kept entries and the changed ones tell the new list
exactly, unless an entry fell out of a full list: then only a new ranking of everyone can tell who moves up.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from challenges.matching import Ranking, Score
from challenges.matching.eligibility import NAMES
from challenges.matching.listing import NONE, Entries
from challenges.services.matching.standing import Ends, standing


@dataclass(frozen=True, slots=True)
class Entry:
    """A place in a list: the pair, its points, and the one rule failed (empty where the company qualifies)."""

    challenge: int
    company: int
    score: Score
    rule: str = ""
    technology: int | None = None


@dataclass(frozen=True, slots=True)
class Lists:
    """One owner's two lists, best first: who qualifies, and who fails exactly one rule."""

    ranked: list[Entry]
    nearly: list[Entry]

    def top(self, ranked: int, nearly: int) -> "Lists":
        return Lists(self.ranked[:ranked], self.nearly[:nearly])


NOTHING = Lists([], [])


def lists_of(ranking: Ranking) -> Lists:
    """The engine's ranking as entries."""
    return Lists(
        [Entry(int(match.want_id), int(match.offer_id), match.score) for match in ranking.matches],
        [
            Entry(
                int(near.want_id),
                int(near.offer_id),
                near.score,
                near.failure.rule,
                _number(near.failure.technology_id),
            )
            for near in ranking.nearly
        ],
    )


def lists_from(entries: Entries, *, of_challenges: bool) -> dict[int, Lists]:
    """Places as columns put together by owner, best first."""
    found: dict[int, Lists] = {}
    columns = entries.want, entries.offer, entries.rule, entries.technology, *entries.score.values()
    for want, offer, rule, technology, *score in zip(*(column.tolist() for column in columns), strict=True):
        lists = found.setdefault(want if of_challenges else offer, Lists([], []))
        if rule == NONE:
            lists.ranked.append(Entry(want, offer, Score(*score)))
        else:
            missing = None if technology == NONE else technology
            lists.nearly.append(Entry(want, offer, Score(*score), NAMES[rule], missing))
    return {id_: Lists(sorted(each.ranked, key=key), sorted(each.nearly, key=key)) for id_, each in found.items()}


def _number(id_: int | str | None) -> int | None:
    """The engine's ids may be words; ours are numbers."""
    return None if id_ is None else int(id_)


def key(entry: Entry) -> tuple[int, int, int, int]:
    """Best first: total, then similarity, then the lower ids (within one list only the other's id differs)."""
    return -entry.score.total, -entry.score.similarity, entry.challenge, entry.company


def ends_of(lists: Lists, ranked: int, nearly: int) -> Ends:
    """Where lists of at most these lengths end."""
    kept = ((lists.ranked, ranked), (lists.nearly, nearly))
    return Ends(
        *(
            standing(entries[-1].score.total, entries[-1].score.similarity) if len(entries) == size else None
            for entries, size in kept
        )
    )


def merged(
    kept: Collection[Entry], fresh: Iterable[Entry], gone: Collection[tuple[int, int]], size: int
) -> list[Entry] | None:
    """The list after a change, or None where only ranking everyone can tell.

    kept: the list so far. fresh: the entries of the changed others as they are now. gone: the pairs (challenge,
    company) of all changed others, whose kept entries no longer hold.
    """
    left = [entry for entry in kept if (entry.challenge, entry.company) not in gone]
    candidates = sorted([*left, *fresh], key=key)
    if len(kept) < size:
        return candidates[:size]
    last = max(key(entry) for entry in kept)
    sure = [entry for entry in candidates if key(entry) <= last]
    return sure[:size] if len(sure) >= size else None
