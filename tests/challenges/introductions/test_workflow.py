"""The table of steps against the rules said plainly, and the services against both."""

import random

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from challenges.introductions.models import Introduction
from challenges.introductions.services import take_introduction_step
from challenges.introductions.workflow import (
    ENDED_STATES,
    PEOPLE,
    TRANSITIONS,
    IntroductionAction,
    IntroductionParty,
    IntroductionProgress,
    IntroductionState,
    can_take_step,
    get_step_target,
    list_possible_steps,
)
from tests.challenges.introductions.conftest import make_case, usual
from tests.challenges.introductions.oracle import Told

BY_PEOPLE = [step.name for step in TRANSITIONS if step.sources and step.actors <= PEOPLE]
STEP_TAKEN = st.tuples(st.sampled_from(sorted(PEOPLE)), st.sampled_from(BY_PEOPLE))


@given(
    st.booleans(),
    st.sampled_from(sorted(PEOPLE)),
    st.integers(0, 30),
    st.lists(STEP_TAKEN, max_size=25),
)
def test_table_lets_through_what_the_rules_do(has_neighbour, begun_by, late_after, tried):
    sides = set(PEOPLE) if has_neighbour else {IntroductionParty.COMPANY, IntroductionParty.OWNER}
    begun_by = begun_by if begun_by in sides else IntroductionParty.OWNER
    told = Told(set(sides), {begun_by})
    state, accepted, done = IntroductionState.ASKED, {begun_by}, set()
    for number, (side, what) in enumerate(tried):
        told.over = number >= late_after
        late = told.over and state == IntroductionState.ASKED
        standing = IntroductionProgress(state, frozenset(sides), frozenset(accepted), frozenset(done), late)
        assert can_take_step(standing, side, what) == told.lets(side, what), (state, side, what)
        assert ((side, what) in list_possible_steps(standing, [side])) == told.lets(side, what)
        if told.lets(side, what):
            state = get_step_target(standing, side, what)
            accepted |= {side} if what == IntroductionAction.ACCEPT else set()
            done.add(what)
            told.take(side, what)
            assert state == told.state


def test_nothing_follows_an_end():
    assert {source for step in TRANSITIONS for source in step.sources} & set(ENDED_STATES) == set()


def test_clock_ends_only_what_is_late():
    sides = frozenset({IntroductionParty.COMPANY, IntroductionParty.OWNER})
    early, late = (
        IntroductionProgress(IntroductionState.ASKED, sides, frozenset({IntroductionParty.OWNER}), is_late=late)
        for late in (False, True)
    )
    assert (
        can_take_step(early, IntroductionParty.CLOCK, IntroductionAction.LAPSE),
        can_take_step(late, IntroductionParty.CLOCK, IntroductionAction.LAPSE),
    ) == (False, True)
    assert not can_take_step(
        IntroductionProgress(IntroductionState.MET, sides, sides), IntroductionParty.CLOCK, IntroductionAction.LAPSE
    )


@pytest.mark.django_db
@pytest.mark.parametrize("seed", range(6))
def test_services_do_what_the_rules_say(seed):
    """Random people try random steps; what is refused changes nothing."""
    chance, case = random.Random(seed), make_case()
    begun_by = chance.choice(list(case.people))
    introduction, told = case.begin(begun_by), Told(set(case.people), {begun_by})
    people = {**case.people, "none": case.stranger}
    for _number in range(25):
        who, side, what = chance.choice(list(people)), chance.choice(list(case.people)), chance.choice(BY_PEOPLE)
        what = IntroductionAction.ACCEPT if told.state == "asked" and chance.random() < 0.5 else what
        again = introduction.steps.order_by("at", "pk").last()
        is_again = (again.what, again.side, again.by) == (what, side, people[who])
        before = introduction.steps.count()
        expected = who == side and told.lets(side, what)
        try:
            take_introduction_step(people[who], introduction, what, side, usual(what))
            was_taken = True
        except ValidationError:
            was_taken = False
        assert was_taken == (expected or (is_again and who == side))
        assert introduction.steps.count() == before + expected
        if expected:
            told.take(side, what)
        introduction.refresh_from_db()
        assert introduction.state == told.state
        assert introduction.accepted == told.yes


@pytest.mark.django_db
def test_database_refuses_a_move_that_the_table_does_not_have(case):
    introduction = case.introduced()
    for state in ("asked", "declined", "lapsed"):
        with pytest.raises(IntegrityError, match="introduction"), transaction.atomic():
            Introduction.objects.filter(pk=introduction.pk).update(state=state, introduced_at=None)
