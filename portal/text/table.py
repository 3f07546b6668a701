"""A table as a file for spreadsheets, in which no cell starts a formula."""

import csv
from collections.abc import Iterable, Sequence
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
    safe = [[harmless(cell) for cell in row] for row in rows]
    if kind == "csv":
        text = StringIO()
        csv.writer(text).writerows(safe)
        return text.getvalue().encode("utf-8-sig")
    book, made = Workbook(write_only=True), BytesIO()
    sheet = book.create_sheet()
    for row in safe:
        sheet.append([cell[:LONGEST_CELL] if isinstance(cell, str) else cell for cell in row])
    book.save(made)
    return made.getvalue()
