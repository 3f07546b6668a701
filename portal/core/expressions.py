"""Expressions for querysets."""

from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery


class CountSubquery(Subquery):
    """Count the rows of a queryset as a column of another one, so that one query counts several."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) counted)"
    output_field = IntegerField()

    def __init__(self, rows: QuerySet[Any]) -> None:
        super().__init__(rows.order_by().values("pk"))
