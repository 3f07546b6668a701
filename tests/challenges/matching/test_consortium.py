"""The smallest teams: held against trying every team there is."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.eligibility import failures
from challenges.matching.engine.eligibility_columns import facts_of
from challenges.matching.engine.features import offer_row, want_row
from challenges.matching.engine.inputs import Offer, Requirement, Want
from challenges.matching.engine.model import Model
from challenges.matching.engine.points import STALE
from challenges.matching.engine.scoring import score_pair
from challenges.matching.engine.teams import MOST_NEEDS, Candidate, Consortium, members_for, smallest_teams
from tests.challenges.matching.stock import TREE, offers, wants

stocks = st.integers(0, 6).flatmap(lambda n: st.tuples(*(offers(id_) for id_ in range(n))))
NEEDS = ("sonar", "laser", "radio", "drone", "crypto")


@st.composite
def pools(draw) -> list[Candidate]:
    covers = draw(st.lists(st.frozensets(st.sampled_from([*NEEDS, "paint"])), max_size=9))
    return [Candidate(id_, each, draw(st.integers(-100, 1000))) for id_, each in enumerate(covers)]


wanted = st.lists(st.sampled_from(NEEDS), unique=True, max_size=len(NEEDS))


def every_team(needs, candidates, most: int) -> list[tuple[Candidate, ...]]:
    """Those of the smallest size that cover all, found by trying."""
    for size in range(1, most + 1):
        found = [
            team
            for team in combinations(candidates, size)
            if set(needs) <= set().union(*(member.covers for member in team))
        ]
        if found:
            return found
    return []


def ids(team) -> frozenset:
    return frozenset(member.id for member in team)


@given(wanted, pools(), st.integers(1, 5))
def test_teams_are_the_best_of_every_smallest_team(needs, candidates, n):
    found = smallest_teams(needs, candidates, n=n).teams
    every = every_team(needs, candidates, 4) if needs else []
    assert {ids(team.members) for team in found} <= {ids(team) for team in every}
    assert len({ids(team.members) for team in found}) == len(found)
    points = sorted((sum(member.points for member in team) for team in every), reverse=True)
    assert [team.points for team in found] == points[:n]


@given(wanted, pools(), st.integers(1, 3))
def test_a_team_has_no_more_members_than_allowed(needs, candidates, most):
    found = smallest_teams(needs, candidates, most=most, n=1000).teams
    assert {ids(team.members) for team in found} == {ids(team) for team in every_team(needs, candidates, most) if needs}


@given(wanted, pools())
def test_each_member_brings_what_no_other_brings(needs, candidates):
    for team in smallest_teams(needs, candidates).teams:
        for member in team.members:
            others = set().union(*(other.covers for other in team.members if other != member))
            assert team.only_by(member) == member.covers - others
            assert team.only_by(member) & set(needs)


@given(wanted, pools())
def test_uncovered_are_those_that_nobody_covers(needs, candidates):
    found = smallest_teams(needs, candidates)
    assert found.uncovered == [need for need in needs if not any(need in each.covers for each in candidates)]
    assert not (found.uncovered and found.teams)


@given(wanted, pools(), st.randoms())
def test_teams_do_not_depend_on_the_order_of_candidates(needs, candidates, random):
    found = smallest_teams(needs, candidates)
    random.shuffle(candidates)
    assert smallest_teams(needs, candidates) == found


@given(wants(1), stocks)
def test_members_are_those_that_fail_nothing_but_must_haves(want, stock):
    rows = [offer_row(offer, TREE) for offer in stock]
    found = {each.id: each for each in members_for(want_row(want), facts_of(rows), Model())}
    musts = {each.technology_id for each in want.requirements if each.must}
    expected = {
        row.id: musts & row.meets
        for row in rows
        if {each.rule for each in failures(want_row(want), row)} <= {"must_have"} and musts & row.meets
    }
    assert {id_: each.covers for id_, each in found.items()} == expected


@given(wants(1), stocks)
def test_points_of_a_member_are_those_of_the_score_without_text_where_it_meets_exactly(want, stock):
    """A company that states outright what is asked earns what scoring gives, but for the text."""
    asked = tuple(replace(each, confidence=1.0) for each in want.requirements)
    want = want_row(replace(want, requirements=asked))
    exact = {each.technology_id: 1.0 for each in asked}
    rows = [offer_row(replace(offer, technologies=exact, stale=False), TREE) for offer in stock]
    scores = {row.id: score_pair(want, row, Model()) for row in rows}
    for member in members_for(want, facts_of(rows), Model()):
        assert member.points == scores[member.id].total - scores[member.id].text


def test_members_stand_with_the_most_points_first():
    left, right = Candidate(1, frozenset({"sonar"}), 10), Candidate(2, frozenset({"laser"}), 20)
    [team] = smallest_teams(["sonar", "laser"], [left, right]).teams
    assert team.members == (right, left)
    assert team.points == 30


def test_a_larger_team_than_allowed_is_none():
    two = [Candidate(1, frozenset({"sonar"}), 10), Candidate(2, frozenset({"laser"}), 20)]
    assert smallest_teams(["sonar", "laser"], two, most=1) == Consortium([], [])


def test_two_who_share_a_must_are_one_team():
    two = [Candidate(1, frozenset({"sonar", "laser"}), 10), Candidate(2, frozenset({"sonar", "radio"}), 20)]
    assert len(smallest_teams(["sonar", "laser", "radio"], two).teams) == 1


def test_an_old_profile_earns_its_team_less():
    want = want_row(Want(1, requirements=(Requirement(1, must=True),)))
    fresh, stale = (offer_row(Offer(id_, technologies={1: 1.0}, stale=id_ == 2), TREE) for id_ in (1, 2))
    one, two = members_for(want, facts_of([fresh, stale]), Model())
    assert one.points - two.points == STALE


def test_nothing_asked_needs_no_team():
    assert smallest_teams([], [Candidate(1, frozenset({"sonar"}), 10)]) == Consortium([], [])


def test_too_many_must_haves_are_refused():
    with pytest.raises(ValueError, match="must-haves"):
        smallest_teams(range(MOST_NEEDS + 1), [])
