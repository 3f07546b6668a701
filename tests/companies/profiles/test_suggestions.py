"""Technology suggestions follow the text of a profile."""

import pytest

from companies.profiles.services import update_technology_suggestions
from tests.factories import CompanyFactory, CompanyTechnologyFactory, TechnologyFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def radar():
    return TechnologyFactory(slug="radar", label_nl="radar", label_en="radar")


def test_proposals_are_added_renewed_and_dropped(radar):
    company = CompanyFactory(text_nl="Wij maken radars.")
    sonar = CompanyTechnologyFactory(company=company, known_as="proposed")
    update_technology_suggestions(company)
    assert [link.technology for link in company.technology_links.all()] == [radar]
    company.text_nl = "Een radar voor de boer."
    update_technology_suggestions(company)
    assert company.technology_links.get().sentence == "Een radar voor de boer."
    assert not company.technology_links.filter(pk=sonar.pk).exists()


@pytest.mark.parametrize("known_as", ["stated", "confirmed", "refused"])
def test_suggestions_keep_reviewed_technologies(radar, known_as):
    link = CompanyTechnologyFactory(technology=radar, known_as=known_as, company__text_nl="Wij maken radar.")
    update_technology_suggestions(link.company)
    assert link.company.technology_links.get().known_as == known_as


def test_proposing_twice_writes_nothing(radar):
    company = CompanyFactory(text_nl="Wij maken radar.")
    update_technology_suggestions(company)
    company.revision.refresh_from_db()
    before = company.revision.version
    update_technology_suggestions(company)
    company.revision.refresh_from_db()
    assert company.revision.version == before
