"""Records from files that other people made: JSON lines or CSV, plain or gzipped."""

import codecs
import csv
import gzip
import io
import json
import zlib
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from django.utils.translation import gettext as _

from portal.importing.values import format_raw_value

MAX_LINE = 2_000_000  # characters; two texts of full length fit in, written as JSON escapes too
SCANNED_LINE = 1_000_000  # bytes; what lies beyond in one line says nothing about the encoding

_DELIMITERS = ",;\t"
_JSON_SUFFIXES = {".jsonl", ".ndjson", ".json"}
_CSV_SUFFIXES = {".csv", ".tsv"}
_GZIP = b"\x1f\x8b"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_BYTE_ORDER_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]
_DAMAGE = (OSError, EOFError, zlib.error)  # what reading a broken file raises


class UnreadableFile(Exception):
    """Nothing in the file can be read as records; the text says why."""


class LineTooLong(Exception):
    """A line has more than MAX_LINE characters; the next one can be read."""


class TruncatedFile(Exception):
    """The file cannot be read any further."""


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
    """The records of one file, each with the line that it starts on; a bad line does not end the reading.

    `note` says what a person should check, such as an encoding that was guessed; empty as a rule. Iterating reads the
    file line by line, as often as you like. Raises UnreadableFile where there can be no records.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        with open_unpacked(path) as file:
            try:
                start = file.read1(8192)
            except _DAMAGE as error:
                raise UnreadableFile(_("The gzip file is broken from its start.")) from error
        if not start:
            raise UnreadableFile(_("The file is empty."))
        # The first character, whatever the encoding: byte-order marks, zero bytes and white space do not count.
        first = start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n")[:1]
        suffix = next((suffix for suffix in map(str.lower, reversed(path.suffixes)) if suffix != ".gz"), "")
        self._is_json = suffix in _JSON_SUFFIXES or (suffix not in _CSV_SUFFIXES and first in {b"{", b"["})
        if self._is_json and first == b"[":
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


class NumberedLines:
    """An iterator that survives its exceptions. `number` is that of the line read last, from 1."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self.number = 0

    def __iter__(self) -> "NumberedLines":
        return self

    def __next__(self) -> str:
        self.number += 1
        line = part = self._read()
        if not line:
            raise StopIteration
        while len(part) == MAX_LINE and not part.endswith("\n"):
            part = self._read()
        if part is not line:
            raise LineTooLong
        return line

    def _read(self) -> str:
        try:
            return self._stream.readline(MAX_LINE)
        except (*_DAMAGE, UnicodeError) as error:
            raise TruncatedFile from error


# --- bytes and characters -----------------------------------------------------------------------------------------


@contextmanager
def open_unpacked(path: Path) -> Iterator[io.BufferedIOBase]:
    """Open the bytes of the file, unpacked where they are gzipped, whatever its name says."""
    try:
        with path.open("rb") as file:
            start = file.peek(4)
            if start.startswith(_SPREADSHEETS):
                raise UnreadableFile(_("This is a spreadsheet or an archive. Save it as CSV in UTF-8 and import that."))
            if start.startswith(_GZIP):
                with gzip.open(file) as unpacked:
                    yield unpacked
            else:
                yield file
    except FileNotFoundError as error:
        raise UnreadableFile(_("There is no file %(file)s.") % {"file": path}) from error
    except IsADirectoryError as error:
        raise UnreadableFile(_("%(file)s is a folder, not a file.") % {"file": path}) from error
    except PermissionError as error:
        raise UnreadableFile(_("%(file)s may not be read by you.") % {"file": path}) from error
    except OSError as error:
        raise UnreadableFile(f"{path}: {error.strerror or error}") from error


def detect_encoding(path: Path, start: bytes, *, guess: bool) -> str:
    """Return the encoding: as the mark at the start says, UTF-16 without one by its zero bytes, else UTF-8.

    guess: where nothing in the file is UTF-8 and all of it is Windows-1252 (Excel's CSV in the Netherlands), take that.
    Otherwise a line that is not UTF-8 is left to be refused by itself.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if start.startswith(mark):
            return name
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros.count(0) > len(zeros) / 2:
            return name
    if not guess:
        return "utf-8"
    is_windows = is_other = False  # only lines with characters beyond ASCII tell anything
    with open_unpacked(path) as file, suppress(*_DAMAGE):  # the reading itself will tell where it breaks
        while line := file.readline(SCANNED_LINE):
            if line.isascii() or len(line) == SCANNED_LINE:
                continue
            if _can_decode(line, "utf-8"):
                return "utf-8"
            is_windows = True
            is_other = is_other or not _can_decode(line, "cp1252")
    if is_other:
        raise UnreadableFile(_("The file is neither UTF-8 nor Windows-1252. Save it in UTF-8 and import that."))
    return "cp1252" if is_windows else "utf-8"


def _can_decode(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


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
    raise ValueError(name)  # NaN and Infinity are no JSON


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
        if not any(cell.strip() for cell in row):
            continue
        if any(map(_has_invalid_utf8, row)):
            yield RejectedLine(number, _("not in UTF-8"))
        elif len(row) != len(header):
            counts = {"cells": len(row), "names": len(header)}
            yield RejectedLine(number, _("%(cells)d values, but the first line names %(names)d") % counts)
        else:
            yield ImportRecord(number, dict(zip(header, row, strict=True)))


def _read_csv_header(lines: NumberedLines) -> tuple[list[str], str]:
    """Return the names of the fields and the character between them. Spaces and hyphens become underscores."""
    try:
        line = next((line for line in lines if line.strip()), "")
        delimiter = max(_DELIMITERS, key=line.count)
        (names,) = csv.reader([line], delimiter=delimiter, strict=True)
    except (LineTooLong, csv.Error, ValueError) as error:
        raise UnreadableFile(_("The first line does not name the fields.")) from error
    header = [name.strip().lower().replace(" ", "_").replace("-", "_") for name in names]
    doubles = sorted({name for name in header if name and header.count(name) > 1})
    if doubles:
        named = ", ".join(map(format_raw_value, doubles))
        raise UnreadableFile(_("The first line names %(names)s twice.") % {"names": named})
    return header, delimiter


def _reject_long_line(number: int) -> RejectedLine:
    return RejectedLine(number, _("longer than %(limit)d characters") % {"limit": MAX_LINE})


def _has_invalid_utf8(text: str) -> bool:
    """Bytes that were no UTF-8 come through the decoder as U+DC80 to U+DCFF."""
    return not text.isascii() and any("\udc80" <= character <= "\udcff" for character in text)
