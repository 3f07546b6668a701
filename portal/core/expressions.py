"""Counting several querysets in one query."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class CountSubquery(Subquery):
    """How many rows a queryset has, as a column of another."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk"))
