"""What would bring a company in: held against every subset of every change, asked one by one."""

from itertools import combinations, product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.eligibility import list_rule_failures
from challenges.matching.engine.features import build_challenge_features, build_company_features, get_trl_for_area
from challenges.matching.engine.inputs import (
    DECLARATIONS,
    ChallengeProfile,
    CompanyProfile,
    RequiredTechnology,
    TechnologyTree,
)
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import score_pair
from challenges.matching.engine.what_if import (
    ELSEWHERE,
    MOST_CHANGES,
    ProfileChange,
    apply_changes,
    explore_what_if,
    iter_possible_changes,
)
from tests.challenges.matching.engine.examples import TREE, offers, wants

unasked = st.frozensets(st.sampled_from(sorted(TREE.parents)), max_size=2)


def asked(want: ChallengeProfile, offer: CompanyProfile, **options):
    return explore_what_if(want, offer, TREE, MatchingModel(), **options)


def rows(want: ChallengeProfile, offer: CompanyProfile):
    return build_challenge_features(want), build_company_features(offer, TREE)


def sets_that_qualify(
    want: ChallengeProfile, offer: CompanyProfile, without, size: int
) -> set[frozenset[ProfileChange]]:
    """Every set of so many changes, one answer per question, with which no rule fails."""
    found = set()
    for questions in combinations(iter_possible_changes(want, offer, TREE, without), size):
        for answers in product(*questions):
            if not list_rule_failures(*rows(*apply_changes(want, offer, answers))):
                found.add(frozenset(answers))
    return found


@given(wants(1), offers(2), unasked)
def test_ways_are_the_smallest_sets_that_qualify(want, offer, without):
    found = asked(want, offer, unasked=without)
    if found.qualifies:
        assert found.ways == []
        return
    ways = {frozenset(way.changes) for way in found.ways}
    for size in range(1, MOST_CHANGES + 1):
        every = sets_that_qualify(want, offer, without, size)
        if every:
            assert ways <= every
            assert {kinds(way) for way in ways} == {kinds(way) for way in every}
            assert len(ways) == len(found.ways) == len({kinds(way) for way in every})
            return
    assert ways == set()


def kinds(changes) -> frozenset:
    """Which questions were answered, whatever the answer."""
    return frozenset((kind, value if kind in {"confirm", "state"} else None) for kind, value in changes)


@given(wants(1), offers(2))
def test_every_outcome_is_the_engines_own(want, offer):
    found = asked(want, offer)
    for outcome in [found.now, *found.ways, *(each for step in found.steps for each in step.outcomes)]:
        pair = rows(*apply_changes(want, offer, outcome.changes))
        assert outcome.score == score_pair(*pair, MatchingModel())
        assert list(outcome.failures) == list_rule_failures(*pair)


@given(wants(1), offers(2))
def test_every_step_meets_a_rule_or_brings_points_and_the_best_stands_first(want, offer):
    found = asked(want, offer)
    order = []
    for step in found.steps:
        solved = found.solved_by(step.outcomes[0])
        assert solved > 0 or step.totals[1] > found.now.score.total
        assert all(found.solved_by(outcome) == solved for outcome in step.outcomes)
        assert (len(step.outcomes) > 1) <= (step.change.kind in {"trl", "province"})
        order.append((-solved, -step.totals[1]))
    assert order == sorted(order)


@given(wants(1), offers(2), unasked)
def test_nothing_is_asked_that_was_answered_or_denied(want, offer, without):
    for answers in iter_possible_changes(want, offer, TREE, without):
        for kind, value in answers:
            if kind == "trl":
                assert offer.trl is None or value >= offer.trl
                assert value != offer.trl or get_trl_for_area(offer, want.provinces) is None
            if kind in DECLARATIONS:
                assert kind in want.needs_declared
                assert kind not in offer.declared
            if kind == "province":
                assert offer.province is None
            if kind == "stale":
                assert offer.stale
            if kind in {"confirm", "state"}:
                assert value not in without
                assert offer.technologies.get(value, 0) < 1


@given(wants(1), offers(2))
def test_asking_twice_gives_the_same(want, offer):
    assert asked(want, offer) == asked(want, offer)


# --- worked by hand ---------------------------------------------------------------------------------------------------


def test_lowest_level_that_is_enough_is_named():
    found = asked(ChallengeProfile(1, trl_floor=5, trl_min=7), CompanyProfile(2))
    [way] = found.ways
    assert way.changes == (ProfileChange("trl", 5),)
    [step] = found.steps
    assert [outcome.changes[0].value for outcome in step.outcomes] == [5, 6, 7, 8, 9]
    assert step.totals == (found.now.score.total + 15, found.now.score.total + 90)
    assert step.best.changes == (ProfileChange("trl", 7),)


def test_a_level_stated_is_raised_and_never_lowered():
    found = asked(ChallengeProfile(1, trl_floor=5), CompanyProfile(2, trl=3))
    assert [way.changes for way in found.ways] == [(ProfileChange("trl", 5),)]
    assert asked(ChallengeProfile(1, trl_min=5, trl_max=5), CompanyProfile(2, trl=8)).steps == []


@pytest.mark.parametrize("answer", [True, False])
@pytest.mark.parametrize("name", DECLARATIONS)
def test_what_is_declared_stands(name, answer):
    found = asked(ChallengeProfile(1, needs_declared=frozenset({name})), CompanyProfile(2, declared={name: answer}))
    assert (found.steps, found.ways) == ([], [])


