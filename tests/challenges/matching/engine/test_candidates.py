import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from challenges.matching.engine.candidates import (
    SAMPLED,
    UNSURE,
    build_challenge_factors,
    compute_pair_resemblance,
    find_highest,
    iter_products,
)
from challenges.matching.engine.inputs import ChallengeProfile, CompanyProfile, RequiredTechnology
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import rank_matches
from challenges.matching.engine.texts import compute_resemblance
from tests.challenges.matching.engine.examples import WORDS, tables, with_vectors

rows = st.integers(0, 2**32 - 1).map(np.random.default_rng)


@given(rows, st.integers(1, 400), st.integers(1, 60), st.integers(0, 3), st.booleans())
def test_high_finds_all_that_are_near_the_nth(random, length, n, margin, ascending):
    """Also where the sample misleads: sorted values, or one of many that is far above the others."""
    values = random.integers(0, 50, length + n).astype(np.float32)
    values[::SAMPLED] += int(random.integers(0, 2)) * 100
    if ascending:
        values.sort()
    lowest = np.sort(values)[-n] - margin
    assert find_highest(values, n, margin).tolist() == np.flatnonzero(values >= lowest).tolist()


def test_high_looks_again_where_the_sample_is_higher_than_the_nth():
    values = np.zeros(10 * SAMPLED, np.float32)
    values[1:31] = 1
    values[::SAMPLED] = 2
    assert len(find_highest(values, 20, 1)) == len(values)


@settings(max_examples=10, deadline=None)
@given(rows, st.integers(12, 4000))
def test_products_are_near_for_all_companies_and_exact_for_some(random, wording):
    """wording: with few words all are usual, with many hardly one."""
    words = np.array([*WORDS, *(f"word{number}" for number in range(wording))])
    offered = [CompanyProfile(id_, (" ".join(random.choice(words, 12)),)) for id_ in range(1, 60)]
    asked = [ChallengeProfile(id_, texts=(" ".join(random.choice(words, 12)),)) for id_ in range(1, 9)]
    model = with_vectors(MatchingModel())
    wanted, companies = tables(asked, offered, model)
    alike = compute_resemblance(wanted.texts, companies.texts, model)
    layout = build_challenge_factors(wanted, companies, model)
    for products in iter_products(slice(2, 7), layout, companies):
        assert np.abs(products.alike - alike[products.place]).max() < UNSURE
    wants, offers = random.integers(0, len(wanted), 40), random.integers(0, len(companies), 40)
    assert (
        compute_pair_resemblance(wants, offers, layout, wanted, companies, model).tolist()
        == alike[wants, offers].tolist()
    )


def test_only_words_that_many_use_are_multiplied_in_full():
    offered = [CompanyProfile(id_, (f"drone radar{id_}",)) for id_ in range(1, 30)]
    _wanted, companies = tables([ChallengeProfile(1, texts=("drone",))], offered, MatchingModel())
    assert len(companies.split.usual) == 1
    assert len(companies.split.others) == len(offered)


@settings(max_examples=10, deadline=None)
@given(rows, st.integers(0, 40), st.integers(0, 5))
def test_a_long_list_is_the_one_that_scoring_everybody_gives(random, n, nearly):
    offered = [_company(random, id_) for id_ in range(1, 700)]
    asked = [_challenge(random, id_) for id_ in range(1, 6)]
    model = with_vectors(MatchingModel())
    wanted, companies = tables(asked, offered, model)
    both = rank_matches(wanted, companies, model, per_want=n, per_offer=1, nearly=nearly)
    assert rank_matches(wanted, companies, model, per_want=n, per_offer=None, nearly=nearly).by_want == both.by_want


@settings(max_examples=5, deadline=None)
@given(rows)
def test_a_long_list_of_some_companies_is_the_one_that_scoring_them_gives(random):
    offered = [_company(random, id_) for id_ in range(1, 300)]
    asked = [_challenge(random, id_) for id_ in range(1, 6)]
    model = with_vectors(MatchingModel())
    wanted, companies = tables(asked, offered, model)
    some = random.random(len(companies)) < 0.3
    quick, slow = (
        rank_matches(wanted, companies, model, per_want=20, per_offer=per_offer, nearly=5, among=some).by_want
        for per_offer in (None, 1)
    )
    assert quick == slow


def _company(random: np.random.Generator, id_: int) -> CompanyProfile:
    return CompanyProfile(
        id_,
        (" ".join(random.choice(WORDS, 6)),),
        dict.fromkeys(random.integers(1, 7, 2).tolist(), 1.0),
        trl=int(random.integers(1, 10)),
        province=str(random.choice(["UT", "FL", "NH"])),
        stale=bool(random.random() < 0.2),
        years=(2024,) * int(random.integers(0, 40)),
    )


def _challenge(random: np.random.Generator, id_: int) -> ChallengeProfile:
    requirements = tuple(
        RequiredTechnology(int(each), must=bool(random.random() < 0.3)) for each in random.permutation(6)[:3] + 1
    )
    return ChallengeProfile(
        id_,
        texts=(" ".join(random.choice(WORDS, 8)),),
        requirements=requirements,
        trl_min=4,
        trl_max=7,
        provinces=frozenset({"UT"}),
        year=2026,
    )
