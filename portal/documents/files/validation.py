"""Whether a file is what its name says, by its content.

A file may be made to be two things at once, such as a picture that is also a page with a script. What reads as another
thing too is refused, however well it reads as the thing that it says it is.
"""

import re
from collections.abc import Callable

import puremagic

from portal.documents.files.kinds import BY_EXTENSION, FileKind, RejectedFile
from portal.documents.files.names import get_extension
from portal.documents.files.office import check_odf, check_ooxml

PDF_START = re.compile(rb"%PDF-[12]\.[0-9]")
HEAD = 1024  # within which programs look for the start of a PDF, and browsers for HTML
TAIL = 65_557  # within which programs look for the list at the end of a ZIP: 22 bytes and a comment of 65,535
ZIP_END = b"PK\x05\x06"
MARKUP = re.compile(
    rb"(?i)<(!doctype|\?php|!--|/?(html|head|body|script|style|svg|iframe|frame|object|embed|img|link|meta|base|form"
    rb"|table|div|title|a|p|br|h1)(?=[\s/>]))"
)
# Markup of which one tag in the right place does harm; the wider list would find words in pictures.
ACTIVE = re.compile(rb"(?i)<(!doctype\s|\?php|/?(html|body|script|svg|iframe)[\s/>])")
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f]")
PNG_START = b"\x89PNG\r\n\x1a\n"
JPEG_START = b"\xff\xd8\xff"
FRAMES = (0xC0, 0xC1, 0xC2)  # baseline, extended, progressive
LARGEST_PIXELS = 200_000_000  # more is no picture for people, and fills a reader's memory


def detect_file_kind(name: str, content: bytes) -> FileKind:
    """The kind that both name and content say. RefusedFile, with a code, where they do not agree or it is not allowed.

    Of a packed document only its list of parts is read, and one part of at most 256 kB: nothing is unpacked that could
    grow.
    """
    if not content:
        raise RejectedFile("empty")
    kind = BY_EXTENSION.get(get_extension(name))
    if kind is None:
        raise RejectedFile("kind")
    if kind.extensions[0] != ".txt" and not guess_extensions(content).intersection(kind.extensions):
        raise RejectedFile("other")
    CHECKS.get(kind.extensions[0], check_ooxml if kind.main.endswith("+xml") else check_odf)(content, kind)
    if is_ambiguous_file(content, kind):
        raise RejectedFile("double")
    return kind


def guess_extensions(content: bytes) -> set[str]:
    """Extensions that the first and last bytes fit. Its list of guesses is long and its order says nothing."""
    try:
        return {guess.extension for guess in puremagic.magic_string(content)}
    except puremagic.PureError:  # version 1 says so; version 2 gives none
        return set()


def check_pdf(content: bytes, _kind: FileKind) -> None:
    if not PDF_START.match(content) or b"%%EOF" not in content[-HEAD:]:
        raise RejectedFile("other")


def check_png(content: bytes, _kind: FileKind) -> None:
    if not is_whole_png(content):
        raise RejectedFile("broken")


def check_jpeg(content: bytes, _kind: FileKind) -> None:
    if not is_whole_jpeg(content):
        raise RejectedFile("broken")


def is_ambiguous_file(content: bytes, kind: FileKind) -> bool:
    """A page or a PDF at its start, or, in what is no packed document, a ZIP at its end."""
    head = content[:HEAD]
    is_zip_too = not kind.main and ZIP_END in content[-TAIL:]
    return is_zip_too or b"%PDF-" in head[1:] or ACTIVE.search(head) is not None


def check_text(content: bytes, _kind: FileKind) -> None:
    """Words in UTF-8, without controls and without markup."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RejectedFile("coding") from None
    if CONTROL.search(text):
        raise RejectedFile("other")
    if MARKUP.search(content) or content.startswith((b"{\\rtf", b"%!", b"%PDF", b"#!")):
        raise RejectedFile("markup")


CHECKS: dict[str, Callable[[bytes, FileKind], None]] = {
    ".pdf": check_pdf,
    ".png": check_png,
    ".jpg": check_jpeg,
    ".txt": check_text,
}


def is_whole_png(content: bytes) -> bool:
    """Chunk after chunk, from IHDR to IEND, and nothing behind it. Source: PNG specification, 3rd edition, 5.3."""
    at, chunks = len(PNG_START), []
    while at + 12 <= len(content):
        length, name = int.from_bytes(content[at : at + 4]), content[at + 4 : at + 8]
        chunks.append(name)
        at += 12 + length
        if name == b"IEND":
            break
    width, height = int.from_bytes(content[16:20]), int.from_bytes(content[20:24])
    is_sound = content.startswith(PNG_START) and chunks[:1] == [b"IHDR"] and chunks[-1] == b"IEND" and b"IDAT" in chunks
    return is_sound and at == len(content) and 0 < width * height <= LARGEST_PIXELS


def is_whole_jpeg(content: bytes) -> bool:
    """Segment after segment to the scan, with a frame before it, and an end. A telephone may add its own behind that.

    Source: ITU-T T.81, B.1 and B.2.
    """
    at, pixels = 2, 0
    while content[at : at + 1] == b"\xff" and at + 9 <= len(content):
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in FRAMES:
            pixels = int.from_bytes(content[at + 5 : at + 7]) * int.from_bytes(content[at + 7 : at + 9])
        at += 2 + length
        if marker == 0xDA:
            break
    else:
        return False
    return content.startswith(JPEG_START) and 0 < pixels <= LARGEST_PIXELS and b"\xff\xd9" in content[at:]
