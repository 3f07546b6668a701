"""Two models side by side, against every pair scored by itself."""

from hypothesis import given
from hypothesis import strategies as st

from challenges.matching.engine.eligibility import list_rule_failures
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.model_comparison import compare_models
from challenges.matching.engine.scoring import score_pair
from challenges.matching.engine.training import train_model
from tests.challenges.matching.engine.examples import rows, stocks, with_vectors


def first_of(want, offers, model, first):
    """(company, score) of the best, from single pairs alone."""
    scored = [(offer.id, score_pair(want, offer, model)) for offer in offers if not list_rule_failures(want, offer)]
    return sorted(scored, key=lambda pair: (-pair[1].total, -pair[1].similarity, pair[0]))[:first]


@given(stocks(), st.integers(1, 4))
def test_compare_finds_the_first_of_both_models_with_the_scores_of_both(stock, first):
    asked, offered, before = stock
    wants, offers = rows(asked, offered)
    after = with_vectors(train_model(wants, offers))
    found = compare_models(wants, offers, before, after, first)
    assert [each.want_id for each in found] == [want.id for want in wants]
    for want, compared in zip(wants, found, strict=True):
        old, new = (dict(first_of(want, offers, model, first)) for model in (before, after))
        by_id = {row.id: row for row in offers}
        assert {each.offer_id for each in compared.moved} == old.keys() | new.keys()
        assert {each.offer_id for each in compared.stays} == old.keys() & new.keys()
        assert {each.offer_id for each in compared.comes} == new.keys() - old.keys()
        assert {each.offer_id for each in compared.goes} == old.keys() - new.keys()
        assert [each.offer_id for each in compared.moved if each.place_after] == list(new)
        assert compared.places == len(new) == len(old)
        for moved in compared.moved:
            offer = by_id[moved.offer_id]
            assert moved.before == score_pair(want, offer, before)
            assert moved.after == score_pair(want, offer, after)
            assert moved.place_before == place_in(old, moved.offer_id)
            assert moved.place_after == place_in(new, moved.offer_id)


def place_in(best, id_):
    return list(best).index(id_) + 1 if id_ in best else None


def test_compare_of_a_model_with_itself_moves_nobody():
    wants, offers = rows(
        [ChallengeProfile(1, requirements=(RequiredTechnology(2),))],
        [CompanyProfile(id_, technologies={2: 1.0}) for id_ in (1, 2)],
    )
    [compared] = compare_models(wants, offers, MatchingModel(), MatchingModel())
    assert [each.difference for each in compared.moved] == [0, 0]
    assert not compared.comes
    assert not compared.goes


def test_compare_of_an_empty_stock_finds_nothing():
    assert compare_models([], [], MatchingModel(), MatchingModel()) == []
