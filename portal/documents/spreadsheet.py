"""A table as a file for spreadsheets, in which no cell starts a formula."""

import csv
import re
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

LONGEST_CELL = 32_767  # characters that XLSX holds
NARROWEST, WIDEST = 8, 60  # characters of a column
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}
# What Excel, LibreOffice and Google Sheets take as the start of a formula, the full-width forms too.
_FORMULA = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")
_MARKED = re.compile(r"'+[=+\-@\t\r\n＝＋－＠]")
# What XML 1.0, and so a spreadsheet, cannot hold.
_ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def build_table_file(rows: Iterable[Sequence[Any]], kind: str) -> bytes:
    """kind: "xlsx" or "csv"; the latter in UTF-8 with the mark that spreadsheet programs look for."""
    if kind == "csv":
        text = StringIO()
        csv.writer(text).writerows([[escape_formula(cell) for cell in row] for row in rows])
        return text.getvalue().encode("utf-8-sig")
    return build_workbook({"": rows})


def build_workbook(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """XLSX of several tables, by the name of each; "" is the program's own name. The first row stays in view."""
    book, made = Workbook(write_only=True), BytesIO()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name or None)
        safe = [[_truncate_cell(escape_formula(cell)) for cell in row] for row in rows]
        sheet.freeze_panes = "A2"
        for number, width in enumerate(_measure_column_widths(safe), 1):
            sheet.column_dimensions[get_column_letter(number)].width = width
        for row in safe:
            sheet.append(
                [_build_wrapped_cell(sheet, cell) if isinstance(cell, str) and "\n" in cell else cell for cell in row]
            )
    book.save(made)
    return made.getvalue()


def _truncate_cell(cell: Any) -> Any:
    return cell[:LONGEST_CELL] if isinstance(cell, str) else cell


def _measure_column_widths(rows: Sequence[Sequence[Any]]) -> list[int]:
    """In characters, of each column: as wide as its longest line, within reason."""
    found: list[int] = []
    for row in rows:
        for number, cell in enumerate(row):
            longest = max((len(line) for line in str(cell).split("\n")), default=0)
            if number == len(found):
                found.append(NARROWEST)
            found[number] = min(max(found[number], longest + 2), WIDEST)
    return found


def _build_wrapped_cell(sheet: Any, text: str) -> WriteOnlyCell:
    """Shown on as many lines as it has."""
    cell = WriteOnlyCell(sheet, text)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    return cell


def escape_formula(cell: Any) -> Any:
    """The cell with an apostrophe before what would start a formula; numbers and dates as they are."""
    if not isinstance(cell, str):
        return cell
    text = _ILLEGAL.sub("\N{REPLACEMENT CHARACTER}", cell)
    return f"'{text}" if _FORMULA.match(text) else text


def unescape_formula(cell: Any) -> Any:
    """Return what `escape_formula` was given (illegal characters apart)."""
    return cell[1:] if isinstance(cell, str) and _MARKED.match(cell) else cell
