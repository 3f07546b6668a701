"""The reference pages: technologies, agreements, privacy and accessibility."""

from datetime import date

import pytest
from django.test import Client

from portal.regions.models import Agreement, Signatory
from portal.technologies.models import FocusArea
from portal.technologies.services import merge_technologies
from tests.factories import ProvinceFactory, ROMFactory, TechnologyFactory, TermFactory

pytestmark = pytest.mark.django_db
MOST_QUERIES = 12


def html(url: str) -> str:
    response = Client().get(url)
    assert response.status_code == 200
    return response.content.decode()


def test_technology_page_says_what_it_is_for_and_what_stands_around_it():
    top = TechnologyFactory(label_en="unmanned systems")
    drones = TechnologyFactory(
        slug="drones",
        label_en="drones",
        parent=TechnologyFactory(label_en="flying things", parent=top),
        civil_use_en="Inspect a roof.",
        military_use_en="Look over a hill.",
    )
    radar = TechnologyFactory(label_en="radar")
    drones.related.add(radar)
    drones.focus_areas.add(
        FocusArea.objects.create(code="a", framework="nts", label_nl="g", label_en="optics", source="s")
    )
    page = html("/en/technologies/drones/")
    for words in ("Inspect a roof.", "Look over a hill.", "unmanned systems", "flying things", "radar", "optics"):
        assert words in page
    for address in ("/en/companies/?technology=drones", "/en/challenges/?technology=drones"):
        assert address in page
    assert "drones" in html(f"/en/technologies/{drones.parent.slug}/")


def test_technology_page_names_each_word_once_the_readers_language_first():
    technology = TechnologyFactory(slug="drones")
    for language, text in (("nl", "UAV"), ("en", "UAV"), ("nl", "onbemand vliegtuig"), ("en", "unmanned aircraft")):
        TermFactory(technology=technology, language=language, text=text)
    dutch, english = (Client().get(f"/{code}/technologies/drones/").context["names"] for code in ("nl", "en"))
    assert dutch == [("nl", ["onbemand vliegtuig", "UAV"]), ("en", ["unmanned aircraft"])]
    assert english == [("en", ["UAV", "unmanned aircraft"]), ("nl", ["onbemand vliegtuig"])]
    assert '<dd lang="nl">onbemand vliegtuig</dd>' in html("/en/technologies/drones/")


def test_technology_without_anything_around_it_has_a_page():
    TechnologyFactory(slug="bare")
    assert "Around it" not in html("/en/technologies/bare/")


def test_address_of_a_merged_technology_leads_to_the_one_that_stays():
    kept, gone = TechnologyFactory(slug="drones"), TechnologyFactory(slug="quadcopters")
    merge_technologies(kept, gone)
    response = Client().get("/nl/technologies/quadcopters/")
    assert (response.status_code, response["Location"]) == (301, "/nl/technologies/drones/")
    assert "quadcopters" not in html("/nl/technologies/")


@pytest.mark.parametrize("slug", ["absent", "1", "drones%00", "x" * 500])
def test_absent_technology_is_no_page(slug: str):
    assert Client().get(f"/en/technologies/{slug}/").status_code in {400, 404}


def test_technologies_are_listed_as_a_tree_in_few_queries(django_assert_max_num_queries):
    for number in range(5):
        top = TechnologyFactory(slug=f"top-{number}")
        for _ in range(4):
            TechnologyFactory(parent=TechnologyFactory(parent=top, label_en="middle"), label_en="leaf")
    with django_assert_max_num_queries(MOST_QUERIES):
        page = html("/en/technologies/")
    assert page.count(">middle</a>") == page.count(">leaf</a>") == 20
    assert 'href="#top-3"' in page


def test_technology_page_takes_few_queries(django_assert_max_num_queries):
    technology = TechnologyFactory(slug="drones")
    for _ in range(20):
        TechnologyFactory(parent=technology)
        technology.related.add(TechnologyFactory())
        TermFactory(technology=technology)
    with django_assert_max_num_queries(MOST_QUERIES):
        html("/en/technologies/drones/")


def test_lists_without_rows_say_so():
    assert "No technologies are recorded yet" in html("/en/technologies/")
    assert "No agreements are recorded yet" in html("/en/agreements/")


def agreement(number: int, **fields: object) -> Agreement:
    row = Agreement.objects.create(
        slug=f"letter-{number}", title_nl=f"Brief {number}", title_en=f"Letter {number}", source="a report", **fields
    )
    row.roms.add(ROMFactory(name=f"ROM of {number}"))
    row.provinces.add(ProvinceFactory(name_en=f"Province of {number}"))
    Signatory.objects.create(agreement=row, name=f"Signer {number}", office_en="deputy")
    return row


def test_agreements_tell_who_when_and_where(django_assert_max_num_queries):
    agreement(1, signed_on=date(2025, 11, 6), place="Nijkerk")
    agreement(2, occasion="Purple NECtar 2025")
    agreement(3)
    with django_assert_max_num_queries(MOST_QUERIES):
        page = html("/en/agreements/")
    for words in ("Letter 1", "2025, Nijkerk", "Purple NECtar 2025", "Date not known", "a report"):
        assert words in page
    for words in ("ROM of 2", "Province of 3", "Signer 1", ", deputy"):
        assert words in page
    assert 'id="letter-1"' in page
    assert "Brief 1" in html("/nl/agreements/")


def test_no_cookie_is_set_for_who_only_reads():
    client = Client()
    for page in ("", "companies/", "challenges/", "technologies/", "agreements/", "privacy/", "accessibility/"):
        client.get(f"/en/{page}")
    assert client.cookies.keys() == set()


@pytest.mark.parametrize("page", ["privacy", "privacy/register", "accessibility"])
def test_page_of_words_reads_in_both_languages(page: str):
    assert html(f"/nl/{page}/") != html(f"/en/{page}/")
