"""The face: what the bar draws and says, how points, dates and texts read in both languages."""

import re
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace as Thing

import pytest
from django import forms
from django.conf import settings
from django.template import Context, RequestContext, Template
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation

from portal.technologies.phrases import get_opening_sentences
from portal.templatetags.ui import in_other_language
from portal.ui.dates import format_date_time, format_day, format_days_until
from portal.ui.gallery import build_example_pairs, build_example_phrase, build_gallery
from portal.ui.match_bar import HEIGHTS, MOST, build_bar_slots

MATCH = Thing(technology=314, text=231, maturity=120, region=110, experience=100, freshness=0, total=875)
TEMPLATES = Path(settings.BASE_DIR) / "templates"
OURS = sorted(TEMPLATES.rglob("*.html"))


def render(source: str, language: str = "nl", **context: object) -> str:
    with translation.override(language):
        return Template(source).render(Context(context)).strip()


def test_match_bar_draws_each_part_in_its_slot() -> None:
    drawn = [(slot.x, slot.span, slot.earned) for slot in build_bar_slots(MATCH)]
    assert drawn == [
        ("0%", "34%", "31.4%"),
        ("34%", "28%", "23.1%"),
        ("62%", "15%", "12%"),
        ("77%", "12%", "11%"),
        ("89%", "11%", "10%"),
    ]


def test_match_bar_reads_a_mapping_too() -> None:
    assert build_bar_slots(vars(MATCH)) == build_bar_slots(MATCH)


def test_match_bar_never_draws_beyond_its_slot() -> None:
    absurd = Thing(technology=9999, text=-5, maturity=0, region=0, experience=0, freshness=0, total=0)
    assert [slot.earned for slot in build_bar_slots(absurd)] == ["34%", "0%", "0%", "0%", "0%"]


def test_match_bar_slots_fill_the_whole_width() -> None:
    assert sum(MOST) == 1000


def test_match_bar_follows_the_points_in_force(monkeypatch) -> None:
    monkeypatch.setattr("challenges.dashboard.context_processors.get_cached_points", lambda: (300, 350, 150, 120, 80))
    request = RequestFactory().get("/")
    html = Template("{% match_bar match %}").render(RequestContext(request, {"match": MATCH}))
    assert 'class="line" x="65%"' in html
    assert 'class="gap" x="30%"' in html


def test_match_bar_speaks_the_score_in_english() -> None:
    html = render("{% match_bar match %}", "en", match=MATCH)
    assert 'role="img"' in html
    label = "87.5 of 100: technology 31.4 of 34, text 23.1 of 28, maturity 12 of 15, "
    label += "region 11 of 12, experience 10 of 11"
    assert f'aria-label="{label}"' in html


def test_match_bar_speaks_the_score_in_dutch() -> None:
    html = render("{% match_bar match %}", match=MATCH)
    label = "87,5 van 100: technologie 31,4 van 34, tekst 23,1 van 28, rijpheid 12 van 15, "
    label += "regio 11 van 12, ervaring 10 van 11"
    assert f'aria-label="{label}"' in html


@pytest.mark.parametrize(("language", "said"), [("nl", "versheid −7,5"), ("en", "freshness −7.5")])
def test_match_bar_says_what_a_stale_profile_loses(language: str, said: str) -> None:
    little = Thing(technology=75, text=0, maturity=0, region=0, experience=0, freshness=-75, total=0)
    html = render("{% match_bar match %}", language, match=little)
    assert said in html
    assert '<p class="match-lost"' in html
    assert "match-lost" not in render("{% match_bar match %}", language, match=MATCH)


@pytest.mark.parametrize("size", HEIGHTS)
def test_match_bar_geometry_has_points_in_every_language(size: str) -> None:
    html = render("{% match_bar match size=size %}", match=MATCH, size=size)
    lengths = re.findall(r' (?:x|y|width|height)="([^"]*)"', html)
    assert lengths
    assert not [length for length in lengths if "," in length]
    assert f'height="{HEIGHTS[size]}"' in html


