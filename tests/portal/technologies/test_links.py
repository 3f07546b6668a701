"""Which technology links follow a text, and which stay as a person left them."""

import pytest

from companies.profiles.models import CompanyTechnology
from portal.technologies.links import plan_link_changes
from portal.technologies.suggestions import TechnologySuggestion


def link(technology: int, known_as: str = "proposed", phrase: str = "") -> CompanyTechnology:
    return CompanyTechnology(technology_id=technology, known_as=known_as, phrase=phrase)


def changes(have, found=(), stated=()):
    proposals = [TechnologySuggestion(technology, phrase, "", "") for technology, phrase in found]
    return plan_link_changes({one.technology_id: one for one in have}, proposals, stated, link)


def test_new_proposal_is_added_with_its_phrase():
    (added,) = changes([], found=[(1, "radar")]).add
    assert (added.technology_id, added.known_as, added.phrase) == (1, "proposed", "radar")


def test_stated_technology_is_added_with_the_phrase_that_the_text_has_for_it():
    stated, plain = changes([], found=[(1, "radar")], stated=[1, 2]).add
    assert (stated.technology_id, stated.known_as, stated.phrase) == (1, "stated", "radar")
    assert (plain.technology_id, plain.known_as, plain.phrase) == (2, "stated", "")


def test_same_proposal_changes_nothing():
    assert not changes([link(1, phrase="radar")], found=[(1, "radar")])


def test_proposal_with_another_phrase_is_changed():
    (changed,) = changes([link(1, phrase="radar")], found=[(1, "radars")]).change
    assert changed.phrase == "radars"


def test_proposal_that_the_text_no_longer_names_is_dropped():
    old = link(1, phrase="radar")
    assert changes([old], found=[(2, "sonar")]).drop == [old]


def test_proposal_that_the_file_states_becomes_stated():
    (changed,) = changes([link(1, phrase="radar")], found=[(1, "radar")], stated=[1]).change
    assert changed.known_as == "stated"


@pytest.mark.parametrize("known_as", ["stated", "confirmed", "refused"])
@pytest.mark.parametrize("found", [[], [(1, "another phrase")]])
@pytest.mark.parametrize("stated", [[], [1]])
def test_what_a_person_said_stays(known_as, found, stated):
    assert not changes([link(1, known_as, "radar")], found=found, stated=stated)
