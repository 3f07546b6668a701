"""By hand: every rule that an edit breaks, and what it is worth."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.timetables.engine.constraints import Ground, Rule
from challenges.timetables.engine.programme import Meeting, programme
from challenges.timetables.engine.validation import Broken, broken, edited
from tests.challenges.matching.timetable import oracle
from tests.challenges.matching.timetable.drawn import programmes

FIRST, OTHER = Meeting(0, 0, 0), Meeting(1, 0, 1)


def session(**rest):
    everybody = {"people": np.ones((2, 2)), "places": np.ones((2, 2)), "slots": [(0, 10), (10, 20)]}
    return programme([[9, 8], [7, 6]], **(everybody | rest))


@given(programmes(), st.data())
def test_broken_rules_are_those_that_counting_finds(p, data):
    slots = data.draw(st.lists(st.none() | st.integers(0, p.times - 1), min_size=p.value.size, max_size=p.value.size))
    pairs = np.ndindex(*p.value.shape)
    meetings = tuple(Meeting(*pair, slot) for pair, slot in zip(pairs, slots, strict=True) if slot is not None)
    found = {each.ground for each in broken(p, meetings)}
    counted = oracle.too_much(p, meetings) | oracle.too_little(p, meetings)
    people = {ground.who[0] for ground in counted if ground.rule is Rule.PEOPLE}
    assert {each for each in found if each.rule is not Rule.WALK} == counted
    walks = {each.who[0] for each in found if each.rule is Rule.WALK}
    assert walks - people == set(oracle.stuck(p, meetings)) - people


@pytest.mark.parametrize(
    ("rest", "add", "remove", "told"),
    [
        ({}, [Meeting(1, 1, 0)], [], []),
        ({}, [Meeting(0, 0, 1)], [OTHER], [Broken(Ground(Rule.ONCE, (0, 0)), (FIRST, Meeting(0, 0, 1)))]),
        ({}, [Meeting(1, 0, 0)], [OTHER], [Broken(Ground(Rule.PLACES, (0,)), (FIRST, Meeting(1, 0, 0)))]),
        ({}, [Meeting(0, 1, 0)], [], [Broken(Ground(Rule.PEOPLE, (0,)), (FIRST, Meeting(0, 1, 0)))]),
        ({"least": [1, 0]}, [], [FIRST], [Broken(Ground(Rule.LEAST, (0,)), ())]),
        ({"locked": [FIRST]}, [], [FIRST], [Broken(Ground(Rule.LOCKED, FIRST), ())]),
        (
            {"never": [[False, False], [False, True]]},
            [Meeting(1, 1, 0)],
            [],
            [Broken(Ground(Rule.NEVER, (1, 1)), (Meeting(1, 1, 0),))],
        ),
        (
            {"room": [0, 1], "walk": [[0, 5], [5, 0]]},
            [Meeting(1, 1, 0)],
            [],
            [Broken(Ground(Rule.WALK, (1,)), (Meeting(1, 1, 0), OTHER))],
        ),
    ],
)
def test_edit_says_what_it_breaks(rest, add, remove, told):
    found = edited(session(**rest), [FIRST, OTHER], add=add, remove=remove)
    assert list(found.broken) == told


def test_edit_says_what_it_is_worth_and_not_what_was_broken_before():
    p = session(must=[[True, False], [False, False]], least=[2, 1])
    found = edited(p, [FIRST], add=[Meeting(1, 1, 0)])
    assert (found.value, found.musts, found.broken) == (15, 1, ())
    assert found.meetings == (FIRST, Meeting(1, 1, 0))


def test_what_is_not_there_cannot_be_removed():
    with pytest.raises(ValueError, match="not in list"):
        edited(session(), [FIRST], remove=[OTHER])
