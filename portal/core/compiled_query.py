"""SQL that is the same for every reader of a kind but for a few values: written once, and filled in for each.

Django takes ten times as long to write a long query as PostgreSQL to answer it. So it writes it for two made-up readers
at two moments of the same day. What differs must be one of the values, or a moment that lies as far from now; anything
else that depended on the reader would stop it here.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.db import connection

NOW = "now"
Values = Mapping[str, Any]
Query = tuple[str, tuple[Any, ...]]


@dataclass(frozen=True)
class CompiledQuery:
    sql: str
    params: tuple[Callable[[Values], Any], ...]

    def rows(self, values: Values) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [param(values) for param in self.params])
            return cursor.fetchall()


def compile_query(write: Callable[[Values], Query], one: Values, other: Values) -> CompiledQuery:
    """one, other: two samples, which agree in no value; `now` in both, on the same day."""
    (sql, params), (same, others) = write(one), write(other)
    if sql != same or len(params) != len(others):
        raise ValueError("The query itself depends on the reader.")
    return CompiledQuery(sql, tuple(_build_parameter(*pair, one, other) for pair in zip(params, others, strict=True)))


def _build_parameter(first: Any, second: Any, one: Values, other: Values) -> Callable[[Values], Any]:
    if first == second:
        return lambda values: first
    for name in one:
        if (first, second) == (one[name], other[name]):
            return itemgetter(name)
    if isinstance(first, datetime) and first - one[NOW] == second - other[NOW]:
        return lambda values: values[NOW] + (first - one[NOW])
    raise ValueError(f"{first!r} depends on the reader, and is none of {', '.join(one)}.")
