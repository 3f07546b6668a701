"""Open a file as text: unpack it, and find out how its characters are written."""

import codecs
import gzip
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BufferedIOBase
from pathlib import Path

from django.utils.translation import gettext as _

SCANNED_LINE = 1_000_000  # bytes; what lies beyond in one line says nothing about the encoding

_GZIP = b"\x1f\x8b"
_SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_MARKS = [
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
]


class UnreadableFile(Exception):
    """There is nothing in the file that can be read as records; the text says why."""


@contextmanager
def open_unpacked(path: Path) -> Iterator[BufferedIOBase]:
    """The bytes of the file, unpacked where they are gzipped, whatever its name says."""
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


def read_file_start(path: Path) -> bytes:
    """The first bytes of the unpacked file. Raises UnreadableFile where there are none."""
    with open_unpacked(path) as file:
        try:
            start = file.read1(8192)
        except (OSError, EOFError, zlib.error) as error:
            raise UnreadableFile(_("The gzip file is broken from its start.")) from error
    if not start:
        raise UnreadableFile(_("The file is empty."))
    return start


def detect_encoding(path: Path, start: bytes, *, guess: bool) -> str:
    """The name of the encoding: as the mark at the start says, UTF-16 without one by its zero bytes, else UTF-8.

    guess: where nothing in the file is UTF-8 and all of it is Windows-1252 (Excel's CSV in the Netherlands), take that.
    Otherwise a line that is not UTF-8 is left to be refused by itself.
    """
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    for name, zeros in (("utf-16-le", start[1::2]), ("utf-16-be", start[0::2])):
        if zeros.count(0) > len(zeros) / 2:
            return name
    return _scan_encoding(path) if guess else "utf-8"


def _scan_encoding(path: Path) -> str:
    """One pass over the file; only lines with characters beyond ASCII tell anything."""
    windows = other = False
    with open_unpacked(path) as file:
        for line in _iter_non_ascii_lines(file):
            if _can_decode(line, "utf-8"):
                return "utf-8"
            windows = True
            other = other or not _can_decode(line, "cp1252")
    if other:
        raise UnreadableFile(_("The file is neither UTF-8 nor Windows-1252. Save it in UTF-8 and import that."))
    return "cp1252" if windows else "utf-8"


def _iter_non_ascii_lines(file: BufferedIOBase) -> Iterator[bytes]:
    try:
        while line := file.readline(SCANNED_LINE):
            if not line.isascii() and len(line) < SCANNED_LINE:
                yield line
    except (OSError, EOFError, zlib.error):
        return  # the reading itself will tell where it breaks


def _can_decode(line: bytes, encoding: str) -> bool:
    try:
        line.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
