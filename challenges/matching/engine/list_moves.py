"""The first places of a list as they are shown, after the floor on exposure has moved companies into them."""

from collections.abc import Mapping, Sequence

SHOWN = 10  # places of a list that count as seen


def apply_list_moves(companies: Sequence[int], moves: Mapping[int, int], shown: int = SHOWN) -> list[int]:
    """The first places of a list as they are shown, in order of points: `moves` names who stands in whose place.

    A move that the list has no room for any more is left out: of who is in the ten anyway or not listed, or in the
    place of who left the ten.
    """
    first, further = set(companies[:shown]), set(companies[shown:])
    for company, instead_of in moves.items():
        if company in further and instead_of in first:
            first = first - {instead_of} | {company}
    return [company for company in companies if company in first]


def mark_moved_companies(companies: Sequence[int], moves: Mapping[int, int], shown: int = SHOWN) -> dict[int, str]:
    """ "in" for who is shown among the first by the floor, "out" for who made place."""
    by_points, first = companies[:shown], set(apply_list_moves(companies, moves, shown))
    came = dict.fromkeys(first.difference(by_points), "in")
    return came | {company: "out" for company in by_points if company not in first}
