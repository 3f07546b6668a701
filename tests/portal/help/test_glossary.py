import pytest
from django.template import Context, Template
from django.utils.translation import override

from portal.core.bilingual import LANGUAGES
from portal.help.glossary import TERMS, list_terms
from tests.portal.regions.test_reference_pages import html


@pytest.mark.parametrize("language", LANGUAGES)
def test_list_terms_sorts_by_the_name_in_the_readers_language(language: str):
    with override(language):
        names = [str(term.name).lower() for term in list_terms()]
    assert names == sorted(names)
    assert len(names) == len(TERMS)


def test_get_other_name_returns_the_name_in_the_other_language_or_nothing_where_it_is_the_same():
    with override("en"):
        assert TERMS["vetting"].get_other_name() == "toetsing"
        assert TERMS["durf"].get_other_name() == ""
    with override("nl"):
        assert TERMS["vetting"].get_other_name() == "vetting"


def test_definitions_are_short_and_in_both_languages():
    for term in TERMS.values():
        texts = []
        for language in LANGUAGES:
            with override(language):
                texts.append(str(term.definition))
        assert texts[0] != texts[1]
        assert all(len(text.split()) <= 40 for text in texts)


def test_term_tag_opens_the_definition_without_a_script():
    with override("en"):
        page = Template('{% load ui %}{% term "rom" %}{% term "trl" label="TRL" %}').render(Context())
    assert '<button type="button" popovertarget="term-rom">regional development agency (ROM)</button>' in page
    assert 'id="term-rom" popover>' in page
    assert 'popovertarget="term-trl">TRL</button>' in page
    assert 'href="/en/glossary/#rom"' in page


@pytest.mark.django_db
def test_glossary_page_lists_every_term_with_its_name_in_the_other_language():
    for language, other in (("en", "toetsing"), ("nl", "vetting")):
        page = html(f"/{language}/glossary/")
        assert all(f'<div id="{slug}">' in page for slug in TERMS)
        assert other in page
