"""Rules that a manual edit breaks, and the value of an edit, checked by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.timetables.engine.constraints import RuleGround, TimetableRule
from challenges.timetables.engine.programme import SlotMeeting, build_programme
from challenges.timetables.engine.validation import BrokenRule, check_edit, find_broken_rules
from tests.challenges.timetables.engine.oracle import stuck, too_little, too_much
from tests.challenges.timetables.engine.strategies import programmes

FIRST, OTHER = SlotMeeting(0, 0, 0), SlotMeeting(1, 0, 1)


def session(**rest):
    everybody = {"people": np.ones((2, 2)), "places": np.ones((2, 2)), "slots": [(0, 10), (10, 20)]}
    return build_programme([[9, 8], [7, 6]], **(everybody | rest))


@given(programmes(), st.data())
def test_broken_rules_are_those_that_counting_finds(p, data):
    slots = data.draw(st.lists(st.none() | st.integers(0, p.times - 1), min_size=p.value.size, max_size=p.value.size))
    pairs = np.ndindex(*p.value.shape)
    meetings = tuple(SlotMeeting(*pair, slot) for pair, slot in zip(pairs, slots, strict=True) if slot is not None)
    found = {each.ground for each in find_broken_rules(p, meetings)}
    counted = too_much(p, meetings) | too_little(p, meetings)
    people = {ground.who[0] for ground in counted if ground.rule is TimetableRule.PEOPLE}
    assert {each for each in found if each.rule is not TimetableRule.WALK} == counted
    walks = {each.who[0] for each in found if each.rule is TimetableRule.WALK}
    assert walks - people == set(stuck(p, meetings)) - people


@pytest.mark.parametrize(
    ("rest", "add", "remove", "told"),
    [
        ({}, [SlotMeeting(1, 1, 0)], [], []),
        (
            {},
            [SlotMeeting(0, 0, 1)],
            [OTHER],
            [BrokenRule(RuleGround(TimetableRule.ONCE, (0, 0)), (FIRST, SlotMeeting(0, 0, 1)))],
        ),
        (
            {},
            [SlotMeeting(1, 0, 0)],
            [OTHER],
            [BrokenRule(RuleGround(TimetableRule.PLACES, (0,)), (FIRST, SlotMeeting(1, 0, 0)))],
        ),
        (
            {},
            [SlotMeeting(0, 1, 0)],
            [],
            [BrokenRule(RuleGround(TimetableRule.PEOPLE, (0,)), (FIRST, SlotMeeting(0, 1, 0)))],
        ),
        ({"least": [1, 0]}, [], [FIRST], [BrokenRule(RuleGround(TimetableRule.LEAST, (0,)), ())]),
        ({"locked": [FIRST]}, [], [FIRST], [BrokenRule(RuleGround(TimetableRule.LOCKED, FIRST), ())]),
        (
            {"never": [[False, False], [False, True]]},
            [SlotMeeting(1, 1, 0)],
            [],
            [BrokenRule(RuleGround(TimetableRule.NEVER, (1, 1)), (SlotMeeting(1, 1, 0),))],
        ),
        (
            {"room": [0, 1], "walk": [[0, 5], [5, 0]]},
            [SlotMeeting(1, 1, 0)],
            [],
            [BrokenRule(RuleGround(TimetableRule.WALK, (1,)), (SlotMeeting(1, 1, 0), OTHER))],
        ),
    ],
)
def test_edit_says_what_it_breaks(rest, add, remove, told):
    found = check_edit(session(**rest), [FIRST, OTHER], add=add, remove=remove)
    assert list(found.broken) == told


def test_edit_says_what_it_is_worth_and_not_what_was_broken_before():
    p = session(must=[[True, False], [False, False]], least=[2, 1])
    found = check_edit(p, [FIRST], add=[SlotMeeting(1, 1, 0)])
    assert (found.value, found.musts, found.broken) == (15, 1, ())
    assert found.meetings == (FIRST, SlotMeeting(1, 1, 0))


def test_what_is_not_there_cannot_be_removed():
    with pytest.raises(ValueError, match="not in list"):
        check_edit(session(), [FIRST], remove=[OTHER])
