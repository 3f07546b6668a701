"""Entries of lists into a table of the database, in PostgreSQL's own binary format: no row becomes an object here.

Source: PostgreSQL's manual, COPY, "Binary Format": a row is the number of its columns, then for each its length in
bytes (-1 for null) and its bytes, the first one being the highest.
"""

from collections.abc import Iterable, Mapping

import numpy as np
from django.db.backends.utils import CursorWrapper
from numpy.typing import NDArray

from challenges.matching.engine.eligibility import NAMES
from challenges.matching.engine.results import NONE, ListEntries

HEADER, TRAILER = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
SMALL, BIG, FLAG = ">i2", ">i8", "i1"
Columns = Mapping[str, NDArray]
AT_ONCE = 50_000  # rows


def copy_list_entries(
    cursor: CursorWrapper, table: str, entries: ListEntries, flags: Columns, versions: Columns
) -> None:
    """flags, versions: further columns, by name, beside those of the entries."""
    numbers = {"challenge_id": entries.want, "company_id": entries.offer, "similarity": entries.score["similarity"]}
    small = {name: part for name, part in entries.score.items() if name != "similarity"} | {"total": entries.total}
    given = [(numbers, BIG), (small, SMALL), (flags, FLAG), (versions, BIG)]
    names = [*(name for columns, _kind in given for name in columns), "failed_rule", "failed_technology_id"]
    with cursor.copy(f"COPY {table} ({', '.join(names)}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(HEADER)
        for rows in _group_rows_by_rule(entries.rule):
            of_rule = [(column[rows], kind) for columns, kind in given for column in columns.values()]
            copy.write(_pack_rows(of_rule, int(entries.rule[rows[0]]), entries.technology[rows]))
        copy.write(TRAILER)


def _group_rows_by_rule(rules: NDArray[np.int64]) -> Iterable[NDArray[np.int64]]:
    """The rows of each rule, so that all rows written together are of one length."""
    for rule in np.unique(rules):
        rows = np.nonzero(rules == rule)[0]
        yield from (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _pack_rows(columns: list[tuple[NDArray, str]], rule: int, technology: NDArray[np.int64]) -> bytes:
    name = b"" if rule == NONE else NAMES[rule].encode()
    fields: list[tuple[NDArray | int | bytes, str]] = [(len(columns) + 2, SMALL)]
    for column, kind in columns:
        fields += [(np.dtype(kind).itemsize, ">i4"), (column, kind)]
    fields += [(len(name), ">i4"), *([(name, f"S{len(name)}")] if name else [])]
    has_technology = bool(technology[0] != NONE)
    fields += [(8, ">i4"), (technology, BIG)] if has_technology else [(-1, ">i4")]
    packed = np.empty(len(technology), [(f"f{at}", kind) for at, (_value, kind) in enumerate(fields)])
    for at, (value, _kind) in enumerate(fields):
        packed[f"f{at}"] = value
    return packed.tobytes()
