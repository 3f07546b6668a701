"""What may be told of counts, against somebody who tries every world that fits what is told."""

from collections import defaultdict
from itertools import product

import pytest

from portal.core.small_counts import suppress_small_counts

MOST = 12  # of challenges of each sort; what is told up to MOST - STEP is then told of whole steps
SURE = 5


def worlds():
    """In one ROM: how many challenges ask radar alone, sonar alone, both."""
    yield from product(range(MOST), repeat=3)


def cells(world: tuple[int, int, int]) -> dict[str, int]:
    radar, sonar, both = world
    return {"radar": radar + both, "sonar": sonar + both}


def narrowest(more) -> int:
    """The fewest numbers that a cell can still have for the attacker, over all worlds.

    more: what else is told of a world, beside its cells.
    """
    fitting = defaultdict(lambda: {"radar": set(), "sonar": set()})
    for world in worlds():
        found = cells(world)
        for name, number in found.items():
            fitting[frozenset(suppress_small_counts(found).items()), more(world)][name].add(number)
    reached = (group for (shown, _more), group in fitting.items() if all(number <= SURE for _name, number in shown))
    return min(len(numbers) for group in reached for numbers in group.values())


def test_no_cell_is_narrowed_below_five_numbers():
    assert narrowest(more=lambda world: None) == 5


@pytest.mark.parametrize(
    "more",
    [
        pytest.param(sum, id="the total"),
        pytest.param(
            lambda world: tuple(suppress_small_counts({"": sum(world)}).items()), id="the total in steps of five"
        ),
        pytest.param(lambda world: sum(world) < 5, id="whether the technology above both has five"),
    ],
)
def test_attacker_narrows_a_cell_once_something_of_both_is_told(more):
    """Why there are no totals and no levels: the attacker above is one who finds such things."""
    assert narrowest(more) < 5


def test_cell_of_five_or_more_is_told_in_steps_and_a_smaller_one_is_as_if_it_were_empty():
    counts = {"none": 0, "four": 4, "five": 5, "nine": 9, "ten": 10}
    assert suppress_small_counts(counts) == {"five": 5, "nine": 5, "ten": 10}
