import random

import pytest
from hypothesis import given, settings

from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import Ranking, rank_matches
from challenges.matching.engine.scoring import PairScore, score_pair
from tests.challenges.matching.engine import oracle
from tests.challenges.matching.engine.examples import TREE, rows, stocks, tables

EVERYONE = {"per_want": 99, "per_offer": 99, "nearly": 99}


def as_listed(ranking: Ranking) -> tuple:
    """What a ranking says, as plain values."""
    return (
        [(match.want_id, match.offer_id, parts_of(match.score), match.score.similarity) for match in ranking.matches],
        [(near.want_id, near.offer_id, parts_of(near.score), near.score.similarity) for near in ranking.nearly],
        ranking.qualified,
        ranking.nearly_count,
    )


def parts_of(score: PairScore) -> tuple[int, ...]:
    return score[:-1]


@given(stocks())
def test_rank_is_what_the_oracle_says_in_both_directions(stock):
    asked, offered, model = stock
    found = rank_matches(*tables(asked, offered, model), model, per_want=3, per_offer=2, nearly=2)
    qualifying, nearly = (oracle.ranking(asked, offered, TREE, model, failed) for failed in (0, 1))
    for want in asked:
        mine, near = ([pair for pair in pairs if pair[0] == want.id] for pairs in (qualifying, nearly))
        assert as_listed(found.by_want[want.id]) == (mine[:3], near[:2], len(mine), len(near))
    for offer in offered:
        mine, near = ([pair for pair in pairs if pair[1] == offer.id] for pairs in (qualifying, nearly))
        assert as_listed(found.by_offer[offer.id]) == (mine[:2], near[:2], len(mine), len(near))


@given(stocks())
def test_both_directions_hold_the_same_pairs_and_scores(stock):
    asked, offered, model = stock
    found = rank_matches(*tables(asked, offered, model), model, **EVERYONE)
    from_wants = {match for ranking in found.by_want.values() for match in ranking.matches}
    from_offers = {match for ranking in found.by_offer.values() for match in ranking.matches}
    assert from_wants == from_offers


@given(stocks())
def test_order_of_input_does_not_matter(stock):
    asked, offered, model = stock
    found = rank_matches(*tables(asked, offered, model), model, **EVERYONE)
    shuffle = random.Random(3).shuffle
    shuffle(asked)
    shuffle(offered)
    assert rank_matches(*tables(asked, offered, model), model, **EVERYONE) == found


@given(stocks())
@settings(max_examples=50)
def test_one_company_or_one_challenge_alone_gets_the_same_scores(stock):
    asked, offered, model = stock
    found = rank_matches(*tables(asked, offered, model), model, **EVERYONE)
    for offer in offered:
        alone = rank_matches(*tables(asked, [offer], model), model, **EVERYONE)
        assert alone.by_offer[offer.id] == found.by_offer[offer.id]
    for want in asked:
        alone = rank_matches(*tables([want], offered, model), model, **EVERYONE)
        assert alone.by_want[want.id] == found.by_want[want.id]


@given(stocks())
def test_score_pair_is_the_ranked_score(stock):
    asked, offered, model = stock
    want_rows, offer_rows = ({row.id: row for row in side} for side in rows(asked, offered))
    for ranking in rank_matches(*tables(asked, offered, model), model, **EVERYONE).by_want.values():
        for match in ranking.matches:
            assert score_pair(want_rows[match.want_id], offer_rows[match.offer_id], model) == match.score


def test_blocks_give_what_one_block_gives(monkeypatch):
    asked = [ChallengeProfile(id_, ("drone boei",), requirements=()) for id_ in range(1, 8)]
    offered = [CompanyProfile(id_, ("drone " * id_ + "radar",)) for id_ in range(1, 6)]
    whole = rank_matches(*tables(asked, offered, MatchingModel()), MatchingModel(), per_want=3, per_offer=3)
    monkeypatch.setattr("challenges.matching.engine.scoring.CELLS", 10)
    assert rank_matches(*tables(asked, offered, MatchingModel()), MatchingModel(), per_want=3, per_offer=3) == whole


def test_equal_totals_go_by_similarity_then_by_id():
    want = ChallengeProfile(1, ("drone radar",))
    full = MatchingModel(text_full=0.01)  # the text part is full for all three
    offered = [CompanyProfile(7, ("drone radar",)), CompanyProfile(3, ("drone",)), CompanyProfile(5, ("drone radar",))]
    found = rank_matches(*tables([want], offered, full), full).by_want[1].matches
    assert [match.offer_id for match in found] == [5, 7, 3]
    assert len({match.score.total for match in found}) == 1


def test_ids_may_be_strings():
    want, offer = ChallengeProfile("A-1", ("drone",)), CompanyProfile("KvK 01234567", ("drone",))
    found = rank_matches(*tables([want], [offer], MatchingModel()), MatchingModel())
    assert [match.offer_id for match in found.by_want["A-1"].matches] == ["KvK 01234567"]


def test_nothing_to_rank_gives_nothing():
    empty = rank_matches(*tables([], [], MatchingModel()), MatchingModel())
    assert (empty.by_want, empty.by_offer) == ({}, {})
    alone = rank_matches(*tables([ChallengeProfile(1)], [], MatchingModel()), MatchingModel())
    assert as_listed(alone.by_want[1]) == ([], [], 0, 0)
    alone = rank_matches(*tables([], [CompanyProfile(1)], MatchingModel()), MatchingModel())
    assert as_listed(alone.by_offer[1]) == ([], [], 0, 0)


def test_lists_of_length_zero_still_count():
    found = rank_matches(
        *tables([ChallengeProfile(1)], [CompanyProfile(1)], MatchingModel()),
        MatchingModel(),
        per_want=0,
        per_offer=0,
        nearly=0,
    )
    assert as_listed(found.by_want[1]) == ([], [], 1, 0)


def test_rank_side_of_none_is_left_out_and_the_other_the_same():
    asked, offered = (
        [ChallengeProfile(1, ("drone",)), ChallengeProfile(2)],
        [CompanyProfile(1, ("drone",)), CompanyProfile(2)],
    )
    both = rank_matches(*tables(asked, offered, MatchingModel()), MatchingModel())
    one, other = (
        rank_matches(*tables(asked, offered, MatchingModel()), MatchingModel(), **side)
        for side in ({"per_offer": None}, {"per_want": None})
    )
    assert (one.by_want, one.by_offer) == (both.by_want, {})
    assert (other.by_want, other.by_offer) == ({}, both.by_offer)


def test_an_id_twice_is_refused():
    with pytest.raises(ValueError, match="twice"):
        tables([], [CompanyProfile(1), CompanyProfile(1)], MatchingModel())
