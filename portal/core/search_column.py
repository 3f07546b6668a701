"""The column for full-text search."""

from typing import Any

from django.contrib.postgres.search import SearchVectorField
from django.db import models


class UnreadVectorField(SearchVectorField):
    """Select NULL in place of the search vector: it is long, and only the database uses it."""

    def select_format(self, compiler: Any, sql: str, params: Any) -> tuple[str, tuple[()]]:
        return "NULL", ()

    def deconstruct(self) -> Any:
        """Return the plain field, which is what a migration makes."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.contrib.postgres.search.SearchVectorField", arguments, options


class SearchColumn(models.GeneratedField):
    """Store the search vector of a row, and never read it back.

    Queries filter and rank by the column inside the database. No row brings its value along, through select_related
    neither, so no query has to `defer` it. To read the vector itself: `annotate(vector=Cast("search", TextField()))`.
    """

    db_returning = False  # type: ignore[assignment]  # an INSERT does not return it either

    def __init__(self, expression: Any, **options: Any) -> None:
        super().__init__(expression=expression, **{"output_field": UnreadVectorField(), "db_persist": True, **options})

    def deconstruct(self) -> Any:
        """Return the plain generated column, which is what a migration makes."""
        name, _path, arguments, options = super().deconstruct()
        return name, "django.db.models.GeneratedField", arguments, options
