"""Counts of who qualifies: held against asking each company by itself."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.eligibility import build_eligibility_columns, list_rule_failures
from challenges.matching.engine.features import build_challenge_features, build_company_features
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology
from challenges.matching.engine.pool import Relaxation, count_pool
from tests.challenges.matching.engine.examples import TREE, offers, wants

stocks = st.integers(0, 6).flatmap(lambda n: st.tuples(*(offers(id_) for id_ in range(n))))


def counted(want: ChallengeProfile, stock):
    return count_pool(
        build_challenge_features(want),
        build_eligibility_columns([build_company_features(offer, TREE) for offer in stock]),
    )


def qualifying(want: ChallengeProfile, stock) -> int:
    return sum(
        not list_rule_failures(build_challenge_features(want), build_company_features(offer, TREE)) for offer in stock
    )


def without(want: ChallengeProfile, rule: str, asked: object) -> ChallengeProfile:
    """The challenge with one rule dropped."""
    if rule == "must_have":
        kept = [replace(each, must=False) if each.technology_id == asked else each for each in want.requirements]
        return replace(want, requirements=tuple(kept))
    if rule in {"vetted"}:
        return replace(want, needs_vetted=False)
    if rule == "region":
        return replace(want, only_provinces=None)
    if rule in {"invited", "trl_floor"}:
        return replace(want, **{rule: None})
    return replace(want, needs_declared=want.needs_declared - {rule})


def lowered(want: ChallengeProfile, relaxation: Relaxation) -> ChallengeProfile:
    if relaxation.instead is not None:
        return replace(want, trl_floor=relaxation.instead)
    return without(want, relaxation.rule, relaxation.asked)


@given(wants(1), stocks)
def test_counts_are_those_of_asking_each_company(want, stock):
    pool = counted(want, stock)
    assert (pool.companies, pool.qualified) == (len(stock), qualifying(want, stock))
    for rule in pool.rules:
        assert rule.without == qualifying(without(want, rule.rule, rule.asked), stock)
        failing = [
            any(
                (each.rule, each.asked) == (rule.rule, rule.asked)
                for each in list_rule_failures(build_challenge_features(want), row)
            )
            for row in (build_company_features(offer, TREE) for offer in stock)
        ]
        assert rule.meeting == failing.count(False)


@given(wants(1), stocks)
def test_best_relaxation_is_true_and_none_brings_more(want, stock):
    pool = counted(want, stock)
    single = [without(want, rule.rule, rule.asked) for rule in pool.rules if rule.rule != "trl_floor"]
    most = max((qualifying(each, stock) for each in single), default=0)
    if pool.best is None:
        assert most <= pool.qualified
        assert all(rule.without == pool.qualified for rule in pool.rules)
        return
    assert pool.best.qualified == qualifying(lowered(want, pool.best), stock) > pool.qualified
    assert pool.best.qualified >= most


@given(wants(1), stocks)
def test_unoffered_are_those_that_no_company_has(want, stock):
    met = set().union(*(build_company_features(offer, TREE).meets for offer in stock))
    asked = dict.fromkeys(each.technology_id for each in want.requirements)
    assert counted(want, stock).unoffered == [each for each in asked if each not in met]


def test_a_floor_is_lowered_to_the_first_level_that_lets_someone_in():
    stock = [
        CompanyProfile(1, trl=7),
        CompanyProfile(2, trl=4),
        CompanyProfile(3, trl=4),
        CompanyProfile(4, trl=2),
        CompanyProfile(5),
    ]
    pool = counted(ChallengeProfile(1, trl_floor=7), stock)
    assert pool.best == Relaxation("trl_floor", 7, 4, 3)
    assert counted(ChallengeProfile(1, trl_floor=5), stock).best == Relaxation("trl_floor", 5, 4, 3)
    assert counted(ChallengeProfile(1, trl_floor=2), stock).best == Relaxation("trl_floor", 2, None, 5)


def test_of_equal_relaxations_the_earlier_rule_is_told():
    stock = [CompanyProfile(1, {}, technologies={1: 1.0}), CompanyProfile(2, technologies={5: 1.0})]
    pool = counted(
        ChallengeProfile(1, requirements=(RequiredTechnology(1, must=True), RequiredTechnology(5, must=True))), stock
    )
    assert pool.best == Relaxation("must_have", 1, None, 1)
