"""Cells that a spreadsheet would run as a formula, written so that it shows them, and read back as they were."""

import re
from typing import Any

# What Excel, LibreOffice and Google Sheets take as the start of a formula, the full-width forms too.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# What XML 1.0, and so a spreadsheet, cannot hold.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def escape_formula(cell: Any) -> Any:
    """The cell with an apostrophe before what would start a formula; numbers and dates as they are."""
    if not isinstance(cell, str):
        return cell
    text = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", cell)
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(cell: Any) -> Any:
    """What `harmless` was given (illegal characters apart)."""
    return cell[1:] if isinstance(cell, str) and _MARKED.match(cell) else cell
