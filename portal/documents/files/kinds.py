"""The kinds of files that may be sent along: few, without programs in them, and readable everywhere.

No CSV: a spreadsheet program runs the formulas in it. No older Office files: their macros cannot be told from outside.
"""

from dataclasses import dataclass

OOXML = "application/vnd.openxmlformats-officedocument."
ODF = "application/vnd.oasis.opendocument."


@dataclass(frozen=True)
class FileKind:
    """extensions: those that the name may have, the usual one first.

    main: of a packed document the content type that its main part declares, or in ODF that of the whole.
    """

    label: str
    extensions: tuple[str, ...]
    content_type: str
    main: str = ""


KINDS = (
    FileKind("PDF", (".pdf",), "application/pdf"),
    FileKind("PNG", (".png",), "image/png"),
    FileKind("JPEG", (".jpg", ".jpeg"), "image/jpeg"),
    *(
        FileKind(extension[1:].upper(), (extension,), OOXML + whole, OOXML + main)
        for extension, whole, main in (
            (".docx", "wordprocessingml.document", "wordprocessingml.document.main+xml"),
            (".xlsx", "spreadsheetml.sheet", "spreadsheetml.sheet.main+xml"),
            (".pptx", "presentationml.presentation", "presentationml.presentation.main+xml"),
        )
    ),
    *(
        FileKind(extension[1:].upper(), (extension,), ODF + whole, ODF + whole)
        for extension, whole in ((".odt", "text"), (".ods", "spreadsheet"), (".odp", "presentation"))
    ),
    FileKind("TXT", (".txt",), "text/plain"),
)
BY_EXTENSION = {extension: kind for kind in KINDS for extension in kind.extensions}


class RejectedFile(Exception):
    """code: empty, kind (not in the list), other (than its name says), broken, double (two things at once), coding,
    markup, macros, locked (by a password), huge (when unpacked)."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
