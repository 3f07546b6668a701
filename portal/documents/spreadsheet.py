"""A table as a file for spreadsheets, in which no cell starts a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment
from openpyxl.utils import get_column_letter

from portal.documents.spreadsheet_cells import escape_formula

LONGEST_CELL = 32_767  # characters that XLSX holds
NARROWEST, WIDEST = 8, 60  # characters of a column
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


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
