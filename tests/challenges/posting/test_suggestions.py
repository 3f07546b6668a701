"""Proposed requirements follow the text of a challenge as it is typed on the site."""

import pytest

from challenges.posting.services import propose_requirements
from tests.factories import ChallengeFactory, RequirementFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def radar():
    return TechnologyFactory(slug="radar", label_nl="radar", label_en="radar")


def test_proposal_is_a_nice_to_have_with_its_sentence(radar):
    challenge = ChallengeFactory(title_nl="Vogels", teaser_nl="Wij zoeken een radar.")
    propose_requirements(challenge)
    requirement = challenge.requirements.get()
    assert (requirement.technology, requirement.known_as, requirement.necessity) == (radar, "proposed", "nice")
    assert requirement.sentence == "Wij zoeken een radar."


def test_must_have_of_a_person_stays_and_an_old_proposal_goes(radar):
    challenge = ChallengeFactory(teaser_nl="Wij zoeken een radar.")
    RequirementFactory(challenge=challenge, technology=radar, known_as="confirmed", necessity="must")
    RequirementFactory(challenge=challenge, known_as="proposed")
    propose_requirements(challenge)
    assert challenge.requirements.values_list("technology", "known_as", "necessity").get() == (
        radar.pk,
        "confirmed",
        "must",
    )


def test_proposal_weighs_as_often_as_the_text_names_it_until_a_person_says(radar):
    challenge = ChallengeFactory(title_nl="Vogels", teaser_nl="Een radar. Nog een radar.", teaser_en="One radar.")
    propose_requirements(challenge)
    assert challenge.requirements.get().weight == 2
    challenge.requirements.update(known_as="confirmed", weight=5)
    propose_requirements(challenge)
    assert challenge.requirements.get().weight == 5
