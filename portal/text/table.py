"""A table as a file for spreadsheets, in which no cell starts a formula."""

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Any

from openpyxl import Workbook

from portal.text.spreadsheet import harmless

LONGEST_CELL = 32_767  # characters that XLSX holds
CONTENT_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def written_table(rows: Iterable[Sequence[Any]], kind: str) -> bytes:
    """kind: "xlsx" or "csv"; the latter in UTF-8 with the mark that spreadsheet programs look for."""
    if kind == "csv":
        text = StringIO()
        csv.writer(text).writerows([[harmless(cell) for cell in row] for row in rows])
        return text.getvalue().encode("utf-8-sig")
    return written_book({"": rows})


def written_book(sheets: Mapping[str, Iterable[Sequence[Any]]]) -> bytes:
    """XLSX of several tables, by the name of each; "" is the program's own name."""
    book, made = Workbook(write_only=True), BytesIO()
    for name, rows in sheets.items():
        sheet = book.create_sheet(name or None)
        for row in rows:
            safe = [harmless(cell) for cell in row]
            sheet.append([cell[:LONGEST_CELL] if isinstance(cell, str) else cell for cell in safe])
    book.save(made)
    return made.getvalue()
