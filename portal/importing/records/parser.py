"""Records out of JSON lines and CSV, each with the line it starts on."""

import csv
import io
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from portal.importing.records.files import UnreadableFile, detect_encoding, open_unpacked, read_file_start
from portal.importing.records.lines import MAX_LINE, LineTooLong, NumberedLines, TruncatedFile
from portal.importing.records.values import format_raw_value

_DELIMITERS = ",;\t"
_JSON_SUFFIXES = {".jsonl", ".ndjson", ".json"}
_CSV_SUFFIXES = {".csv", ".tsv"}


@dataclass(frozen=True, slots=True)
class ImportRecord:
    line: int
    values: dict[str, Any]


@dataclass(frozen=True, slots=True)
class RejectedLine:
    """A line that was not taken, and why. `ends`: nothing behind it could be read either."""

    line: int
    reason: str
    ends: bool = False


class RecordFile:
    """The records of one file; iterate as often as you like. Raises UnreadableFile where there can be none.

    `note` says what a person should check, such as an encoding that was guessed; empty as a rule.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        start = read_file_start(path)
        self._is_json = _is_json_file(path, start)
        if self._is_json and _get_first_character(start) == b"[":
            raise UnreadableFile(_("The file is one JSON list. Write every object on a line of its own."))
        self._encoding = detect_encoding(path, start, guess=not self._is_json)
        self.note = ""
        if self._encoding == "cp1252":
            self.note = _("The file is not in UTF-8; it was read as Windows-1252. Check a name with an accent in it.")

    def __iter__(self) -> Iterator[ImportRecord | RejectedLine]:
        errors = "surrogateescape" if self._encoding.startswith("utf-8") else "strict"
        with open_unpacked(self.path) as file:
            lines = NumberedLines(io.TextIOWrapper(file, self._encoding, errors, newline="\n"))
            try:
                yield from _iter_json_records(lines) if self._is_json else _iter_csv_records(lines)
            except TruncatedFile:
                reason = _("the file is damaged here; nothing behind this line could be read")
                yield RejectedLine(lines.number, reason, ends=True)


def _is_json_file(path: Path, start: bytes) -> bool:
    """By the name of the file, .gz aside; by its first character where the name tells nothing."""
    suffixes = [suffix.lower() for suffix in path.suffixes if suffix.lower() != ".gz"]
    if suffixes and suffixes[-1] in _JSON_SUFFIXES | _CSV_SUFFIXES:
        return suffixes[-1] in _JSON_SUFFIXES
    return _get_first_character(start) in {b"{", b"["}


def _get_first_character(start: bytes) -> bytes:
    """Whatever the encoding: byte-order marks, zero bytes and white space aside."""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]


# --- JSON lines ---------------------------------------------------------------------------------------------------


def _iter_json_records(lines: NumberedLines) -> Iterator[ImportRecord | RejectedLine]:
    while True:
        try:
            line = next(lines, None)
        except LineTooLong:
            yield _reject_long_line(lines.number)
            continue
        if line is None:
            return
        if line.strip():
            yield _parse_json_record(lines.number, line)


def _parse_json_record(number: int, line: str) -> ImportRecord | RejectedLine:
    if _has_invalid_utf8(line):
        return RejectedLine(number, _("not in UTF-8"))
    try:
        values = json.loads(line.rstrip("\r\n"), parse_constant=_reject_constant)
    except json.JSONDecodeError as error:
        return RejectedLine(number, _("not JSON, from character %(place)d on") % {"place": error.pos + 1})
    except (ValueError, RecursionError):
        return RejectedLine(number, _("not JSON that can be read: a number or a nesting beyond measure"))
    if not isinstance(values, dict):
        return RejectedLine(number, _("not a JSON object ({...}), but %(value)s") % {"value": format_raw_value(values)})
    return ImportRecord(number, values)


def _reject_constant(name: str) -> None:
    raise ValueError(name)


# --- CSV ----------------------------------------------------------------------------------------------------------


def _iter_csv_records(lines: NumberedLines) -> Iterator[ImportRecord | RejectedLine]:
    header, delimiter = _read_csv_header(lines)
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        number = lines.number + 1
        try:
            row = next(rows, None)
        except LineTooLong:
            yield _reject_long_line(lines.number)
            continue
        except csv.Error:
            yield RejectedLine(number, _("its quotation marks do not add up, or a value is too long"))
            continue
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield _parse_csv_record(number, header, row)


def _parse_csv_record(number: int, header: list[str], row: list[str]) -> ImportRecord | RejectedLine:
    if any(map(_has_invalid_utf8, row)):
        return RejectedLine(number, _("not in UTF-8"))
    if len(row) != len(header):
        counts = {"cells": len(row), "names": len(header)}
        return RejectedLine(number, _("%(cells)d values, but the first line names %(names)d") % counts)
    return ImportRecord(number, dict(zip(header, row, strict=True)))


def _read_csv_header(lines: NumberedLines) -> tuple[list[str], str]:
    """The names of the fields and the character between them. Spaces and hyphens in names become underscores."""
    try:
        line = next((line for line in lines if line.strip()), "")
        delimiter = max(_DELIMITERS, key=line.count)
        (names,) = csv.reader([line], delimiter=delimiter, strict=True)
    except (LineTooLong, csv.Error, ValueError) as error:
        raise UnreadableFile(_("The first line does not name the fields.")) from error
    header = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in names]
    doubles = sorted({name for name in header if name and header.count(name) > 1})
    if doubles:
        raise UnreadableFile(
            _("The first line names %(names)s twice.") % {"names": ", ".join(map(format_raw_value, doubles))}
        )
    return header, delimiter


# --- both ---------------------------------------------------------------------------------------------------------


def _reject_long_line(number: int) -> RejectedLine:
    return RejectedLine(number, _("longer than %(limit)d characters") % {"limit": MAX_LINE})


def _has_invalid_utf8(text: str) -> bool:
    """Bytes that were no UTF-8 come through the decoder as U+DC80 to U+DCFF."""
    return not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text)
