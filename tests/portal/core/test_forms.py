"""How a view passes a form to a service."""

from typing import Any

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.http import QueryDict
from django.test import RequestFactory

from portal.core.forms import VersionedForm, get_post_data, save_form
from portal.core.versions import check_version


class NoteForm(VersionedForm):
    text = forms.CharField()

    def __init__(self, *args: Any, version: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["seen"] = version


class NumberForm(forms.Form):
    number = forms.IntegerField()


class DoubledForm(NumberForm):
    def service_kwargs(self) -> dict[str, Any]:
        return {"doubled": 2 * self.cleaned_data["number"]}


class Notes:
    """A note that is stored as its second version."""

    def __init__(self) -> None:
        self.text, self.version = "Theirs", 2

    def update(self, *, text: str, seen: str = "") -> "Notes":
        check_version(seen, str(self.version), "Somebody changed it.")
        self.text, self.version = text, self.version + 1
        return self


def note_form(posted: str, version: str = "2") -> NoteForm:
    return NoteForm(QueryDict(posted), version=version)


def test_versioned_form_saves_what_is_fresh():
    notes, form = Notes(), note_form("text=Mine&seen=2")
    assert save_form(form, notes.update) is notes
    assert (notes.text, form.errors) == ("Mine", {})


@pytest.mark.parametrize("seen", ["1", "tampered", "-2", "2&seen=3"])
def test_versioned_form_keeps_what_was_typed_when_it_is_stale_and_saves_it_the_second_time(seen):
    notes, form = Notes(), note_form(f"text=Mine&seen={seen}")
    assert save_form(form, notes.update) is None
    assert notes.text == "Theirs"
    assert form.non_field_errors() == ["Somebody changed it."]
    assert (form["text"].value(), form["seen"].value()) == ("Mine", "2")
    again = note_form(f"text={form['text'].value()}&seen={form['seen'].value()}")
    assert save_form(again, notes.update) is notes
    assert notes.text == "Mine"


def test_versioned_form_saves_without_a_check_when_no_version_is_sent():
    notes = Notes()
    assert save_form(note_form("text=Mine"), notes.update) is notes


def test_versioned_form_refuses_a_version_that_is_no_text():
    notes, form = Notes(), note_form("text=Mine&seen=%00")
    assert save_form(form, notes.update) is None
    assert (list(form.errors), notes.text) == (["seen"], "Theirs")


def test_versioned_form_gives_no_version_for_what_is_new_whatever_was_sent():
    form = note_form("text=Mine&seen=7", version="")
    assert form.is_valid()
    assert form.service_kwargs() == {"text": "Mine"}


def test_versioned_form_takes_over_the_version_in_plain_data_and_with_a_prefix():
    data = {"a-text": "Mine", "a-seen": "1"}
    form = NoteForm(data, prefix="a", version="2")
    assert save_form(form, Notes().update) is None
    assert (form["seen"].value(), data["a-seen"]) == ("2", "1")


def test_save_form_calls_nothing_for_a_form_that_was_not_sent_or_is_not_valid():
    called: list[int] = []
    for form in (NumberForm(), NumberForm({"number": "many"})):
        assert save_form(form, called.append) is None
    assert called == []


def test_save_form_passes_arguments_and_the_fields_as_the_form_translates_them():
    def service(*args: int, **kwargs: int) -> tuple[Any, ...]:
        return args, kwargs

    assert save_form(NumberForm({"number": "3"}), service, 1, by=2) == ((1,), {"by": 2, "number": 3})
    assert save_form(DoubledForm({"number": "3"}), service) == ((), {"doubled": 6})


def test_save_form_shows_at_their_fields_why_a_service_refused():
    def refuse(number: int) -> None:
        raise ValidationError({"number": "Too many.", "colour": "Too blue."})

    form = NumberForm({"number": "3"})
    assert save_form(form, refuse) is None
    assert form.errors == {"number": ["Too many."], "__all__": ["Too blue."]}


def test_save_form_shows_a_clash_that_the_database_found():
    def clash(number: int) -> None:
        raise IntegrityError

    form = NumberForm({"number": "3"})
    assert save_form(form, clash) is None
    assert len(form.non_field_errors()) == 1


def test_get_post_data_tells_an_empty_form_from_a_page_that_is_read():
    requests = RequestFactory()
    assert get_post_data(requests.get("/", {"a": "1"})) is None
    assert get_post_data(requests.post("/")) == QueryDict()
    assert get_post_data(requests.post("/", {"a": "1"})) == QueryDict("a=1")