@pytest.mark.parametrize("name", DECLARATIONS)
def test_a_declaration_alone_may_be_enough(name):
    found = asked(ChallengeProfile(1, needs_declared=frozenset({name})), CompanyProfile(2))
    assert [way.changes for way in found.ways] == [(ProfileChange(name),)]


def test_nothing_is_declared_that_is_not_asked():
    assert asked(ChallengeProfile(1), CompanyProfile(2)).steps == []


def test_a_company_that_states_another_province_is_not_asked_to_move():
    want = ChallengeProfile(1, provinces=frozenset({"UT"}), only_provinces=frozenset({"UT"}))
    assert asked(want, CompanyProfile(2, province="NH")).ways == []
    assert [way.changes for way in asked(want, CompanyProfile(2)).ways] == [(ProfileChange("province", "UT"),)]


def test_a_province_elsewhere_is_a_true_answer_too():
    [step] = asked(ChallengeProfile(1, provinces=frozenset({"UT", "FL"})), CompanyProfile(2)).steps
    assert [outcome.changes[0].value for outcome in step.outcomes] == ["FL", "UT", ELSEWHERE]
    assert [total - 130 for total in step.totals] == [48, 120]


def test_one_specific_technology_may_answer_two_musts():
    want = ChallengeProfile(1, requirements=(RequiredTechnology(2, must=True), RequiredTechnology(3, must=True)))
    found = asked(want, CompanyProfile(2))
    assert [way.changes for way in found.ways] == [(ProfileChange("state", 3),)]


def test_what_the_company_denied_is_not_asked_again():
    want = ChallengeProfile(1, requirements=(RequiredTechnology(2, must=True),))
    found = asked(want, CompanyProfile(2), unasked={2})
    assert (found.steps, found.ways) == ([], [])
    assert [passed for _rule, passed in found.rules] == [False]


def test_a_proposal_is_confirmed_for_its_points():
    found = asked(
        ChallengeProfile(1, requirements=(RequiredTechnology(2, must=True),)), CompanyProfile(2, technologies={2: 0.3})
    )
    assert found.qualifies
    [step] = found.steps
    assert step.change == ProfileChange("confirm", 2)
    assert step.totals == (found.now.score.total + 238,) * 2


def test_who_is_stale_is_asked_whether_the_profile_is_still_true():
    found = asked(ChallengeProfile(1, trl_min=5), CompanyProfile(2, trl=5, stale=True))
    [step] = [step for step in found.steps if step.change.kind == "stale"]
    assert step.change == ProfileChange("stale", False)
    assert step.totals == (found.now.score.total + 100,) * 2
    assert found.now.score.freshness == -100


def test_who_is_stale_and_misses_a_must_is_not_brought_in_by_being_fresh():
    found = asked(ChallengeProfile(1, trl_floor=5), CompanyProfile(2, stale=True))
    assert [kinds(way.changes) for way in found.ways] == [{("trl", None)}]


def test_who_has_it_in_a_more_specific_form_is_not_asked_for_the_broader_one():
    assert (
        asked(
            ChallengeProfile(1, requirements=(RequiredTechnology(2),)), CompanyProfile(2, technologies={3: 1.0})
        ).steps
        == []
    )


def test_an_invitation_is_named_without_the_list():
    found = asked(ChallengeProfile(1, invited=frozenset({7}), needs_vetted=True), CompanyProfile(2))
    assert [kinds(way.changes) for way in found.ways] == [{("vetted", None), ("invited", None)}]
    assert {rule.rule for rule, _passed in found.rules} == {"vetted", "invited"}


def test_more_changes_than_are_allowed_are_no_way():
    want = ChallengeProfile(
        1, trl_floor=4, needs_declared=frozenset({"established"}), needs_vetted=True, invited=frozenset()
    )
    assert asked(want, CompanyProfile(2)).ways == []
    assert len(asked(want, CompanyProfile(2)).steps) == 4
    assert len(asked(want, CompanyProfile(2), most=4).ways) == 1


def test_ways_of_one_size_stand_by_their_score_then_by_their_question():
    tree = TechnologyTree({1: None, 2: 1, 3: 1})
    want = ChallengeProfile(
        1,
        requirements=(
            RequiredTechnology(1, must=True),
            RequiredTechnology(2, weight=1),
            RequiredTechnology(3, weight=5),
        ),
    )
    ways = explore_what_if(want, CompanyProfile(2), tree, MatchingModel()).ways
    assert [way.changes[0].value for way in ways] == sorted([1, 2, 3], key=lambda each: -score_of(want, each, tree))


def score_of(want: ChallengeProfile, technology: int, tree: TechnologyTree) -> int:
    return score_pair(
        build_challenge_features(want),
        build_company_features(CompanyProfile(2, technologies={technology: 1.0}), tree),
        MatchingModel(),
    ).total


def test_a_level_that_the_asker_may_not_see_is_asked_for_from_itself_on():
    want = ChallengeProfile(1, trl_floor=4, provinces=frozenset({"UT"}))
    found = asked(want, CompanyProfile(2, trl=5, province="FL", trl_stays_home=True))
    assert [failure.rule for failure in found.now.failures] == ["trl_floor"]
    assert [step.change for step in found.steps] == [ProfileChange("trl", 5)]
    assert [way.changes for way in found.ways] == [(ProfileChange("trl", 5),)]


def test_a_level_that_stays_home_is_asked_for_no_more_at_home():
    want = ChallengeProfile(1, trl_floor=4, provinces=frozenset({"FL"}))
    found = asked(want, CompanyProfile(2, trl=9, province="FL", trl_stays_home=True))
    assert found.qualifies
    assert "trl" not in {step.change.kind for step in found.steps}
