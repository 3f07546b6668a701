"""The register of personal fields, held against the models of every app and package."""

import pytest
from django.core.management import CommandError, call_command
from django.db import models
from django.utils import translation

from portal.accounts.models import User
from portal.notifications.models import Notification
from portal.privacy import document, inventory, inventory_checks
from portal.privacy.document import build_privacy_document
from portal.privacy.inventory import (
    MAKER,
    PROFILE,
    ErasureFate,
    FieldUse,
    InventoryEntry,
    LegalGround,
    RetentionPeriod,
    get_entry_model,
)
from portal.privacy.inventory_checks import can_hold_text, iter_entry_problems, list_inventory_problems

USE = FieldUse("to see", LegalGround.CONTRACT, RetentionPeriod("a day"))


def test_every_field_that_may_hold_something_of_a_person_is_named():
    assert "\n".join(list_inventory_problems()) == ""


def test_the_file_says_what_the_register_does():
    assert document.TARGET.read_text() == build_privacy_document(), "run python3 manage.py privacy"


def test_a_model_that_nobody_named_is_a_problem(monkeypatch):
    without = tuple(thing for thing in inventory.list_inventory_entries() if thing.label != "portal.Notification")
    monkeypatch.setattr(inventory_checks, "list_inventory_entries", lambda: without)
    told = "\n".join(list_inventory_problems())
    assert 'portal.Notification is not in the register. Add Thing("portal.Notification", ...) to portal/priv' in told


def test_a_model_that_is_gone_or_named_twice_is_a_problem(monkeypatch):
    more = (
        *inventory.list_inventory_entries(),
        InventoryEntry("portal.Gone"),
        InventoryEntry("companies.CompanyRevision", company="owner"),
    )
    monkeypatch.setattr(inventory_checks, "list_inventory_entries", lambda: more)
    assert "companies.CompanyRevision is in the register twice." in list_inventory_problems()
    assert "portal.Gone is in the register, and is no model." in list_inventory_problems()


def unnamed(thing: InventoryEntry, model: type[models.Model]) -> set[str]:
    return {
        told.partition(" ")[0].rpartition(".")[2]
        for told in iter_entry_problems(thing, model)
        if "may hold something of a person" in told
    }


def test_of_a_thing_about_a_person_every_field_must_be_named():
    thing = InventoryEntry("portal.Notification", owner="user", personal={"user key title text url language": USE})
    assert unnamed(thing, Notification) == {"kind", "frequency", "created_at", "read_at", "mailed_at"}


def test_of_another_thing_texts_and_links_to_people_must_be_named():
    assert unnamed(InventoryEntry("portal.Notification"), Notification) == {"user", "key", "title", "text", "url"}
    assert "email" in unnamed(InventoryEntry("portal.User"), User)
    assert "is_active" not in unnamed(InventoryEntry("portal.User"), User)


@pytest.mark.parametrize(
    "field",
    [
        models.CharField(max_length=9),
        models.TextField(),
        models.EmailField(),
        models.URLField(),
        models.JSONField(),
        models.FileField(),
        models.ImageField(),
        models.BinaryField(),
        models.GenericIPAddressField(),
    ],
    ids=lambda field: type(field).__name__,
)
def test_whatever_can_hold_words_is_open(field):
    assert can_hold_text(field)


@pytest.mark.parametrize(
    "field",
    [models.BooleanField(), models.DateField(), models.IntegerField(), models.CharField(choices=[("a", "A")])],
    ids=lambda field: type(field).__name__,
)
def test_numbers_dates_and_choices_are_closed(field):
    assert not can_hold_text(field)


def told(thing: InventoryEntry) -> str:
    return "\n".join(iter_entry_problems(thing, get_entry_model(thing)))


def test_what_stays_needs_a_reason():
    stays = FieldUse("to see", LegalGround.INTEREST, RetentionPeriod("for ever"), ErasureFate.STAYS)
    assert "office_en stays after erasure: its Use must say the reason" in told(
        InventoryEntry("portal.Signatory", personal={"name office_nl": PROFILE, "office_en": stays})
    )


def test_names_that_are_no_fields_and_names_given_twice_are_problems():
    assert "has no field nickname" in told(InventoryEntry("portal.ROM", other="slug name website nickname"))
    assert "portal.ROM.name is named twice" in told(InventoryEntry("portal.ROM", other="slug name website name"))


def test_a_path_that_leads_nowhere_is_a_problem():
    assert "the path company leads nowhere" in told(
        InventoryEntry("portal.ROM", company="company", other="slug name website")
    )


def test_a_link_to_a_person_asks_for_the_owner():
    thing = InventoryEntry("challenges.Decision", company="company", personal={"decided_by note": MAKER})
    assert "its Thing must say owner=" in told(thing)


def test_a_link_that_protects_its_person_is_a_problem(monkeypatch):
    link = Notification._meta.get_field("user")
    monkeypatch.setattr(link.remote_field, "on_delete", models.PROTECT)
    assert "portal.Notification.user keeps its person from being erased" in "\n".join(list_inventory_problems())


def test_the_register_reads_in_both_languages():
    with translation.override("nl"):
        dutch = {str(use.why) for thing in inventory.list_inventory_entries() for _name, use in thing.uses()}
    with translation.override("en"):
        english = {str(use.why) for thing in inventory.list_inventory_entries() for _name, use in thing.uses()}
    assert len(dutch) == len(english)
    assert dutch.isdisjoint(english)


@pytest.mark.parametrize(("days", "words"), [(1, "1 dag"), (30, "30 dagen"), (365, "1 jaar"), (730, "2 jaar")])
def test_periods_are_said_in_years_where_they_are_whole(settings, days, words):
    settings.KEEP_DAYS = {"mail": days}
    assert str(RetentionPeriod(name="mail")) == words


def test_file_that_is_out_of_date_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(document, "TARGET", tmp_path / "privacy.md")
    with pytest.raises(CommandError, match="run `python3 manage.py privacy`"):
        call_command("privacy", check=True)
    call_command("privacy", verbosity=0)
    call_command("privacy", check=True)


def test_no_file_is_written_from_a_register_with_problems(monkeypatch, tmp_path):
    monkeypatch.setattr(document, "TARGET", tmp_path / "privacy.md")
    monkeypatch.setattr(inventory_checks, "list_inventory_entries", tuple)
    with pytest.raises(CommandError, match="is not in the register"):
        call_command("privacy")
    assert not document.TARGET.exists()
