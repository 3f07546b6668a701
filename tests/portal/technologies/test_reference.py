"""Loading the reference data: once, again, after people changed it, and after the files changed."""

from dataclasses import replace
from io import StringIO

import pytest
from django.core.management import call_command

from portal.regions.models import ROM, Agreement, Province
from portal.technologies import reference_files
from portal.technologies.models import FocusArea, Technology, TechnologyTerm
from portal.technologies.reference import load_reference_data
from portal.technologies.reference_files import BilingualText
from portal.technologies.services import merge_technologies

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_technologies(monkeypatch):
    """A vocabulary of three, so that each test takes a moment; the dict may be changed between two loads."""
    everything = reference_files.read_technologies()
    few = {slug: replace(everything[slug], related=()) for slug in ("unmanned-systems", "drones", "drone-swarms")}
    monkeypatch.setattr(reference_files, "read_technologies", lambda: few)
    return few


def load():
    return {outcome.kind: outcome for outcome in load_reference_data()}


def test_load_fills_an_empty_database():
    load_reference_data()
    assert (ROM.objects.count(), Province.objects.count(), FocusArea.objects.count()) == (9, 12, 25)
    assert Technology.objects.count() == len(reference_files.read_technologies())
    swarms = Technology.objects.get(slug="drone-swarms")
    assert (swarms.level, swarms.parent.slug) == (3, "drones")
    assert swarms.terms.filter(language="nl", text="dronezwerm").exists()
    assert swarms.related.filter(slug="mesh-networks").exists()
    assert swarms.focus_areas.filter(code="diana-autonomy").exists()


def test_load_brings_the_agreements_with_who_signed(few_technologies):
    load_reference_data()
    agreement = Agreement.objects.get(slug="east-netherlands")
    assert agreement.signed_on.isoformat() == "2025-11-06"
    assert [rom.name for rom in agreement.roms.all()] == ["Oost NL"]
    assert [province.code for province in agreement.provinces.all()] == ["GE", "OV"]
    assert agreement.signatories.first().name == "Gijs Tuinman"


def test_second_load_changes_nothing_and_says_so(few_technologies):
    load_reference_data()
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "technologies: 0 created, 0 updated, 3 unchanged" in out.getvalue()
    assert out.getvalue().endswith("Nothing has changed.\n")


def test_second_load_of_everything_takes_few_queries(django_assert_max_num_queries):
    load_reference_data()
    with django_assert_max_num_queries(15):
        load_reference_data()


def test_load_keeps_what_people_changed(few_technologies):
    load_reference_data()
    Technology.objects.filter(slug="drones").update(label_nl="Vliegende robots")
    TechnologyTerm.objects.filter(text="dronetechnologie").delete()
    load_reference_data()
    drones = Technology.objects.get(slug="drones")
    assert drones.label_nl == "Vliegende robots"
    assert not drones.terms.filter(text="dronetechnologie").exists()


def test_load_brings_what_the_files_changed_and_nothing_else(few_technologies):
    load_reference_data()
    Technology.objects.filter(slug="drones").update(label_nl="Vliegende robots")
    entry = few_technologies["drones"]
    terms = {"nl": ("vliegmachine", *entry.terms["nl"][1:]), "en": entry.terms["en"]}
    few_technologies["drones"] = replace(entry, label=BilingualText(entry.label.nl, "Flying robots"), terms=terms)
    outcome = load()["technologies"]
    assert (outcome.created, outcome.updated, outcome.unchanged) == (0, 1, 2)
    drones = Technology.objects.get(slug="drones")
    assert (drones.label_nl, drones.label_en) == ("Vliegende robots", "Flying robots")
    assert drones.terms.filter(language="nl", text="vliegmachine").exists()
    assert not drones.terms.filter(language="nl", text=entry.terms["nl"][0]).exists()


def test_load_reports_and_keeps_what_left_the_files(few_technologies):
    load_reference_data()
    del few_technologies["drone-swarms"]
    out = StringIO()
    call_command("load_reference", stdout=out)
    assert "no longer in the files, kept: drone-swarms" in out.getvalue()
    assert Technology.objects.filter(slug="drone-swarms").exists()


def test_load_does_not_bring_back_what_people_removed(few_technologies):
    load_reference_data()
    Technology.objects.get(slug="drone-swarms").delete()
    load_reference_data()
    assert not Technology.objects.filter(slug="drone-swarms").exists()


def test_load_leaves_a_merged_technology_merged_and_passes_its_new_terms_on(few_technologies):
    load_reference_data()
    drones, swarms = (Technology.objects.get(slug=slug) for slug in ("drones", "drone-swarms"))
    merge_technologies(drones, swarms)
    entry = few_technologies["drone-swarms"]
    few_technologies["drone-swarms"] = replace(entry, terms={"nl": (*entry.terms["nl"], "vliegzwerm"), "en": ()})
    load_reference_data()
    swarms.refresh_from_db()
    assert swarms.merged_into == drones
    assert not swarms.terms.exists()
    assert drones.terms.filter(text="vliegzwerm").exists()


def test_load_takes_rows_that_were_there_before_it(few_technologies):
    Technology.objects.create(slug="drones", label_nl="Drone", label_en="Drone")
    outcome = load()["technologies"]
    assert (outcome.created, outcome.updated) == (2, 1)
    assert Technology.objects.get(slug="drones").parent.slug == "unmanned-systems"


def test_load_moves_a_technology_with_its_children(few_technologies):
    load_reference_data()
    few_technologies["drones"] = replace(few_technologies["drones"], parent=None)
    load_reference_data()
    assert Technology.objects.get(slug="drones").level == 1
    assert Technology.objects.get(slug="drone-swarms").level == 2


def test_load_leaves_a_term_where_a_person_put_it(few_technologies):
    load_reference_data()
    term = TechnologyTerm.objects.get(language="nl", text="dronezwerm")
    term.technology = Technology.objects.get(slug="drones")
    term.save()
    load_reference_data()
    term.refresh_from_db()
    assert term.technology.slug == "drones"


def test_load_that_fails_leaves_nothing_behind(few_technologies):
    few_technologies["drones"] = replace(few_technologies["drones"], focus_areas=("no-such-area",))
    with pytest.raises(KeyError):
        load_reference_data()
    assert not ROM.objects.exists()
