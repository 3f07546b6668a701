"""What kind a file is: by its content, with which its name must agree."""

import zipfile
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.documents.files.kinds import KINDS, RejectedFile
from portal.documents.files.office import MOST_PARTS
from portal.documents.files.validation import detect_file_kind
from tests.files import GOOD, HTML, ODF, bomb, office, opendocument, pdf, picture, workbook, zipped


def code_of(name: str, content: bytes) -> str:
    try:
        return detect_file_kind(name, content).label
    except RejectedFile as refused:
        return refused.code


@pytest.mark.parametrize("name", GOOD)
def test_a_real_file_is_what_its_name_says(name):
    kind = detect_file_kind(name, GOOD[name])
    assert "." + name.rsplit(".")[-1].lower() in kind.extensions


def test_every_kind_is_tried():
    assert {detect_file_kind(name, content) for name, content in GOOD.items()} == set(KINDS)


@pytest.mark.parametrize("name", ["x.exe", "x.csv", "x.html", "x.svg", "x.doc", "x.docm", "x.zip", "x.gif", "x", "pdf"])
def test_a_kind_that_is_not_in_the_list_is_refused(name):
    assert code_of(name, pdf()) == "kind"


def test_an_empty_file_is_refused():
    assert code_of("plan.pdf", b"") == "empty"


@pytest.mark.parametrize("named", GOOD)
@pytest.mark.parametrize("inside", GOOD)
def test_a_name_of_another_kind_is_refused(named, inside):
    if detect_file_kind(named, GOOD[named]) != detect_file_kind(inside, GOOD[inside]):
        assert code_of(named, GOOD[inside]) in {"other", "broken", "coding", "markup"}


