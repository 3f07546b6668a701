import pytest

from challenges.matching.engine.features import (
    build_challenge_features,
    build_company_features,
    count_stems,
    hash_stem,
    to_permille,
)
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology
from tests.challenges.matching.engine.examples import TREE


def counts(words):
    return dict(zip(words.keys.tolist(), words.counts.tolist(), strict=True))


def test_a_company_answers_broader_more_specific_and_related_technologies():
    row = build_company_features(CompanyProfile(1, technologies={3: 1.0}), TREE)
    assert row.closeness == {3: 1000, 2: 900, 1: 900, 6: 300}
    row = build_company_features(CompanyProfile(1, technologies={1: 1.0}), TREE)
    assert row.closeness == {1: 1000, 2: 500, 3: 500, 4: 500}


def test_of_several_technologies_the_closest_counts():
    row = build_company_features(CompanyProfile(1, technologies={1: 1.0, 2: 0.4}), TREE)
    assert row.closeness[2] == 500
    assert row.closeness[1] == 1000


def test_a_technology_that_is_less_sure_comes_less_close_for_that_company_alone():
    sure, proposed = (build_company_features(CompanyProfile(1, technologies={3: each}), TREE) for each in (1.0, 0.4))
    assert (sure.closeness[3], proposed.closeness[3]) == (1000, 400)


def test_a_company_meets_its_technologies_and_the_broader_ones():
    assert build_company_features(CompanyProfile(1, technologies={3: 0.4, 6: 1.0}), TREE).meets == {3, 2, 1, 6, 5}


def test_paragraphs_are_counted_apart_and_together():
    row = build_company_features(CompanyProfile(1, texts=("Een drone en een boei.\n\nDe drone.", "Radar.\n  \n")), TREE)
    assert row.passages.ends.tolist() == [2, 3, 4, 4]
    assert counts(row.words) == {hash_stem("drone"): 2, hash_stem("boei"): 1, hash_stem("radar"): 1}


def test_a_title_counts_four_times():
    row = build_challenge_features(ChallengeProfile(1, titles=("Een drone",), texts=("De drone en de boei",)))
    assert counts(row.words) == {hash_stem("drone"): 5, hash_stem("boei"): 1}


def test_every_text_is_stemmed_in_its_own_language_and_dutch_words_count_as_their_english():
    words = count_stems([[("Wij fietsen en bouwen netwerken", 1), ("We are cycling and building networks", 1)]])
    assert counts(words) == {hash_stem("fiet"): 1, hash_stem("cycl"): 1, hash_stem("build"): 2, hash_stem("network"): 2}


def test_a_technology_asked_for_twice_counts_once_the_must_have_first():
    row = build_challenge_features(
        ChallengeProfile(
            1, requirements=(RequiredTechnology(2, weight=5), RequiredTechnology(3), RequiredTechnology(2, must=True))
        )
    )
    assert row.requirements == (RequiredTechnology(2, must=True), RequiredTechnology(3))


@pytest.mark.parametrize(("closeness", "confidence", "expected"), [(900, 0.4, 360), (1000, 2, 1000), (500, -1, 0)])
def test_permille_is_whole_and_within_bounds(closeness, confidence, expected):
    assert to_permille(closeness, confidence) == expected


@pytest.mark.parametrize(
    "text", ["", "\x00", "\ud800\udfff", "...,;!?", "a" * 100_000, "drone " * 20_000, "\n\n" * 999]
)
def test_no_text_is_an_error(text):
    row = build_company_features(CompanyProfile(1, texts=(text,)), TREE)
    assert len(row.words.keys) == len(set(row.words.keys.tolist())) <= 1


def test_an_empty_company_has_an_empty_row():
    row = build_company_features(CompanyProfile(1), TREE)
    assert (len(row.words.keys), len(row.passages.ends), row.closeness, row.meets) == (0, 0, {}, set())
