"""Apply the moves of the floor on exposure to the top 10 of a list."""

from collections.abc import Mapping, Sequence

SHOWN = 10  # length of the top 10; a company in it counts as seen


def apply_list_moves(companies: Sequence[int], moves: Mapping[int, int], shown: int = SHOWN) -> list[int]:
    """Return the top 10 as it is shown, in order of points. `moves`: for each company that enters, the one it replaces.

    A move that no longer fits is skipped: the company is in the top 10 anyway or not in the list, or the company that
    it would replace is no longer in the top 10.
    """
    first, further = set(companies[:shown]), set(companies[shown:])
    for company, instead_of in moves.items():
        if company in further and instead_of in first:
            first = first - {instead_of} | {company}
    return [company for company in companies if company in first]


def mark_moved_companies(companies: Sequence[int], moves: Mapping[int, int], shown: int = SHOWN) -> dict[int, str]:
    """Return "in" for each company that is in the top 10 by a move, and "out" for each that it replaced."""
    by_points, first = companies[:shown], set(apply_list_moves(companies, moves, shown))
    entered = dict.fromkeys(first.difference(by_points), "in")
    return entered | {company: "out" for company in by_points if company not in first}
