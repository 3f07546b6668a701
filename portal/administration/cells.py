"""How a cell of an imported file becomes a value; what cannot be read raises ValueError with a sentence."""

from datetime import datetime
from decimal import InvalidOperation
from typing import Any

from django.db import models
from django.utils.translation import gettext as _
from import_export import widgets

YES = {"1", "true", "yes", "ja", "waar"}
NO = {"0", "false", "no", "nee", "onwaar"}


class NumberWidget(widgets.IntegerWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except (ValueError, InvalidOperation, OverflowError):
            raise ValueError(_("“%(value)s” is not a whole number.") % {"value": value}) from None


class YesNoWidget(widgets.BooleanWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        text = "" if value is None else str(value).strip().lower()
        if text and text not in YES | NO:
            raise ValueError(_("“%(value)s” is neither yes nor no.") % {"value": value})
        return text in YES if text else None


class YearListWidget(widgets.SimpleArrayWidget):
    def __init__(self) -> None:
        super().__init__(separator=", ")

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[int]:
        parts = [part.strip() for part in str(value or "").split(",") if part.strip()]
        try:
            return [int(part) for part in parts]
        except ValueError:
            raise ValueError(_("“%(value)s” is not a list of years.") % {"value": value}) from None


class DateTimeCellWidget(widgets.DateTimeWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except ValueError:
            raise ValueError(
                _("“%(value)s” is not a date and time, as in 2026-11-24 17:00.") % {"value": value}
            ) from None


class DateCellWidget(widgets.DateWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, datetime):  # a spreadsheet knows no date without a time
            return value.date()
        try:
            return super().clean(value, row, **kwargs)
        except ValueError:
            raise ValueError(_("“%(value)s” is not a date, as in 2026-11-24.") % {"value": value}) from None


class NaturalKeyWidget(widgets.ForeignKeyWidget):
    """A row named by its natural key, the first of `keys`; the others are understood as well."""

    def __init__(self, model: type[models.Model], *keys: str) -> None:
        super().__init__(model, keys[0])
        self.keys = keys

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value or "").strip()
        return find_by_natural_key(self.model._default_manager.all(), self.keys, text) if text else None


class NaturalKeyListWidget(widgets.ManyToManyWidget):
    """Rows named by their natural keys, with a comma between."""

    def __init__(self, model: type[models.Model], *keys: str) -> None:
        super().__init__(model, separator=", ", field=keys[0])
        self.keys = keys

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        return [
            find_by_natural_key(self.model._default_manager.all(), self.keys, text) for text in split_cell_list(value)
        ]


def split_cell_list(value: Any) -> list[str]:
    return [part.strip() for part in str(value or "").split(",") if part.strip()]


def find_by_natural_key(rows: Any, keys: tuple[str, ...], text: str) -> Any:
    for key in keys:
        if found := rows.filter(**{f"{key}__iexact": text}).first():
            return found
    name = rows.model._meta.verbose_name
    raise ValueError(_("There is no %(thing)s “%(value)s”.") % {"thing": name, "value": text})
