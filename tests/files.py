"""Small real files of every kind, and the parts to make false ones of."""

import struct
import zipfile
from io import BytesIO

from openpyxl import Workbook
from PIL import Image

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."
TYPES = '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
MAIN = {
    "docx": ("word/document.xml", OOXML + "wordprocessingml.document.main+xml"),
    "pptx": ("ppt/presentation.xml", OOXML + "presentationml.presentation.main+xml"),
    "docm": ("word/document.xml", "application/vnd.ms-word.document.macroEnabled.main+xml"),
}
HTML = b"<!DOCTYPE html><html><body><script>alert(1)</script></body></html>"


def pdf(text: str = "Plan") -> bytes:
    """One page with one line, with a right table of its objects."""
    stream = f"BT /F1 24 Tf 72 720 Td ({text}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
    ]
    found, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(found))
    return found + b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table) + end


def picture(form: str, **options: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", (24, 16), "#0B5A61").save(made, form, **options)
    return made.getvalue()


def zipped(parts: dict[str, str | bytes], stored: tuple[str, ...] = ("mimetype",)) -> bytes:
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content, zipfile.ZIP_STORED if name in stored else None)
    return made.getvalue()


def office(kind: str, extra: dict[str, str | bytes] | None = None, types: str = "") -> bytes:
    part, main = MAIN[kind]
    declared = TYPES.format(f'<Override PartName="/{part}" ContentType="{main}"/>{types}')
    return zipped({"[Content_Types].xml": declared, "_rels/.rels": "<x/>", part: "<x/>"} | (extra or {}))


def opendocument(kind: str = "text", extra: dict[str, str | bytes] | None = None) -> bytes:
    return zipped({"mimetype": ODF + kind, "content.xml": "<x/>", "META-INF/manifest.xml": "<x/>"} | (extra or {}))


def workbook() -> bytes:
    made, book = BytesIO(), Workbook()
    book.active.append(["Onderdeel", "Prijs"])
    book.save(made)
    return made.getvalue()


def bomb(size: int = 1_000_000_000) -> bytes:
    """A text document whose list of parts says that one unpacks to `size` bytes; it holds next to nothing."""
    content = bytearray(office("docx", {"word/media/image1.png": b"\x00" * 100}))
    name = b"word/media/image1.png"
    entry = content.rindex(name) - 46
    content[entry + 24 : entry + 28] = struct.pack("<L", size)
    return bytes(content)


GOOD = {
    "plan.pdf": pdf(),
    "foto.png": picture("PNG"),
    "foto.jpg": picture("JPEG", progressive=True),
    "Foto.JPEG": picture("JPEG", exif=b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00"),
    "brief.docx": office("docx"),
    "begroting.xlsx": workbook(),
    "praatje.pptx": office("pptx"),
    "brief.odt": opendocument("text"),
    "tabel.ods": opendocument("spreadsheet"),
    "praatje.odp": opendocument("presentation"),
    "leesmij.txt": "Één regel\r\nmet < en > en een tab\t: 3 <x> 4.".encode(),
    "bom.txt": b"\xef\xbb\xbfTekst",
    "bmw.txt": b"BM is ook het begin van een plaatje.",
}
