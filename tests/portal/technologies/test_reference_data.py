"""The reference data itself: what a reader of the files may count on. No database."""

import re
from collections import Counter, defaultdict

import pytest

from portal.technologies import reference_files
from portal.technologies.reference_files import (
    HERE,
    LANGUAGES,
    _read_toml,
    fold_term,
    get_technology_level,
    read_agreements,
    read_focus_areas,
    read_provinces,
    read_roms,
)

TECHNOLOGIES = reference_files.read_technologies()
FOCUS_AREAS = read_focus_areas()
TOO_GENERAL = """
    system systems systeem platform data monitoring technology technologie innovation innovatie software space solution
    oplossing communication communications communicatie digital digitaal smart slim sensor sensors sensoren energy
    energie network netwerk control analysis analyse design ontwerp development model training research it
"""


def terms_of(entry):
    return [term for code in LANGUAGES for term in entry.terms[code]]


def test_vocabulary_is_large_enough():
    assert len(TECHNOLOGIES) >= 150


def test_vocabulary_has_at_most_three_levels():
    assert {get_technology_level(TECHNOLOGIES, slug) for slug in TECHNOLOGIES} <= {1, 2, 3}


def test_figures_in_the_docs_are_right():
    levels = Counter(get_technology_level(TECHNOLOGIES, slug) for slug in TECHNOLOGIES)
    nl, en = (sum(len(entry.terms[code]) for entry in TECHNOLOGIES.values()) for code in LANGUAGES)
    pairs = sum(len(entry.related) for entry in TECHNOLOGIES.values()) // 2
    text = (HERE.parents[2] / "docs" / "vocabulary.md").read_text()
    counts = f"({levels[1]} at the top, {levels[2]} at the second level, {levels[3]} at the third)"
    assert f"Figures: {len(TECHNOLOGIES)} technologies {counts}, {nl:,} Dutch and {en:,} English terms" in text
    assert f"{pairs} pairs of related technologies" in text


def test_parents_come_before_their_children():
    seen = {None}
    for entry in TECHNOLOGIES.values():
        assert entry.parent in seen, entry.slug
        seen.add(entry.slug)


def test_each_file_holds_one_domain_and_is_named_after_it():
    for path in (HERE / "technologies").glob("*.toml"):
        entries = [TECHNOLOGIES[slug] for slug in _read_toml(path)]
        assert [entry.slug for entry in entries if entry.parent is None] == [path.stem]


def test_related_is_symmetric_and_names_existing_others():
    for entry in TECHNOLOGIES.values():
        for other in entry.related:
            assert other in TECHNOLOGIES, (entry.slug, other)
            assert entry.slug in TECHNOLOGIES[other].related
        assert entry.slug not in entry.related


def test_related_leaves_out_what_the_tree_already_says():
    for entry in TECHNOLOGIES.values():
        assert entry.parent not in entry.related, entry.slug


def test_a_term_belongs_to_one_technology_over_both_languages():
    owners = defaultdict(set)
    for entry in TECHNOLOGIES.values():
        for term in terms_of(entry):
            owners[fold_term(term)].add(entry.slug)
    assert {term: sorted(slugs) for term, slugs in owners.items() if len(slugs) > 1} == {}


def test_a_label_is_no_term_of_another_technology():
    owner = {fold_term(term): entry.slug for entry in TECHNOLOGIES.values() for term in terms_of(entry)}
    for entry in TECHNOLOGIES.values():
        for label in (entry.label.nl, entry.label.en):
            assert owner.get(fold_term(label), entry.slug) == entry.slug, label


@pytest.mark.parametrize("code", LANGUAGES)
def test_labels_are_unique(code):
    labels = Counter(getattr(entry.label, code) for entry in TECHNOLOGIES.values())
    assert [label for label, count in labels.items() if count > 1] == []


def without(holds):
    """The technologies of which that does not hold."""
    return [entry.slug for entry in TECHNOLOGIES.values() if not holds(entry)]


