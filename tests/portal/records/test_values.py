"""What fields accept, and the reason where they do not."""

from datetime import date

import pytest
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy

from portal.importing.records import values
from portal.importing.records.values import BadValue


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class Colour(TextChoices):
    DARK_RED = "dark_red", gettext_lazy("Company")


def text(value):
    return values.text(value, limit=10)


@pytest.mark.parametrize(
    ("parse", "value", "expected"),
    [
        (text, " a\r\nb ", "a\nb"),
        (values.identifier, 12, "12"),
        (values.identifier, " a  b ", "a b"),
        (values.trl, "7", 7),
        (values.trl, 7.0, 7),
        (values.names, "a; b;; a", ["a", "b"]),
        (values.names, ["a", " ", None, "b"], ["a", "b"]),
        (values.years, [2012, "2010", 2012], [2010, 2012, 2012]),
        (values.years, "2012; 2010,2012", [2010, 2012, 2012]),
        (values.years, 2012, [2012]),
        (values.yes_or_no, "Ja", True),
        (values.yes_or_no, False, False),
        (values.yes_or_no, 1, True),
        (values.day, "2026-03-31", date(2026, 3, 31)),
        (values.day, "31-03-2026", date(2026, 3, 31)),
        (values.web_address, "koppelvlak.example/a", "https://koppelvlak.example/a"),
        (values.kvk_number, "01234567", "01234567"),
        (values.kvk_number, 12345678, "12345678"),
        (values.kvk_number, "12 34 56 78", "12345678"),
    ],
)
def test_value_is_taken(parse, value, expected):
    assert parse(value) == expected


@pytest.mark.parametrize(
    ("parse", "value", "reason"),
    [
        (text, 12, "text is expected, not “12”"),
        (text, ["a"], "text is expected, not […]"),
        (text, "a\0b", "it holds a NUL character"),
        (text, "a\ud800", "it holds half a character (a lone surrogate)"),
        (text, "a" * 11, "11 characters, at most 10 are kept"),
        (values.identifier, True, "text is expected, not “true”"),
        (values.identifier, 1.5, "text is expected, not “1.5”"),
        (values.trl, 12, "a whole number from 1 to 9 is expected, not “12”"),
        (values.trl, 7.5, "a whole number from 1 to 9 is expected, not “7.5”"),
        (values.trl, True, "a whole number from 1 to 9 is expected, not “true”"),
        (values.trl, "TRL 7", "a whole number from 1 to 9 is expected, not “TRL 7”"),
        (values.trl, float("inf"), "a whole number from 1 to 9 is expected, not “Infinity”"),
        (values.trl, "٧", "a whole number from 1 to 9 is expected, not “٧”"),
        (values.names, {"a": 1}, "a list is expected, or a text with semicolons, not {…}"),
        (values.names, [1], "text is expected, not “1”"),
        (values.years, [12], "a whole number from 1900 to 2100 is expected, not “12”"),
        (values.years, "recent", "a whole number from 1900 to 2100 is expected, not “recent”"),
        (values.yes_or_no, "perhaps", "yes or no is expected, not “perhaps”"),
        (values.yes_or_no, 7, "yes or no is expected, not “7”"),
        (values.day, "31/03/2026", "a date such as 2026-03-31 is expected, not “31/03/2026”"),
        (values.day, "0001-01-01", "a date such as 2026-03-31 is expected, not “0001-01-01”"),
        (values.day, 2026, "text is expected, not “2026”"),
        (values.web_address, "no address", "“no address” is not a web address"),
        (values.web_address, "javascript://a", "“javascript://a” is not a web address"),
        (values.kvk_number, "123", "a KvK number has eight digits, “123” has not"),
        (
            values.kvk_number,
            1234567,
            "a KvK number has eight digits; “1234567” may have lost a leading zero in a spreadsheet: 01234567?",
        ),
    ],
)
def test_value_is_refused_with_the_reason(parse, value, reason):
    with pytest.raises(BadValue) as error:
        parse(value)
    assert str(error.value) == reason


@pytest.mark.parametrize("value", ["dark_red", "Dark-Red", "dark red", "Company", "company"])
def test_choice_by_value_or_label(value):
    assert values.choice(value, Colour) == "dark_red"


def test_choice_refuses_anything_else():
    with pytest.raises(BadValue, match="“green” is none of: dark_red"):
        values.choice("green", Colour)


def test_clean_leaves_out_what_is_not_stated():
    parsers = {"trl": values.trl, "city": text, "year": values.year}
    assert values.clean({"trl": "", "city": None, "year": 2020, "other": 1}, parsers) == {"year": 2020}


def test_clean_names_every_bad_field():
    with pytest.raises(BadValue) as error:
        values.clean({"trl": 12, "city": 3}, {"trl": values.trl, "city": text})
    assert str(error.value) == (
        "trl: a whole number from 1 to 9 is expected, not “12”; city: text is expected, not “3”"
    )


def test_shown_is_short_and_safe_to_print():
    assert values.shown("a\x1b[1m\ud800\n") == r"“a\x1b[1m\ud800\n”"
    assert values.shown("a" * 100) == f"“{'a' * 60}…”"
