"""What an answer would do, over many challenges: held against matching every pair, one by one, before and after."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.completeness import AnswerEffect, assess_completeness
from challenges.matching.engine.eligibility import list_rule_failures
from challenges.matching.engine.features import build_challenge_features, build_company_features
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.scoring import score_pair
from challenges.matching.engine.what_if import ProfileChange, apply_changes
from tests.challenges.matching.engine.examples import TREE, offers, stocks, wants


def pair_by_pair(
    asked: list[ChallengeProfile], offer: CompanyProfile, changes: tuple[ProfileChange, ...], model: MatchingModel
) -> AnswerEffect:
    """The oracle: no table, no array."""
    entered, gains = 0, []
    for want in asked:
        _, answered = apply_changes(want, offer, changes)
        was, becomes = (
            (build_challenge_features(want), build_company_features(offer, TREE)),
            (build_challenge_features(want), build_company_features(answered, TREE)),
        )
        in_before, in_after = not list_rule_failures(*was), not list_rule_failures(*becomes)
        entered += in_after and not in_before
        if in_before and in_after:
            gains.append(score_pair(*becomes, model).total - score_pair(*was, model).total)
    rises, falls = [gain for gain in gains if gain > 0], [gain for gain in gains if gain < 0]
    return AnswerEffect(changes, entered, len(rises), max(rises, default=0), len(falls), min(falls, default=0))


def found_for(asked: list[ChallengeProfile], offer: CompanyProfile, model: MatchingModel):
    return assess_completeness([build_challenge_features(want) for want in asked], offer, TREE, model)


@given(stocks())
def test_every_figure_is_that_of_matching_before_and_after(stock):
    asked, offered, model = stock
    for offer in offered:
        found = found_for(asked, offer, model)
        for question in found.questions:
            for answer in question.answers:
                assert answer == pair_by_pair(asked, offer, answer.changes, model)
        pairs = [(build_challenge_features(want), build_company_features(offer, TREE)) for want in asked]
        assert found.challenges == len(asked)
        assert found.qualified == sum(not list_rule_failures(*pair) for pair in pairs)
        most = model.points.text
        assert found.text_left == {want.id: most - score_pair(want, told, model).text for want, told in pairs}


@given(st.lists(st.integers(1, 9), unique=True, max_size=4).flatmap(lambda ids: st.tuples(*map(wants, ids))), offers(3))
def test_only_what_is_not_said_is_asked_and_only_what_brings_something(asked, offer):
    kinds = [question.kind for question in found_for(list(asked), offer, MatchingModel()).questions]
    assert len(kinds) == len(set(kinds))
    assert ("trl" not in kinds) or offer.trl is None
    assert ("province" not in kinds) or offer.province is None
    assert ("stale" not in kinds) or offer.stale
    assert ("confirm" not in kinds) or any(sure < 1 for sure in offer.technologies.values())
    assert not {"state", "vetted", "invited"} & set(kinds)
    for question in found_for(list(asked), offer, MatchingModel()).questions:
        assert question.best.entered or question.best.raised
        assert all(question.best.entered >= answer.entered for answer in question.answers)


def test_no_challenge_no_question():
    assert found_for([], CompanyProfile(1), MatchingModel()) == assess_completeness(
        [], CompanyProfile(1), TREE, MatchingModel()
    )
    assert found_for([], CompanyProfile(1), MatchingModel()).questions == []


def test_what_brings_most_challenges_stands_first():
    asked = [
        ChallengeProfile(1, trl_floor=4, trl_min=6),
        ChallengeProfile(2, trl_floor=7),
        ChallengeProfile(3, provinces=frozenset({"UT"})),
        ChallengeProfile(4, only_provinces=frozenset({"UT"})),
    ]
    found = found_for(asked, CompanyProfile(1), MatchingModel())
    assert (found.challenges, found.qualified) == (4, 1)
    trl, province = found.questions
    assert (trl.kind, trl.best.entered, trl.best.changes) == ("trl", 2, (ProfileChange("trl", 7),))
    assert [answer.entered for answer in trl.answers] == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert (province.best.changes, province.best.entered, province.best.raised) == (
        (ProfileChange("province", "UT"),),
        1,
        1,
    )
    assert province.best.most == 96


def test_all_proposals_are_one_answer():
    asked = [ChallengeProfile(1, requirements=())]
    offer = CompanyProfile(1, technologies={2: 0.3, 6: 0.3, 5: 1.0})
    wanted = replace(asked[0], requirements=tuple(_requirements(2, 6)))
    [question] = [each for each in found_for([wanted], offer, MatchingModel()).questions if each.kind == "confirm"]
    assert set(question.answers[0].changes) == {ProfileChange("confirm", 2), ProfileChange("confirm", 6)}
    assert question.best.raised == 1


def _requirements(*technologies):
    return [RequiredTechnology(technology) for technology in technologies]