OTHER = {
    "page named pdf": ("plan.pdf", HTML, "other"),
    "page with a pdf's first line": ("plan.pdf", b"%PDF-1.7\n" + HTML, "other"),
    "pdf behind a page": ("plan.pdf", HTML + pdf(), "other"),
    "program named pdf": ("plan.pdf", b"MZ" + bytes(200), "other"),
    "pdf cut off": ("plan.pdf", pdf()[:-20], "other"),
    "gif named png": ("foto.png", b"GIF89a" + bytes(40), "other"),
    "png cut off": ("foto.png", GOOD["foto.png"][:-8], "broken"),
    "png with something behind it": ("foto.png", GOOD["foto.png"] + b"x", "broken"),
    "png's first bytes": ("foto.png", b"\x89PNG\r\n\x1a\n", "broken"),
    "jpeg without its end": ("foto.jpg", GOOD["foto.jpg"][:-2], "broken"),
    "jpeg's first bytes": ("foto.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF\x00", "broken"),
    "zip named docx": ("brief.docx", zipped({"a.txt": "x"}), "other"),
    "docx of which the types say nothing": ("brief.docx", zipped({"[Content_Types].xml": "<a/>"}), "other"),
    "docx named xlsx": ("begroting.xlsx", office("docx"), "other"),
    "odt named ods": ("tabel.ods", opendocument("text"), "other"),
    "odt without content": ("brief.odt", zipped({"mimetype": ODF + "text"}), "other"),
    "old office file": ("brief.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "other"),
    "zip cut off": ("brief.docx", office("docx")[:-10], "broken"),
    "text of bytes": ("leesmij.txt", b"\x00\x01\x02", "other"),
    "text of another coding": ("leesmij.txt", "één".encode("latin-1"), "coding"),
    "text with controls": ("leesmij.txt", b"a\x1b[2Jb", "other"),
}


@pytest.mark.parametrize("case", OTHER)
def test_a_file_that_is_not_what_it_says_is_refused(case):
    name, content, code = OTHER[case]
    assert code_of(name, content) == code


@pytest.mark.parametrize(
    "markup",
    [
        HTML,
        b"Zie <script src=//x></script>",
        b"<svg onload=alert(1)>",
        b"tekst <IMG SRC=x onerror=y>",
        b"<?php echo 1; ?>",
        b"{\\rtf1 tekst}",
        b"#!/bin/sh\nrm",
        b"%!PS-Adobe",
    ],
)
def test_a_text_with_markup_in_it_is_refused(markup):
    assert code_of("leesmij.txt", markup) == "markup"


DOUBLE = {
    "pdf that is a zip": ("plan.pdf", pdf() + zipped({"a": "x"}) + b"%%EOF"),
    "jpeg that is a zip": ("foto.jpg", GOOD["foto.jpg"] + zipped({"a": "x"})),
    "jpeg that is a page": ("foto.jpg", picture("JPEG", comment=b"<script>alert(1)</script>")),
    "jpeg that is a pdf": ("foto.jpg", picture("JPEG", comment=b"%PDF-1.7 ")),
    "pdf that is a page": ("plan.pdf", b"%PDF-1.7\n<html ><body>" + pdf()),
    "zip before a zip": ("brief.docx", zipped({"a": "x"}) + office("docx")),
    "zip with something behind it": ("brief.docx", office("docx") + b"#!/bin/sh"),
    "page in a zip": (
        "brief.odt",
        zipped({"mimetype": ODF + "text", "content.xml": "<html >"}, ("content.xml",)),
    ),
    "part twice": ("brief.docx", office("docx", {"WORD/document.xml": "<y/>"})),
}


@pytest.mark.parametrize("case", DOUBLE)
def test_a_file_that_reads_as_two_things_is_refused(case):
    name, content = DOUBLE[case]
    assert code_of(name, content) == "double"


MACROS = {
    "docm named docx": office("docm"),
    "program in it": office("docx", {"word/vbaProject.bin": b"x"}),
    "program under another name": office("docx", types='<x ContentType="application/vnd.ms-office.vbaProject"/>'),
    "control in it": office("docx", {"word/activeX/activeX1.xml": "<x/>"}),
}


@pytest.mark.parametrize("case", MACROS)
def test_a_document_with_a_program_in_it_is_refused(case):
    assert code_of("brief.docx", MACROS[case]) == "macros"


def test_an_open_document_with_a_program_in_it_is_refused():
    assert code_of("brief.odt", opendocument("text", {"Basic/Standard/Module1.xml": "<x/>"})) == "macros"


def test_types_that_hide_a_name_are_refused():
    assert code_of("brief.docx", office("docx", types="&#109;")) == "other"


def test_a_document_that_unpacks_to_too_much_is_refused_unopened(monkeypatch):
    content = bomb()
    monkeypatch.setattr(zipfile.ZipFile, "open", lambda *_, **__: pytest.fail("unpacked"))
    assert code_of("brief.docx", content) == "huge"


def test_a_part_that_says_less_than_it_holds_is_read_no_further():
    content = office("docx", types=" " * 1_000_000)
    assert code_of("brief.docx", content) == "huge"


def test_too_many_parts_are_refused():
    content = office("docx", {f"word/{number}.xml": b"" for number in range(MOST_PARTS)})
    assert code_of("brief.docx", content) == "huge"


def test_a_locked_document_is_refused():
    content = bytearray(office("docx"))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    assert code_of("brief.docx", bytes(content)) == "locked"


@given(st.sampled_from(sorted(GOOD)), st.data())
def test_a_damaged_file_is_taken_or_refused_never_an_error(name, data):
    content = bytearray(GOOD[name])
    for _ in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    code_of(name, bytes(content[: data.draw(st.integers(1, len(content)))]))


@given(st.sampled_from(sorted(GOOD)), st.binary(max_size=200))
def test_any_bytes_are_taken_or_refused_never_an_error(name, content):
    code_of(name, content)


def test_the_list_of_parts_of_a_real_workbook_is_one_piece():
    assert zipfile.ZipFile(BytesIO(workbook())).testzip() is None
    assert code_of("begroting.xlsx", workbook()) == "XLSX"
