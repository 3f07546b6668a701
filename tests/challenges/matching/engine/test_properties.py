"""What must hold for any stock."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.eligibility import list_rule_failures
from challenges.matching.engine.features import build_challenge_features, build_company_features
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.points import STALE
from challenges.matching.engine.ranking import rank_matches
from challenges.matching.engine.scoring import score_pair
from challenges.matching.engine.training import train_model
from tests.challenges.matching.engine.examples import TREE, offers, rows, stocks, tables, wants


@given(wants(1), offers(1), st.sampled_from(sorted(TREE.parents)), st.sampled_from([1.0, 0.4]))
def test_one_more_technology_never_lowers_the_score(want, offer, technology, confidence):
    sure = max(confidence, offer.technologies.get(technology, 0))
    more = replace(offer, technologies={**offer.technologies, technology: sure})
    before, after = (
        score_pair(build_challenge_features(want), build_company_features(each, TREE), MatchingModel())
        for each in (offer, more)
    )
    assert after.technology >= before.technology
    assert after[1:5] == before[1:5]


@given(wants(1), offers(1), st.sampled_from(sorted(TREE.parents)))
def test_one_more_technology_never_costs_eligibility(want, offer, technology):
    more = replace(offer, technologies={**offer.technologies, technology: 0.4})
    before, after = (
        list_rule_failures(build_challenge_features(want), build_company_features(each, TREE)) for each in (offer, more)
    )
    assert set(after) <= set(before)


@given(stocks())
def test_who_fails_a_rule_is_never_ranked(stock):
    asked, offered, model = stock
    want_rows, offer_rows = ({row.id: row for row in side} for side in rows(asked, offered))
    for ranking in rank_matches(*tables(asked, offered, model), model).by_offer.values():
        for match in ranking.matches:
            assert list_rule_failures(want_rows[match.want_id], offer_rows[match.offer_id]) == []
        for near in ranking.nearly:
            assert list_rule_failures(want_rows[near.want_id], offer_rows[near.offer_id]) == [near.failure]


@given(stocks())
def test_parts_stay_within_their_maxima_and_add_up(stock):
    asked, offered, model = stock
    for ranking in rank_matches(*tables(asked, offered, model), model).by_want.values():
        for match in ranking.matches:
            score = match.score
            *earned, freshness = score[:6]
            assert all(0 <= part <= most for part, most in zip(earned, model.points, strict=True))
            assert -STALE <= freshness <= 0
            assert score.total == sum(earned) + freshness
            assert score.total >= 0


@given(wants(1), offers(1))
def test_a_stale_profile_loses_the_stated_points_and_nothing_else(want, offer):
    fresh, stale = (
        score_pair(
            build_challenge_features(want), build_company_features(replace(offer, stale=each), TREE), MatchingModel()
        )
        for each in (False, True)
    )
    assert stale == fresh._replace(freshness=-min(STALE, fresh.total))
    assert stale.total == max(0, fresh.total - STALE)
    assert fresh.freshness == 0


@given(wants(1), offers(1))
def test_a_stale_profile_qualifies_as_a_fresh_one(want, offer):
    fresh, stale = (
        list_rule_failures(build_challenge_features(want), build_company_features(replace(offer, stale=each), TREE))
        for each in (False, True)
    )
    assert stale == fresh


@given(stocks())
def test_a_fit_does_not_depend_on_the_order_of_its_stock(stock):
    asked, offered, _ = stock
    want_rows, offer_rows = rows(asked, offered)
    assert train_model(want_rows[::-1], offer_rows[::-1]).to_bytes() == train_model(want_rows, offer_rows).to_bytes()
