from datetime import date

import pytest
from django.conf import settings

from portal.core.bilingual import LANGUAGES
from portal.help.guides import GUIDES, load_guide
from tests.factories import ProvinceFactory, ROMFactory
from tests.portal.regions.test_reference_pages import html

pytestmark = pytest.mark.django_db


def test_every_guide_exists_in_both_languages_with_headings():
    folder = settings.BASE_DIR / "docs" / "guides"
    for language in LANGUAGES:
        assert {path.stem for path in (folder / language).glob("*.md")} == set(GUIDES)
        for slug in GUIDES:
            guide = load_guide(slug, language)
            assert guide.title
            assert guide.headings
            assert not guide.title.startswith("#")


def test_help_page_lists_the_guides():
    page = html("/nl/help/")
    assert all(f'href="/nl/help/{slug}/"' in page for slug in GUIDES)


def test_guide_page_links_its_headings_and_the_pages_of_other_guides():
    for slug in GUIDES:
        page, guide = html(f"/nl/help/{slug}/"), load_guide(slug, "nl")
        assert all(f'href="#{heading}"' in page and f'id="{heading}"' in page for heading, _text in guide.headings)
        assert '.md"' not in page


def test_guide_page_is_missing_for_an_unknown_guide(client):
    assert client.get("/nl/help/anything/").status_code == 404


def test_contact_page_lists_each_agency_with_its_provinces(settings):
    settings.SITE_OWNER, settings.CONTACT_EMAIL = "Stichting <Koppel>", "info@example.org"
    rom = ROMFactory(name="ROM Noord", website="https://rom.example.org/")
    ProvinceFactory(name_nl="Drenthe", rom=rom)
    page = html("/nl/contact/")
    for words in ("ROM Noord", "Drenthe", "https://rom.example.org/", "Stichting &lt;Koppel&gt;", "info@example.org"):
        assert words in page


def test_contact_page_says_what_to_do_while_nothing_is_entered():
    page = html("/en/contact/")
    assert "No agencies have been added yet" in page
    assert "Not entered yet. Contact the agency of your province." in page


def test_contact_page_costs_the_same_queries_for_more_agencies(django_assert_num_queries):
    ProvinceFactory()
    with django_assert_num_queries(2):
        html("/nl/contact/")
    ProvinceFactory()
    with django_assert_num_queries(2):
        html("/nl/contact/")


@pytest.mark.parametrize(("status", "words"), [("", "has not published a status yet"), ("B", "Status B: this site")])
def test_accessibility_statement_shows_its_status(settings, status: str, words: str):
    settings.ACCESSIBILITY_STATUS, settings.ACCESSIBILITY_ASSESSED_ON = status, date(2027, 3, 5)
    settings.ACCESSIBILITY_SIGNATORY = "Noor Visser"
    page = html("/en/accessibility/")
    assert words in page
    assert "5 March 2027" in page
    assert "Noor Visser" in page
