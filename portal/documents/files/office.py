"""Office documents: ZIP files of which the list of parts says what they are.

Sources: ECMA-376 part 2 (OPC), 10.1.2 content types; ODF 1.3 part 2, 3.3 MIME type file.
"""

import struct
import zipfile
import zlib
from io import BytesIO

from portal.documents.files.kinds import FileKind, RejectedFile

START, END = b"PK\x03\x04", b"PK\x05\x06"
MOST_PARTS = 5_000
MOST_UNPACKED = 200_000_000  # bytes, as the list of parts declares them
LONGEST_TYPES = 256_000  # bytes of the one part that is read
LOCKED = 0x1
BROKEN = (
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OSError,
    EOFError,
    struct.error,
    zlib.error,
)
# A content type that names a program, in whichever document.
PROGRAMS = (b"macroenabled", b"vbaproject", b"activex", b"ms-office.vba", b"excel4", b"intlmacrosheet")
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/", "xl/macrosheets/", "word/activex/", "xl/activex/", "ppt/activex/")


def check_ooxml(content: bytes, kind: FileKind) -> None:
    archive = open_office_archive(content)
    types = read_archive_part(archive, "[Content_Types].xml")
    declared = types.lower()
    if b"&" in types or b"<!" in types:
        raise RejectedFile("other")  # nobody's office writes that; it could hide a name
    if any(program in declared for program in PROGRAMS):
        raise RejectedFile("macros")
    if kind.main.encode() not in types:
        raise RejectedFile("other")


def check_odf(content: bytes, kind: FileKind) -> None:
    archive = open_office_archive(content)
    if read_archive_part(archive, "mimetype").strip() != kind.main.encode() or "content.xml" not in archive.namelist():
        raise RejectedFile("other")


def open_office_archive(content: bytes) -> zipfile.ZipFile:
    """The list of parts, when it can be one document's: whole, in one piece, unlocked, and of a bearable size."""
    if not content.startswith(START):
        raise RejectedFile("other")
    try:
        archive = zipfile.ZipFile(BytesIO(content))
    except BROKEN:
        raise RejectedFile("broken") from None
    parts = archive.infolist()
    names = [part.filename.lower() for part in parts]
    if any(part.flag_bits & LOCKED for part in parts):
        raise RejectedFile("locked")
    if any(name.endswith(MACRO_PARTS) or name.startswith(MACRO_FOLDERS) for name in names):
        raise RejectedFile("macros")
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise RejectedFile("huge")
    ends_there = content.rfind(END) + 22 + len(archive.comment) == len(content)
    if len(set(names)) < len(names) or not is_contiguous_archive(parts, archive.start_dir) or not ends_there:
        raise RejectedFile("double")
    return archive


def is_contiguous_archive(parts: list[zipfile.ZipInfo], end: int) -> bool:
    """Whether the parts lie one behind the other from the first byte on. Parts that overlap unpack to more than is
    there; a gap may hide another file."""
    placed = sorted((part.header_offset, part.compress_size) for part in parts)
    starts = [*(start for start, _size in placed), end]
    return starts[0] == 0 and all(
        start + size <= following for (start, size), following in zip(placed, starts[1:], strict=True)
    )


def read_archive_part(archive: zipfile.ZipFile, name: str) -> bytes:
    """A part of at most LONGEST_TYPES bytes; what is longer, or not there, is no such document."""
    try:
        with archive.open(name) as part:
            found = part.read(LONGEST_TYPES + 1)
    except KeyError:
        raise RejectedFile("other") from None
    except BROKEN:
        raise RejectedFile("broken") from None
    if len(found) > LONGEST_TYPES:
        raise RejectedFile("huge")
    return found
