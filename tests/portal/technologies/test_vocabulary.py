"""The tagger that is built from the vocabulary in the database."""

import pytest

from portal.technologies.suggestions import SENTENCE_LENGTH, load_tagger, resolve_merge, suggest_technologies
from tests.factories import TechnologyFactory, TermFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def radar():
    technology = TechnologyFactory(label_nl="radar", label_en="radar")
    TermFactory(technology=technology, language="en", text="phased array")
    return technology


def test_propose_finds_a_term_with_its_sentence_and_language(radar):
    (proposal,) = suggest_technologies({"nl": "", "en": "We make things. Our phased array sees birds."})
    assert proposal.technology_id == radar.pk
    assert (proposal.phrase, proposal.language) == ("phased array", "en")
    assert proposal.sentence == "Our phased array sees birds."


def test_propose_finds_a_label(radar):
    assert [p.technology_id for p in suggest_technologies({"nl": "Wij bouwen een radar voor havens."})] == [radar.pk]


def test_propose_names_a_technology_once_with_the_evidence_of_the_first_text(radar):
    (proposal,) = suggest_technologies({"nl": "Een radar.", "en": "A phased array."})
    assert (proposal.phrase, proposal.language) == ("radar", "nl")


def test_propose_without_vocabulary_or_text_finds_nothing():
    assert suggest_technologies({"nl": "Een radar.", "en": ""}) == []


def test_term_of_a_merged_technology_leads_to_the_one_that_stands(radar):
    lidar = TechnologyFactory(label_nl="laserradar", label_en="lidar", merged_into=radar)
    TermFactory(technology=TechnologyFactory(merged_into=lidar), language="en", text="laser scanner")
    assert [p.technology_id for p in suggest_technologies({"en": "We sell a laser scanner."})] == [radar.pk]


def test_ring_of_merges_ends():
    assert resolve_merge(1, {1: 2, 2: 3, 3: 1}) == 3


def test_tagger_is_built_once_per_vocabulary(radar):
    first = load_tagger()
    assert load_tagger() is first
    term = TermFactory(technology=radar, language="en", text="bird finder")
    second = load_tagger()
    assert second is not first
    assert suggest_technologies({"en": "Buy our bird finder."})
    term.delete()
    assert suggest_technologies({"en": "Buy our bird finder."}) == []


def test_tagger_costs_one_query_when_nothing_changed(radar, django_assert_num_queries):
    load_tagger()
    with django_assert_num_queries(1):
        suggest_technologies({"nl": "Een radar."})


def test_long_sentence_is_cut_around_the_phrase(radar):
    (proposal,) = suggest_technologies({"nl": "woord " * 500 + "wij bouwen radar " + "woord " * 500})
    assert "radar" in proposal.sentence
    assert len(proposal.sentence) <= SENTENCE_LENGTH