@pytest.mark.parametrize(
    ("tenths", "dutch", "english"),
    [
        *((364, "36,4", "36.4"), (360, "36", "36"), (0, "0", "0"), (1000, "100", "100"), (5, "0,5", "0.5")),
        *((-95, "−9,5", "−9.5"), (None, "", "")),
    ],
)
def test_points_read_in_both_languages(tenths: int | None, dutch: str, english: str) -> None:
    source = "{{ tenths|points }}{% points tenths as again %}|{{ again }}"
    assert render(source, "nl", tenths=tenths) == f"{dutch}|{dutch}"
    assert render(source, "en", tenths=tenths) == f"{english}|{english}"


def test_total_is_not_grouped_or_rounded() -> None:
    assert "<b>87,5</b>" in render("{% match_total match %}", match=MATCH)


def test_evidence_pair_marks_the_phrases_and_says_their_language() -> None:
    html = render("{% evidence_pair rows %}", rows=build_example_pairs())
    assert "<mark>combineren geluid en warmtebeeld</mark>" in html
    assert '<span lang="en">The model <mark>runs on the sensor itself</mark>' in html
    assert "in het Engels" in html
    assert "12 van 12" in html
    assert "Geen zin gevonden" in html
    assert html.count('class="missing"') == 1


def test_evidence_pair_escapes_what_people_wrote() -> None:
    offer = build_example_phrase("<script>", "<b>", "&")
    html = render("{% evidence_pair rows %}", rows=[Thing(technology="x", points=1, maximum=2, offer=offer, want=None)])
    assert "<script>" not in html
    assert "<mark>&lt;b&gt;</mark>" in html


@pytest.mark.parametrize(
    ("language", "thing", "shown"),
    [
        ("nl", Thing(title_nl="Drones", title_en="Drones too"), "Drones"),
        ("en", Thing(title_nl="Zwerm", title_en="Swarm"), "Swarm"),
        ("en", Thing(title_nl="Zwerm", title_en=""), '<span lang="nl">Zwerm</span>'),
        ("nl", Thing(title_nl="", title_en="<Swarm>"), '<span lang="en">&lt;Swarm&gt;</span>'),
        ("nl", Thing(title_nl="", title_en=""), ""),
    ],
)
def test_local_falls_back_to_the_other_language(language: str, thing: Thing, shown: str) -> None:
    assert render('{% local thing "title" %}', language, thing=thing) == shown


def test_local_filter_and_lang_attr_for_attributes() -> None:
    thing = Thing(title_nl="Zwerm", title_en="")
    source = '<p{% lang_attr thing "title" %}>{{ thing|local:"title" }}</p>'
    assert render(source, "en", thing=thing) == '<p lang="nl">Zwerm</p>'
    assert render(source, "nl", thing=thing) == "<p>Zwerm</p>"


def test_dates_and_times_as_the_reader_writes_them(time_machine) -> None:
    time_machine.move_to(datetime(2026, 11, 24, 23, 30, tzinfo=UTC))  # already the 25th in Amsterdam
    closes = datetime(2026, 12, 18, 16, 0, tzinfo=UTC)
    source = "{{ at|day }}, {{ at|clock }}, {{ at|days_until }}, {{ at|in_days }}"
    assert render(source, "nl", at=closes) == "vr 18 december, 17.00, 23, over 23 dagen"
    assert render(source, "en", at=closes) == "Fri 18 December, 17:00, 23, in 23 days"
    assert format_day(date(2026, 2, 5), "year").endswith("2026")
    with translation.override("nl"):
        assert format_date_time(closes) == "vr 18 december, 17.00 uur"
        assert format_day(date(2026, 2, 5)) == "do 5 februari 2026"
        assert format_days_until(date(2026, 11, 25)) == "vandaag"
        assert format_days_until(date(2026, 11, 24)) == "1 dag geleden"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("One. Two.", "One. Two."),
        (f"One. Two {'word ' * 40}.", "One."),
        (f"{'word ' * 40}. Two.", f"{'word ' * 35}word…"),
    ],
)
def test_opening_keeps_whole_sentences_and_cuts_one_that_is_too_long(text: str, shown: str) -> None:
    assert get_opening_sentences(text) == shown


def test_dates_stay_silent_about_nothing() -> None:
    assert render("{{ at|day }}{{ at|clock }}{{ at|moment }}{{ at|in_days }}", at=None) == ""


