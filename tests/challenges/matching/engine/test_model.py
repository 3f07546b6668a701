from dataclasses import replace

import numpy as np
import pytest

from challenges.matching.engine.features import hash_stem
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile
from challenges.matching.engine.model import MatchingModel, TextMatrices
from challenges.matching.engine.points import MaximumPoints
from challenges.matching.engine.texts import build_company_matrices, compute_generality
from challenges.matching.engine.training import train_model
from tests.challenges.matching.engine.examples import WORDS, rows, with_vectors


def stock(size: int) -> tuple[list, list]:
    """Companies that all know drones, half of them radar, one of them buoys."""
    texts = ["drone radar" if i % 2 else "drone" for i in range(size)]
    texts[0] += " boei"
    offered = [CompanyProfile(i, (text,), {2: 1.0} if i % 2 else {6: 1.0}) for i, text in enumerate(texts)]
    return rows([ChallengeProfile(i, ("drone radar boei",)) for i in range(size)], offered)


def idf(model: MatchingModel, *stems: str) -> list[float]:
    return model.idf(np.array([hash_stem(stem) for stem in stems], np.uint64)).round(6).tolist()


def test_without_a_stock_all_words_and_technologies_weigh_the_same():
    assert idf(MatchingModel(), "drone", "radar") == [1, 1]
    assert MatchingModel().rarity(1) == MatchingModel().rarity(2) == 1


def test_a_word_weighs_more_the_fewer_companies_use_it():
    model = train_model(*stock(9))
    expected = [np.log(10 / 10), np.log(10 / 5), np.log(10 / 2), np.log(10 / 1)]
    assert idf(model, "drone", "radar", "boei", "nooit-gezien") == np.round(expected, 6).tolist()


def test_a_technology_weighs_more_the_fewer_companies_meet_it():
    model = train_model(*stock(9))
    assert model.technologies == {1: 4, 2: 4, 5: 5, 6: 5}
    assert model.rarity(2) == pytest.approx(1 + np.log(10 / 5))
    assert model.rarity(99) == pytest.approx(1 + np.log(10))


def test_a_small_stock_keeps_the_default_scale():
    assert train_model(*stock(9)).text_full == MatchingModel().text_full


def test_a_larger_stock_sets_the_scale_of_the_text_part():
    assert train_model(*stock(40)).text_full != MatchingModel().text_full


def test_a_longer_profile_pays_for_what_it_resembles():
    model = replace(with_vectors(train_model(*stock(40))), length=1_000_000)
    words = [f"{one}o{other}ak" for one in "bdfghklmp" for other in "bdfghklmp"]
    _asked, offers = rows([], [CompanyProfile(number, (" ".join(words[:number]),)) for number in (1, 20, 40, 80)])
    texts = build_company_matrices([row.words for row in offers], [row.passages for row in offers], model)
    paid = (compute_generality(texts, model) - compute_generality(texts, replace(model, length=0))).tolist()
    assert paid == [2_996_000, 2_996_000, 3_689_000, 4_382_000]


def test_what_length_costs_is_learned_from_how_far_texts_differ():
    assert train_model(*stock(9)).length == 0
    assert train_model(*stock(40)).length > 0


def test_bytes_give_the_same_model_back():
    model = replace(with_vectors(train_model(*stock(40))), length=7, points=MaximumPoints(380, 270, 130, 110, 110))
    again = MatchingModel.from_bytes(model.to_bytes())
    assert len(again.anchors) == 40
    for name in ("n_offers", "technologies", "text_full", "related_weights", "length", "points"):
        assert getattr(again, name) == getattr(model, name)
    for one, other in [
        (again.keys, model.keys),
        (again.found_in, model.found_in),
        (again.vectors.keys, model.vectors.keys),
        (again.vectors.vectors, model.vectors.vectors),
        (again.vectors.sizes, model.vectors.sizes),
        (again.vectors.averages, model.vectors.averages),
        (again.anchors.generality, model.anchors.generality),
        *(
            (getattr(one, name), getattr(other, name))
            for one, other in zip(sides(again), sides(model), strict=True)
            for name in ("keys", "meaning")
        ),
        *((one.words.toarray(), other.words.toarray()) for one, other in zip(sides(again), sides(model), strict=True)),
    ]:
        assert one.dtype == other.dtype
        assert np.array_equal(one, other)


def sides(model: MatchingModel) -> tuple[TextMatrices, TextMatrices]:
    return model.anchors.challenges, model.anchors.companies


def test_bytes_keep_technology_ids_of_either_kind():
    for ids in ({1: 3, 20: 4}, {"drones": 3, "radar": 4}):
        assert MatchingModel.from_bytes(replace(MatchingModel(), technologies=ids).to_bytes()).technologies == ids


@pytest.mark.parametrize("data", [b"", b"nonsense"])
def test_bytes_that_are_no_model_are_refused(data):
    with pytest.raises(ValueError, match="model"):
        MatchingModel.from_bytes(data)


def test_bytes_of_another_format_are_refused(monkeypatch):
    monkeypatch.setattr("challenges.matching.engine.model.FORMAT", 99)
    data = MatchingModel().to_bytes()
    monkeypatch.undo()
    with pytest.raises(ValueError, match="format 99"):
        MatchingModel.from_bytes(data)


def test_words_of_the_tests_differ():
    assert len({hash_stem(word) for word in WORDS}) == len(WORDS)
