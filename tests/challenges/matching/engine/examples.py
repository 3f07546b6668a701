"""Small stocks of challenges and companies for the engine's tests, drawn by hypothesis or written out."""

from dataclasses import replace

import numpy as np
from hypothesis import strategies as st

from challenges.matching.engine.features import build_challenge_features, build_company_features, hash_stem
from challenges.matching.engine.inputs import (
    DECLARATIONS,
    ChallengeProfile,
    CompanyProfile,
    RequiredTechnology,
    TechnologyTree,
)
from challenges.matching.engine.model import DIMENSIONS, KINDS, MatchingModel, WordVectors
from challenges.matching.engine.points import MaximumPoints
from challenges.matching.engine.tables import build_challenge_table, build_company_table
from challenges.matching.engine.training import build_anchors, train_model
from portal.technologies.tagger.words import stem_word

# 1 robots: 2 drones (3 swarms), 4 rovers.  5 sensors: 6 radar.  Swarms and radar are related.
TREE = TechnologyTree({1: None, 2: 1, 3: 2, 4: 1, 5: None, 6: 5}, {3: frozenset({6})})
WORDS = ["drone", "radar", "sensor", "zeebodem", "schip", "boei", "kust", "netwerk", "batterij", "signaal"]
PROVINCES = ["UT", "FL", "NH"]

texts = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
levels = st.none() | st.integers(1, 9)
areas = st.frozensets(st.sampled_from(PROVINCES), max_size=2)


@st.composite
def offers(draw: st.DrawFn, id_: int) -> CompanyProfile:
    """A company without a province has no home where its level could stay."""
    province = draw(st.none() | st.sampled_from(PROVINCES))
    return CompanyProfile(
        id=id_,
        texts=tuple(draw(st.lists(texts, max_size=2))),
        technologies=draw(
            st.dictionaries(st.sampled_from(sorted(TREE.parents)), st.sampled_from([1.0, 0.4, 0.25]), max_size=3)
        ),
        trl=draw(levels),
        province=province,
        declared=draw(st.dictionaries(st.sampled_from(DECLARATIONS), st.booleans())),
        vetted=draw(st.booleans()),
        stale=draw(st.booleans()),
        trl_stays_home=province is not None and draw(st.booleans()),
        years=tuple(sorted(draw(st.lists(st.integers(2018, 2027), max_size=4)))),
        projects=draw(st.sampled_from([0, 2, 11, 40, 500])),
        years_stay_home=province is not None and draw(st.booleans()),
    )


@st.composite
def wants(draw: st.DrawFn, id_: int) -> ChallengeProfile:
    requirement = st.builds(
        RequiredTechnology,
        st.sampled_from(sorted(TREE.parents)),
        st.booleans(),
        st.integers(1, 5),
        st.sampled_from([1.0, 0.4]),
    )
    return ChallengeProfile(
        id=id_,
        titles=(draw(texts),),
        texts=tuple(draw(st.lists(texts, max_size=2))),
        requirements=tuple(draw(st.lists(requirement, max_size=3, unique_by=lambda each: each.technology_id))),
        trl_min=draw(levels),
        trl_max=draw(levels),
        trl_floor=draw(st.none() | st.integers(1, 5)),
        provinces=draw(areas),
        needs_declared=draw(st.frozensets(st.sampled_from(DECLARATIONS), max_size=2)),
        needs_vetted=draw(st.booleans()),
        invited=draw(st.none() | st.frozensets(st.integers(1, 6), max_size=4)),
        only_provinces=draw(st.none() | areas),
        year=draw(st.none() | st.integers(2018, 2026)),
    )


@st.composite
def stocks(draw: st.DrawFn) -> tuple[list[ChallengeProfile], list[CompanyProfile], MatchingModel]:
    """Up to five challenges and six companies, with a model fitted to them, with word vectors or without, with anchors
    (all of them) or without."""
    asked = [draw(wants(id_)) for id_ in draw(st.lists(st.integers(1, 9), max_size=5, unique=True))]
    offered = [draw(offers(id_)) for id_ in draw(st.lists(st.integers(1, 9), max_size=6, unique=True))]
    model = draw(st.sampled_from([MatchingModel(), train_model(*rows(asked, offered))]))
    model = draw(st.sampled_from([model, with_vectors(model)]))
    return asked, offered, with_anchors(model, asked, offered) if asked and offered and draw(st.booleans()) else model


def with_vectors(model: MatchingModel) -> MatchingModel:
    """The model with invented vectors for all words but the last."""
    rng = np.random.default_rng(1)
    keys = np.sort(np.array([hash_stem(stem_word(word, "nl")) for word in WORDS[:-1]], np.uint64))
    vectors = rng.integers(-20, 21, (KINDS, len(keys), DIMENSIONS)).astype(np.int8)
    sizes = rng.integers(1, 257, (KINDS, len(keys))).astype(np.uint16)
    averages = rng.integers(-300, 301, (KINDS, DIMENSIONS)).astype(np.int32)
    return replace(model, vectors=WordVectors(keys, vectors, sizes, averages), related_weights=(60, 40))


def with_anchors(model: MatchingModel, asked: list[ChallengeProfile], offered: list[CompanyProfile]) -> MatchingModel:
    """The model with this stock as what is usual, a price for long texts, and points of its own."""
    model = replace(model, length=3_000_000)
    model = replace(model, anchors=build_anchors(*rows(asked, offered), model), text_full=1.5)
    return replace(model, points=MaximumPoints(380, 270, 130, 110, 110))


def rows(asked: list[ChallengeProfile], offered: list[CompanyProfile]) -> tuple[list, list]:
    return [build_challenge_features(want) for want in asked], [
        build_company_features(offer, TREE) for offer in offered
    ]


def tables(asked: list[ChallengeProfile], offered: list[CompanyProfile], model: MatchingModel) -> tuple:
    want_rows, offer_rows = rows(asked, offered)
    return build_challenge_table(want_rows, model), build_company_table(offer_rows, model)
