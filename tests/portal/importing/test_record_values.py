"""What fields accept, and the reason where they do not."""

from datetime import date

import pytest
from django.db.models import TextChoices
from django.utils import translation
from django.utils.translation import gettext_lazy

from portal.importing import values
from portal.importing.values import (
    InvalidValue,
    clean_values,
    format_raw_value,
    parse_choice,
    parse_day,
    parse_identifier,
    parse_kvk_number,
    parse_names,
    parse_text,
    parse_web_address,
    parse_year,
    parse_years,
    parse_yes_no,
)


@pytest.fixture(autouse=True)
def _english():
    with translation.override("en"):
        yield


class Colour(TextChoices):
    DARK_RED = "dark_red", gettext_lazy("Company")


def text(value):
    return parse_text(value, limit=10)


@pytest.mark.parametrize(
    ("parse", "value", "expected"),
    [
        (text, " a\r\nb ", "a\nb"),
        (parse_identifier, 12, "12"),
        (parse_identifier, " a  b ", "a b"),
        (values.parse_trl, "7", 7),
        (values.parse_trl, 7.0, 7),
        (parse_names, "a; b;; a", ["a", "b"]),
        (parse_names, ["a", " ", None, "b"], ["a", "b"]),
        (parse_years, [2012, "2010", 2012], [2010, 2012, 2012]),
        (parse_years, "2012; 2010,2012", [2010, 2012, 2012]),
        (parse_years, 2012, [2012]),
        (parse_yes_no, "Ja", True),
        (parse_yes_no, False, False),
        (parse_yes_no, 1, True),
        (parse_day, "2026-03-31", date(2026, 3, 31)),
        (parse_day, "31-03-2026", date(2026, 3, 31)),
        (parse_web_address, "koppelvlak.example/a", "https://koppelvlak.example/a"),
        (parse_kvk_number, "01234567", "01234567"),
        (parse_kvk_number, 12345678, "12345678"),
        (parse_kvk_number, "12 34 56 78", "12345678"),
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
        (parse_identifier, True, "text is expected, not “true”"),
        (parse_identifier, 1.5, "text is expected, not “1.5”"),
        (values.parse_trl, 12, "a whole number from 1 to 9 is expected, not “12”"),
        (values.parse_trl, 7.5, "a whole number from 1 to 9 is expected, not “7.5”"),
        (values.parse_trl, True, "a whole number from 1 to 9 is expected, not “true”"),
        (values.parse_trl, "TRL 7", "a whole number from 1 to 9 is expected, not “TRL 7”"),
        (values.parse_trl, float("inf"), "a whole number from 1 to 9 is expected, not “Infinity”"),
        (values.parse_trl, "٧", "a whole number from 1 to 9 is expected, not “٧”"),
        (parse_names, {"a": 1}, "a list is expected, or a text with semicolons, not {…}"),
        (parse_names, [1], "text is expected, not “1”"),
        (parse_years, [12], "a whole number from 1900 to 2100 is expected, not “12”"),
        (parse_years, "recent", "a whole number from 1900 to 2100 is expected, not “recent”"),
        (parse_yes_no, "perhaps", "yes or no is expected, not “perhaps”"),
        (parse_yes_no, 7, "yes or no is expected, not “7”"),
        (parse_day, "31/03/2026", "a date such as 2026-03-31 is expected, not “31/03/2026”"),
        (parse_day, "0001-01-01", "a date such as 2026-03-31 is expected, not “0001-01-01”"),
        (parse_day, 2026, "text is expected, not “2026”"),
        (parse_web_address, "no address", "“no address” is not a web address"),
        (parse_web_address, "javascript://a", "“javascript://a” is not a web address"),
        (parse_kvk_number, "123", "a KvK number has eight digits, “123” has not"),
        (
            parse_kvk_number,
            1234567,
            "a KvK number has eight digits; “1234567” may have lost a leading zero in a spreadsheet: 01234567?",
        ),
    ],
)
def test_value_is_refused_with_the_reason(parse, value, reason):
    with pytest.raises(InvalidValue) as error:
        parse(value)
    assert str(error.value) == reason


@pytest.mark.parametrize("value", ["dark_red", "Dark-Red", "dark red", "Company", "company"])
def test_choice_by_value_or_label(value):
    assert parse_choice(value, Colour) == "dark_red"


def test_choice_refuses_anything_else():
    with pytest.raises(InvalidValue, match="“green” is none of: dark_red"):
        parse_choice("green", Colour)


def test_clean_leaves_out_what_is_not_stated():
    parsers = {"trl": values.parse_trl, "city": text, "year": parse_year}
    assert clean_values({"trl": "", "city": None, "year": 2020, "other": 1}, parsers) == {"year": 2020}


def test_clean_names_every_bad_field():
    with pytest.raises(InvalidValue) as error:
        clean_values({"trl": 12, "city": 3}, {"trl": values.parse_trl, "city": text})
    assert str(error.value) == (
        "trl: a whole number from 1 to 9 is expected, not “12”; city: text is expected, not “3”"
    )


def test_shown_is_short_and_safe_to_print():
    assert format_raw_value("a\x1b[1m\ud800\n") == r"“a\x1b[1m\ud800\n”"
    assert format_raw_value("a" * 100) == f"“{'a' * 60}…”"
