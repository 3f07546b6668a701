from dataclasses import replace

import pytest

from challenges.matching.engine.eligibility import NAMES, Failure, failed_counts, failures, rules_of
from challenges.matching.engine.eligibility_columns import facts_of
from challenges.matching.engine.features import offer_row, want_row
from challenges.matching.engine.inputs import DECLARATIONS, Offer, Requirement, Want
from tests.challenges.matching.stock import TREE

YES = dict.fromkeys(DECLARATIONS, True)
COMPANY = Offer(7, technologies={2: 1.0}, trl=5, province="FL", declared=YES, vetted=True)


def failed(want: Want, offer: Offer) -> list[Failure]:
    return failures(want_row(want), offer_row(offer, TREE))


def must(technology: int) -> tuple[Requirement, ...]:
    return (Requirement(technology, must=True),)


@pytest.mark.parametrize(
    ("want", "offer"),
    [
        (Want(1), Offer(7)),
        (Want(1, requirements=must(2)), COMPANY),
        (Want(1, requirements=must(1)), COMPANY),
        (Want(1, requirements=(Requirement(6),)), COMPANY),
        (Want(1, trl_floor=5), COMPANY),
        (Want(1, trl_floor=5, provinces=frozenset({"FL"})), replace(COMPANY, trl_stays_home=True)),
        (Want(1, trl_min=9), COMPANY),
        *((Want(1, needs_declared=frozenset({name})), COMPANY) for name in DECLARATIONS),
        (Want(1, needs_declared=frozenset({"screening"})), replace(COMPANY, declared={"screening": True})),
        (Want(1, needs_vetted=True), COMPANY),
        (Want(1, invited=frozenset({7})), COMPANY),
        (Want(1, only_provinces=frozenset({"FL", "UT"})), COMPANY),
    ],
)
def test_a_company_that_meets_the_rule_qualifies(want, offer):
    assert failed(want, offer) == []


@pytest.mark.parametrize(
    ("want", "offer", "failure"),
    [
        (Want(1, requirements=must(3)), COMPANY, Failure("must_have", 3)),
        (Want(1, requirements=must(6)), COMPANY, Failure("must_have", 6)),
        (Want(1, trl_floor=6), COMPANY, Failure("trl_floor", 6, 5)),
        (Want(1, trl_floor=1), replace(COMPANY, trl=None), Failure("trl_floor", 1)),
        (
            Want(1, trl_floor=1, provinces=frozenset({"UT"})),
            replace(COMPANY, trl_stays_home=True),
            Failure("trl_floor", 1),
        ),
        (Want(1, trl_floor=1), replace(COMPANY, trl_stays_home=True), Failure("trl_floor", 1)),
        *(
            (
                Want(1, needs_declared=frozenset({name})),
                replace(COMPANY, declared=YES | {name: False}),
                Failure(name, True, False),
            )
            for name in DECLARATIONS
        ),
        *(
            (
                Want(1, needs_declared=frozenset({name})),
                replace(COMPANY, declared={other: True for other in DECLARATIONS if other != name}),
                Failure(name, True),
            )
            for name in DECLARATIONS
        ),
        (Want(1, needs_vetted=True), replace(COMPANY, vetted=False), Failure("vetted", True, False)),
        (Want(1, invited=frozenset({8})), COMPANY, Failure("invited", frozenset({8}), False)),
        (Want(1, invited=frozenset()), COMPANY, Failure("invited", frozenset(), False)),
        (Want(1, only_provinces=frozenset({"UT"})), COMPANY, Failure("region", frozenset({"UT"}), "FL")),
        (
            Want(1, only_provinces=frozenset({"UT"})),
            replace(COMPANY, province=None),
            Failure("region", frozenset({"UT"})),
        ),
    ],
)
def test_a_company_that_does_not_meet_the_rule_fails_it_by_name(want, offer, failure):
    assert failed(want, offer) == [failure]


def test_a_failure_tells_stated_from_not_stated():
    assert Failure("trl_floor", 6, 5).is_stated
    assert not Failure("trl_floor", 6).is_stated
    assert Failure("established", True, False).is_stated


def test_only_a_must_have_names_a_technology():
    assert Failure("must_have", 3).technology_id == 3
    assert Failure("trl_floor", 3).technology_id is None


def test_each_must_have_is_a_rule_of_its_own():
    want = Want(1, requirements=(*must(3), *must(6), *must(1)))
    assert [failure.technology_id for failure in failed(want, COMPANY)] == [3, 6]


def test_rules_come_in_the_order_of_their_names():
    declared = frozenset(DECLARATIONS)
    want = Want(1, (), (), must(1), None, None, 3, frozenset(), declared, True, frozenset(), frozenset())
    assert tuple(rule.name for rule in rules_of(want_row(want))) == NAMES


def test_a_proposed_technology_meets_a_must_have():
    assert failed(Want(1, requirements=must(2)), replace(COMPANY, technologies={3: 0.4})) == []


def test_a_table_of_companies_gives_the_counts_of_the_pairs():
    want = want_row(Want(1, requirements=must(2), trl_floor=4, only_provinces=frozenset({"FL"})))
    rows = [offer_row(COMPANY, TREE), offer_row(replace(COMPANY, id=8, trl=3), TREE), offer_row(Offer(9), TREE)]
    assert failed_counts(want, facts_of(rows)).tolist() == [0, 1, 3]
    assert failed_counts(want, facts_of(rows)).tolist() == [len(failures(want, row)) for row in rows]
