"""The smallest teams: held against trying every team there is."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.eligibility import build_eligibility_columns, list_rule_failures
from challenges.matching.engine.features import build_challenge_features, build_company_features
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.points import STALE
from challenges.matching.engine.scoring import score_pair
from challenges.matching.engine.teams import (
    MOST_NEEDS,
    Consortium,
    TeamCandidate,
    find_smallest_teams,
    find_team_candidates,
)
from tests.challenges.matching.engine.examples import TREE, offers, wants

stocks = st.integers(0, 6).flatmap(lambda n: st.tuples(*(offers(id_) for id_ in range(n))))
NEEDS = ("sonar", "laser", "radio", "drone", "crypto")


@st.composite
def pools(draw) -> list[TeamCandidate]:
    covers = draw(st.lists(st.frozensets(st.sampled_from([*NEEDS, "paint"])), max_size=9))
    return [TeamCandidate(id_, each, draw(st.integers(-100, 1000))) for id_, each in enumerate(covers)]


wanted = st.lists(st.sampled_from(NEEDS), unique=True, max_size=len(NEEDS))


def every_team(needs, candidates, most: int) -> list[tuple[TeamCandidate, ...]]:
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
    found = find_smallest_teams(needs, candidates, n=n).teams
    every = every_team(needs, candidates, 4) if needs else []
    assert {ids(team.members) for team in found} <= {ids(team) for team in every}
    assert len({ids(team.members) for team in found}) == len(found)
    points = sorted((sum(member.points for member in team) for team in every), reverse=True)
    assert [team.points for team in found] == points[:n]


@given(wanted, pools(), st.integers(1, 3))
def test_a_team_has_no_more_members_than_allowed(needs, candidates, most):
    found = find_smallest_teams(needs, candidates, most=most, n=1000).teams
    assert {ids(team.members) for team in found} == {ids(team) for team in every_team(needs, candidates, most) if needs}


@given(wanted, pools())
def test_each_member_brings_what_no_other_brings(needs, candidates):
    for team in find_smallest_teams(needs, candidates).teams:
        for member in team.members:
            others = set().union(*(other.covers for other in team.members if other != member))
            assert team.only_by(member) == member.covers - others
            assert team.only_by(member) & set(needs)


@given(wanted, pools())
def test_uncovered_are_those_that_nobody_covers(needs, candidates):
    found = find_smallest_teams(needs, candidates)
    assert found.uncovered == [need for need in needs if not any(need in each.covers for each in candidates)]
    assert not (found.uncovered and found.teams)


@given(wanted, pools(), st.randoms())
def test_teams_do_not_depend_on_the_order_of_candidates(needs, candidates, random):
    found = find_smallest_teams(needs, candidates)
    random.shuffle(candidates)
    assert find_smallest_teams(needs, candidates) == found


@given(wants(1), stocks)
def test_members_are_those_that_fail_nothing_but_must_haves(want, stock):
    rows = [build_company_features(offer, TREE) for offer in stock]
    found = {
        each.id: each
        for each in find_team_candidates(
            build_challenge_features(want), build_eligibility_columns(rows), MatchingModel()
        )
    }
    musts = {each.technology_id for each in want.requirements if each.must}
    expected = {
        row.id: musts & row.meets
        for row in rows
        if {each.rule for each in list_rule_failures(build_challenge_features(want), row)} <= {"must_have"}
        and musts & row.meets
    }
    assert {id_: each.covers for id_, each in found.items()} == expected


@given(wants(1), stocks)
def test_points_of_a_member_are_those_of_the_score_without_text_where_it_meets_exactly(want, stock):
    """A company that states outright what is asked earns what scoring gives, but for the text."""
    asked = tuple(replace(each, confidence=1.0) for each in want.requirements)
    want = build_challenge_features(replace(want, requirements=asked))
    exact = {each.technology_id: 1.0 for each in asked}
    rows = [build_company_features(replace(offer, technologies=exact, stale=False), TREE) for offer in stock]
    scores = {row.id: score_pair(want, row, MatchingModel()) for row in rows}
    for member in find_team_candidates(want, build_eligibility_columns(rows), MatchingModel()):
        assert member.points == scores[member.id].total - scores[member.id].text


def test_members_stand_with_the_most_points_first():
    left, right = TeamCandidate(1, frozenset({"sonar"}), 10), TeamCandidate(2, frozenset({"laser"}), 20)
    [team] = find_smallest_teams(["sonar", "laser"], [left, right]).teams
    assert team.members == (right, left)
    assert team.points == 30


def test_a_larger_team_than_allowed_is_none():
    two = [TeamCandidate(1, frozenset({"sonar"}), 10), TeamCandidate(2, frozenset({"laser"}), 20)]
    assert find_smallest_teams(["sonar", "laser"], two, most=1) == Consortium([], [])


def test_two_who_share_a_must_are_one_team():
    two = [TeamCandidate(1, frozenset({"sonar", "laser"}), 10), TeamCandidate(2, frozenset({"sonar", "radio"}), 20)]
    assert len(find_smallest_teams(["sonar", "laser", "radio"], two).teams) == 1


def test_an_old_profile_earns_its_team_less():
    want = build_challenge_features(ChallengeProfile(1, requirements=(RequiredTechnology(1, must=True),)))
    fresh, stale = (
        build_company_features(CompanyProfile(id_, technologies={1: 1.0}, stale=id_ == 2), TREE) for id_ in (1, 2)
    )
    one, two = find_team_candidates(want, build_eligibility_columns([fresh, stale]), MatchingModel())
    assert one.points - two.points == STALE


def test_nothing_asked_needs_no_team():
    assert find_smallest_teams([], [TeamCandidate(1, frozenset({"sonar"}), 10)]) == Consortium([], [])


def test_too_many_must_haves_are_refused():
    with pytest.raises(ValueError, match="must-haves"):
        find_smallest_teams(range(MOST_NEEDS + 1), [])
