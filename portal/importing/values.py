"""What the value of a field must look like. Each function returns the clean value or raises BadValue with the reason.

They take what JSON or CSV gave, never None or blank text: that means "not stated", and `clean` leaves it out.
"""

import json
import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

Parser = Callable[[Any], Any]
FIRST_YEAR, LAST_YEAR = 1900, 2100

_YES = {"yes", "ja", "true", "waar", "1", "y", "j"}
_NO = {"no", "nee", "false", "onwaar", "0", "n"}
_web_address = URLValidator(schemes=["http", "https"])


class InvalidValue(ValueError):
    """A value that cannot be taken; the text is the reason, for the person who made the file."""


def format_raw_value(value: object, limit: int = 60) -> str:
    """A value in a message: short, on one line, and safe to print whatever it holds."""
    if isinstance(value, dict | list):
        return "{…}" if isinstance(value, dict) else "[…]"
    text = value if isinstance(value, str) else json.dumps(value)
    start = "".join(character if character.isprintable() else repr(character)[1:-1] for character in text[:limit])
    return f"“{start}{'…' if len(text) > limit else ''}”"


def has_value(value: object) -> bool:
    """Nothing, blank text and an empty list are no statement."""
    return bool(value.strip()) if isinstance(value, str) else value is not None and value != []


def clean_values(values: Mapping[str, Any], parsers: Mapping[str, Parser]) -> dict[str, Any]:
    """The stated values that have a parser, cleaned. Raises BadValue that names every bad field."""
    cleaned, bad = {}, []
    for field, parse in parsers.items():
        if has_value(values.get(field)):
            try:
                cleaned[field] = parse(values[field])
            except InvalidValue as error:
                bad.append(f"{field}: {error}")
    if bad:
        raise InvalidValue("; ".join(bad))
    return cleaned


# --- text ---------------------------------------------------------------------------------------------------------


def parse_text(value: Any, *, limit: int) -> str:
    if not isinstance(value, str):
        raise InvalidValue(_("text is expected, not %(value)s") % {"value": format_raw_value(value)})
    if "\0" in value:
        raise InvalidValue(_("it holds a NUL character"))
    if not value.isascii() and any("\ud800" <= character <= "\udfff" for character in value):
        raise InvalidValue(_("it holds half a character (a lone surrogate)"))
    value = value.replace("\r\n", "\n").replace("\r", "\n").strip()
    if len(value) > limit:
        counts = {"length": len(value), "limit": limit}
        raise InvalidValue(_("%(length)d characters, at most %(limit)d are kept") % counts)
    return value


def parse_line(value: Any, *, limit: int) -> str:
    return " ".join(parse_text(value, limit=limit).split())


def parse_identifier(value: Any) -> str:
    """Text, or a whole number that stands for one."""
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    return parse_line(value, limit=100)


def parse_names(value: Any) -> list[str]:
    """A list of texts, or one text with semicolons between them; each once, in order."""
    items = re.split(r"[;\n]", value) if isinstance(value, str) else value
    if not isinstance(items, list):
        raise InvalidValue(
            _("a list is expected, or a text with semicolons, not %(value)s") % {"value": format_raw_value(value)}
        )
    cleaned = (parse_line(item, limit=1000) for item in items if has_value(item))
    return list(dict.fromkeys(name for name in cleaned if name))


def parse_option(value: Any, *, options: Collection[str]) -> str:
    """One of a few words."""
    word = parse_line(value, limit=100).lower()
    if word not in options:
        raise InvalidValue(
            _("%(value)s is none of: %(options)s") % {"value": format_raw_value(value), "options": ", ".join(options)}
        )
    return word


def parse_choice(value: Any, choices: type[Choices]) -> str:
    """The stored value, or the label in either language; capitals, spaces and hyphens do not count."""
    stored = _index_choice_names(choices).get(_normalise_choice(parse_line(value, limit=100)))
    if stored is None:
        options = ", ".join(map(str, choices.values))
        raise InvalidValue(
            _("%(value)s is none of: %(options)s") % {"value": format_raw_value(value), "options": options}
        )
    return stored