def test_slugs_are_slugs():
    assert without(lambda entry: re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", entry.slug) and len(entry.slug) <= 50) == []


def test_terms_are_enough_and_written_once_in_each_language():
    def holds(entry):
        return all(len({fold_term(term) for term in terms}) == len(terms) >= 2 for terms in entry.terms.values())

    assert without(holds) == []
    assert without(lambda entry: len(set(terms_of(entry))) >= 4) == []


def test_terms_are_clean():
    for term in (term for entry in TECHNOLOGIES.values() for term in terms_of(entry)):
        assert term == " ".join(term.split())
        assert 2 <= len(fold_term(term)) <= 100


def test_no_term_or_label_is_a_word_that_stands_in_every_text():
    general = set(TOO_GENERAL.split())
    for entry in TECHNOLOGIES.values():
        words = [*terms_of(entry), entry.label.nl, entry.label.en]  # the tagger looks for labels too
        assert general.isdisjoint(word.lower() for word in words), entry.slug


def test_uses_are_one_plain_sentence_in_both_languages():
    for entry in TECHNOLOGIES.values():
        for text in (entry.civil_use.nl, entry.civil_use.en, entry.military_use.nl, entry.military_use.en):
            assert re.fullmatch(r"[A-Z0-9][^.]{20,140}\.", text), (entry.slug, text)


def test_focus_areas_of_technologies_exist():
    codes = {area.code for area in FOCUS_AREAS}
    assert without(lambda entry: entry.focus_areas and set(entry.focus_areas) <= codes) == []
    assert without(lambda entry: len(set(entry.focus_areas)) == len(entry.focus_areas)) == []


def test_focus_areas_are_the_three_frameworks_with_their_sources():
    assert Counter(area.framework for area in FOCUS_AREAS) == {"defence": 5, "nts": 10, "diana": 10}
    assert all(area.source and area.label.nl and area.label.en for area in FOCUS_AREAS)


def test_every_focus_area_is_used():
    used = {code for entry in TECHNOLOGIES.values() for code in entry.focus_areas}
    assert {area.code for area in FOCUS_AREAS} == used


@pytest.mark.parametrize(
    ("term", "slug"),
    [
        ("onbemand", "unmanned-systems"),
        ("UAV", "drones"),
        ("dronezwerm", "drone-swarms"),
        ("drone", "drones"),
        ("AI", "artificial-intelligence"),
        ("kunstmatige intelligentie", "artificial-intelligence"),
        ("cyberveiligheid", "cyber-security"),
        ("zero trust", "zero-trust"),
        ("post-quantum", "post-quantum-cryptography"),
        ("edge AI", "edge-ai"),
        ("C-UAS", "counter-drone"),
        ("jamming", "jamming"),
        ("sensorfusie", "sensor-fusion"),
        ("onderwaterakoestiek", "underwater-acoustics"),
        ("predictive maintenance", "predictive-maintenance"),
        ("voorspellend onderhoud", "predictive-maintenance"),
        ("batterij", "batteries"),
        ("waterstof", "hydrogen"),
        ("hyperspectraal", "hyperspectral-imaging"),
        ("radar", "radar"),
        ("LiDAR", "lidar"),
        ("exoskelet", "exoskeletons"),
        ("3D-printen", "additive-manufacturing"),
        ("additive manufacturing", "additive-manufacturing"),
        ("triage", "triage"),
    ],
)
def test_well_known_words_find_their_technology(term, slug):
    terms = {fold_term(term) for term in terms_of(TECHNOLOGIES[slug])}
    assert fold_term(term) in terms


def test_nine_roms_share_the_twelve_provinces():
    roms = read_roms()
    provinces = read_provinces()
    assert (len(roms), len(provinces)) == (9, 12)
    assert {province.rom for province in provinces} == {rom.slug for rom in roms}
    assert all(
        re.fullmatch("[A-Z]{2}", province.code) and province.name.nl and province.name.en for province in provinces
    )


def test_roms_have_a_name_and_a_safe_address():
    for rom in read_roms():
        assert re.fullmatch(r"[a-z-]+", rom.slug)
        assert rom.name
        assert rom.website.startswith("https://")


@pytest.mark.parametrize("agreement", read_agreements(), ids=lambda agreement: agreement.slug)
def test_agreement_names_its_source_and_existing_places(agreement):
    rom_of = {province.code: province.rom for province in read_provinces()}
    assert agreement.source
    assert agreement.title.nl
    assert agreement.title.en
    assert {rom_of[code] for code in agreement.provinces} == set(agreement.roms)
    assert len({person.name for person in agreement.signatories}) == len(agreement.signatories)


def test_agreements_are_those_that_are_published():
    assert {agreement.slug for agreement in read_agreements()} == {
        *("north-brabant", "limburg", "south-holland"),
        *("east-netherlands", "central-netherlands", "north-holland", "zeeland"),
    }


def test_agreement_of_north_holland_names_who_signed():
    (agreement,) = [agreement for agreement in read_agreements() if agreement.slug == "north-holland"]
    names = [person.name for person in agreement.signatories]
    assert names == ["Gijs Tuinman", "Esther Rommel", "Niels Blij", "Bart Sattler", "Janet Nieboer"]
    assert (agreement.signed_on, agreement.occasion, agreement.place) == (None, "Purple NECtar 2025", "Nijkerk")