@pytest.mark.parametrize(
    ("path", "twin"),
    [
        ("/nl/challenges/?q=a%20b&page=2", "/en/challenges/?q=a%20b&page=2"),
        ("/nl/", "/en/"),
        ("/nl", "/en/"),
        ("", "/en/"),
        ("//evil.example/nl/", "/en/"),
        ("/nl//evil.example", "/en//evil.example"),
    ],
)
def test_language_links_lead_to_the_same_page(path: str, twin: str) -> None:
    assert in_other_language(path, "en") == twin


def test_language_links_mark_the_current_language() -> None:
    request = RequestFactory().get("/nl/challenges/", {"q": "drone"})
    html = " ".join(render("{% language_links %}", request=request).split())
    assert '<span aria-current="true" lang="nl">NL' in html
    assert 'href="/en/challenges/?q=drone" lang="en" hreflang="en"' in html


def test_field_says_hint_and_error_to_who_listens() -> None:
    form = build_gallery()["form_wrong"]
    html = render('{% include "portal/ui/_form.html" with form=form only %}', form=form)
    assert 'aria-describedby="id_wrong-level_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_wrong-level_error"' in html
    assert 'href="#id_wrong-level"' in html
    assert 'href="#id_wrong-fits_0"' in html
    assert 'aria-describedby="id_wrong-name_helptext"' in html


def test_every_form_reference_has_its_target() -> None:
    html = render('{% include "portal/ui/_form.html" with form=form only %}', form=build_gallery()["form_wrong"])
    ids = set(re.findall(r'\bid="([^"]+)"', html))
    wanted = re.findall(r'<a href="#([^"]+)"', html) + re.findall(r'\bfor="([^"]+)"', html)
    for described in re.findall(r'aria-describedby="([^"]+)"', html):
        wanted += described.split()
    assert set(wanted) <= ids


# A mail and a page in an archive have no stylesheet beside them, and no policy of ours over them.
PAGES = [
    path for path in OURS if "mail" not in path.relative_to(TEMPLATES).parts and not path.stem.endswith("_archive")
]


@pytest.mark.parametrize("template", PAGES, ids=lambda path: str(path.relative_to(TEMPLATES)))
def test_templates_hold_no_inline_style_or_script(template: Path) -> None:
    source = template.read_text()
    assert not re.search(r"\sstyle=|<style|\son[a-z]+=|javascript:", source)
    for script in re.findall(r"<script[^>]*>", source):
        assert "src=" in script or 'type="application/json"' in script


@pytest.mark.parametrize("template", [path for path in OURS if path.name.startswith("_")], ids=lambda path: path.name)
def test_partials_start_with_what_they_expect(template: Path) -> None:
    assert re.match(r"\{# Expects .+ #\}|\{% comment", template.read_text())


def test_stylesheet_is_one_file_of_our_own() -> None:
    sheet = (Path(settings.BASE_DIR) / "portal/static/portal/koppelvlak.css").read_text()
    assert not re.search(r"@import|https?:", sheet)
    assert sheet.count("{") == sheet.count("}")


@pytest.mark.parametrize("name", ["500.html", "503.html"])
@pytest.mark.parametrize("language", ["nl", "en"])
def test_error_pages_need_no_request_and_no_database(name: str, language: str) -> None:
    with translation.override(language):
        html = render_to_string(name)
    assert f'<html lang="{language}">' in html
    assert "<h1>" in html


@pytest.mark.parametrize(("label", "introduced"), [("Naam", "Naam:"), ("Waarom niet?", "Waarom niet?")])
def test_error_summary_sets_no_colon_after_a_question(label: str, introduced: str) -> None:
    class Asked(forms.Form):
        why = forms.CharField(label=label)

    html = render('{% include "portal/ui/_error_summary.html" %}', form=Asked({}))
    assert f"{introduced} Vul dit in." in html


def test_filter_options_escape_what_they_are_given_and_tell_their_number() -> None:
    options = [
        Thing(value='a"b', label="<i>R&D</i>", count=1234, selected=True),
        Thing(value="c", label="C", count=0, selected=False),
        Thing(value="d", label="D", count=None, selected=False),
    ]
    html = render("{% facet_options name options %}", "en", name='x"', options=options)
    assert 'name="x&quot;" value="a&quot;b" checked' in html
    assert "<span>&lt;i&gt;R&amp;D&lt;/i&gt;</span>" in html
    assert re.findall(r'<span class="number">(.*?)</span>', html) == ["1,234", "0"]
    assert html.count('class="option none"') == 1