def _index_choice_names(choices: type[Choices]) -> dict[str, str]:
    found = {}
    for language in ("nl", "en"):
        with translation.override(language):
            found |= {_normalise_choice(str(label)): str(value) for value, label in choices.choices}
    return found | {_normalise_choice(str(value)): str(value) for value in choices.values}


def _normalise_choice(name: str) -> str:
    return re.sub(r"[\s_-]", "", name.casefold())


def parse_web_address(value: Any) -> str:
    address = parse_line(value, limit=200)
    if "://" not in address:
        address = f"https://{address}"
    try:
        _web_address(address)
        parse_text(address, limit=200)
    except ValidationError as error:
        raise InvalidValue(_("%(value)s is not a web address") % {"value": format_raw_value(value)}) from error
    return address


def parse_kvk_number(value: Any) -> str:
    """Eight digits. A spreadsheet that took the number for an amount has dropped the leading zero."""
    digits = parse_identifier(value).replace(" ", "").replace(".", "")
    if re.fullmatch(r"[0-9]{8}", digits):
        return digits
    if re.fullmatch(r"[1-9][0-9]{6}", digits):
        reason = _("a KvK number has eight digits; %(value)s may have lost a leading zero in a spreadsheet: %(fixed)s?")
        raise InvalidValue(reason % {"value": format_raw_value(value), "fixed": f"0{digits}"})
    raise InvalidValue(_("a KvK number has eight digits, %(value)s has not") % {"value": format_raw_value(value)})


# --- numbers, dates, yes or no ------------------------------------------------------------------------------------


def parse_whole_number(value: Any, *, low: int, high: int) -> int:
    """A whole number, as a number or as digits."""
    number = None
    if isinstance(value, str) and re.fullmatch(r"\s*[0-9]{1,12}\s*", value, re.ASCII):
        number = int(value)
    elif isinstance(value, int) and not isinstance(value, bool):
        number = value
    elif isinstance(value, float) and value.is_integer():
        number = int(value)
    if number is None or not low <= number <= high:
        reason = _("a whole number from %(low)d to %(high)d is expected, not %(value)s")
        raise InvalidValue(reason % {"low": low, "high": high, "value": format_raw_value(value)})
    return number


def parse_trl(value: Any) -> int:
    return parse_whole_number(value, low=1, high=9)


def parse_year(value: Any) -> int:
    return parse_whole_number(value, low=FIRST_YEAR, high=LAST_YEAR)


def parse_years(value: Any) -> list[int]:
    """A list of years, or a text with semicolons or commas between them; sorted, repeats kept."""
    items = re.split(r"[;,\s]+", value.strip(" ;,")) if isinstance(value, str) else value
    return sorted(parse_year(item) for item in (items if isinstance(items, list) else [items]))


def parse_yes_no(value: Any) -> bool:
    answer = str(value).strip().lower() if isinstance(value, bool | int | str) else ""
    if answer not in _YES | _NO:
        raise InvalidValue(_("yes or no is expected, not %(value)s") % {"value": format_raw_value(value)})
    return answer in _YES


def parse_day(value: Any) -> date:
    """2026-03-01, or 01-03-2026 as the Dutch write it."""
    written = parse_line(value, limit=100)
    for pattern in ("%Y-%m-%d", "%d-%m-%Y"):
        try:
            found = datetime.strptime(written, pattern).date()  # noqa: DTZ007 (a day has no time zone)
        except ValueError:
            continue
        if FIRST_YEAR <= found.year <= LAST_YEAR:
            return found
    raise InvalidValue(_("a date such as 2026-03-31 is expected, not %(value)s") % {"value": format_raw_value(value)})
