from dataclasses import replace

import pytest

from challenges.matching.engine.eligibility import (
    NAMES,
    RuleFailure,
    build_eligibility_columns,
    build_rules,
    count_failed_rules,
    list_rule_failures,
)
from challenges.matching.engine.features import build_challenge_features, build_company_features
from challenges.matching.engine.inputs import DECLARATIONS, ChallengeProfile, CompanyProfile, RequiredTechnology
from tests.challenges.matching.engine.examples import TREE

YES = dict.fromkeys(DECLARATIONS, True)
COMPANY = CompanyProfile(7, technologies={2: 1.0}, trl=5, province="FL", declared=YES, vetted=True)


def failed(want: ChallengeProfile, offer: CompanyProfile) -> list[RuleFailure]:
    return list_rule_failures(build_challenge_features(want), build_company_features(offer, TREE))


def must(technology: int) -> tuple[RequiredTechnology, ...]:
    return (RequiredTechnology(technology, must=True),)


@pytest.mark.parametrize(
    ("want", "offer"),
    [
        (ChallengeProfile(1), CompanyProfile(7)),
        (ChallengeProfile(1, requirements=must(2)), COMPANY),
        (ChallengeProfile(1, requirements=must(1)), COMPANY),
        (ChallengeProfile(1, requirements=(RequiredTechnology(6),)), COMPANY),
        (ChallengeProfile(1, trl_floor=5), COMPANY),
        (ChallengeProfile(1, trl_floor=5, provinces=frozenset({"FL"})), replace(COMPANY, trl_stays_home=True)),
        (ChallengeProfile(1, trl_min=9), COMPANY),
        *((ChallengeProfile(1, needs_declared=frozenset({name})), COMPANY) for name in DECLARATIONS),
        (ChallengeProfile(1, needs_declared=frozenset({"screening"})), replace(COMPANY, declared={"screening": True})),
        (ChallengeProfile(1, needs_vetted=True), COMPANY),
        (ChallengeProfile(1, invited=frozenset({7})), COMPANY),
        (ChallengeProfile(1, only_provinces=frozenset({"FL", "UT"})), COMPANY),
    ],
)
def test_a_company_that_meets_the_rule_qualifies(want, offer):
    assert failed(want, offer) == []


@pytest.mark.parametrize(
    ("want", "offer", "failure"),
    [
        (ChallengeProfile(1, requirements=must(3)), COMPANY, RuleFailure("must_have", 3)),
        (ChallengeProfile(1, requirements=must(6)), COMPANY, RuleFailure("must_have", 6)),
        (ChallengeProfile(1, trl_floor=6), COMPANY, RuleFailure("trl_floor", 6, 5)),
        (ChallengeProfile(1, trl_floor=1), replace(COMPANY, trl=None), RuleFailure("trl_floor", 1)),
        (
            ChallengeProfile(1, trl_floor=1, provinces=frozenset({"UT"})),
            replace(COMPANY, trl_stays_home=True),
            RuleFailure("trl_floor", 1),
        ),
        (ChallengeProfile(1, trl_floor=1), replace(COMPANY, trl_stays_home=True), RuleFailure("trl_floor", 1)),
        *(
            (
                ChallengeProfile(1, needs_declared=frozenset({name})),
                replace(COMPANY, declared=YES | {name: False}),
                RuleFailure(name, True, False),
            )
            for name in DECLARATIONS
        ),
        *(
            (
                ChallengeProfile(1, needs_declared=frozenset({name})),
                replace(COMPANY, declared={other: True for other in DECLARATIONS if other != name}),
                RuleFailure(name, True),
            )
            for name in DECLARATIONS
        ),
        (ChallengeProfile(1, needs_vetted=True), replace(COMPANY, vetted=False), RuleFailure("vetted", True, False)),
        (ChallengeProfile(1, invited=frozenset({8})), COMPANY, RuleFailure("invited", frozenset({8}), False)),
        (ChallengeProfile(1, invited=frozenset()), COMPANY, RuleFailure("invited", frozenset(), False)),
        (
            ChallengeProfile(1, only_provinces=frozenset({"UT"})),
            COMPANY,
            RuleFailure("region", frozenset({"UT"}), "FL"),
        ),
        (
            ChallengeProfile(1, only_provinces=frozenset({"UT"})),
            replace(COMPANY, province=None),
            RuleFailure("region", frozenset({"UT"})),
        ),
    ],
)
def test_a_company_that_does_not_meet_the_rule_fails_it_by_name(want, offer, failure):
    assert failed(want, offer) == [failure]


def test_a_failure_tells_stated_from_not_stated():
    assert RuleFailure("trl_floor", 6, 5).is_stated
    assert not RuleFailure("trl_floor", 6).is_stated
    assert RuleFailure("established", True, False).is_stated


def test_only_a_must_have_names_a_technology():
    assert RuleFailure("must_have", 3).technology_id == 3
    assert RuleFailure("trl_floor", 3).technology_id is None


def test_each_must_have_is_a_rule_of_its_own():
    want = ChallengeProfile(1, requirements=(*must(3), *must(6), *must(1)))
    assert [failure.technology_id for failure in failed(want, COMPANY)] == [3, 6]


def test_rules_come_in_the_order_of_their_names():
    declared = frozenset(DECLARATIONS)
    want = ChallengeProfile(1, (), (), must(1), None, None, 3, frozenset(), declared, True, frozenset(), frozenset())
    assert tuple(rule.name for rule in build_rules(build_challenge_features(want))) == NAMES


def test_a_proposed_technology_meets_a_must_have():
    assert failed(ChallengeProfile(1, requirements=must(2)), replace(COMPANY, technologies={3: 0.4})) == []


def test_a_table_of_companies_gives_the_counts_of_the_pairs():
    want = build_challenge_features(
        ChallengeProfile(1, requirements=must(2), trl_floor=4, only_provinces=frozenset({"FL"}))
    )
    rows = [
        build_company_features(COMPANY, TREE),
        build_company_features(replace(COMPANY, id=8, trl=3), TREE),
        build_company_features(CompanyProfile(9), TREE),
    ]
    assert count_failed_rules(want, build_eligibility_columns(rows)).tolist() == [0, 1, 3]
    assert count_failed_rules(want, build_eligibility_columns(rows)).tolist() == [
        len(list_rule_failures(want, row)) for row in rows
    ]
