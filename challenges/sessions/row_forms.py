"""Forms of several rows on one page: a row that is left empty is no row, and one that is emptied is removed."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from portal.core.forms import VersionedForm

MOST_ROWS = 200


class RowsForm(VersionedForm):
    """columns: the names of the fields of a row; needed: those that a row which is not empty must have.

    Row n has the fields `<column>_n`.
    """

    columns: tuple[str, ...] = ()
    needed: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    extra = 3
    rows = forms.IntegerField(widget=forms.HiddenInput, min_value=0, max_value=MOST_ROWS)

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, known: Sequence[Mapping[str, Any]], version: str
    ) -> None:
        first = {f"{name}_{n}": row[name] for n, row in enumerate(known) for name in self.columns if name in row}
        number = len(known) + self.extra
        super().__init__(data, initial=first | {"seen": version, "rows": number})
        self.number = number if data is None else _parse_row_count(data.get("rows"), number)
        for n in range(self.number):
            for name in self.columns:
                self.fields[f"{name}_{n}"] = self.field_of(name, n + 1)

    def field_of(self, name: str, number: int) -> forms.Field:
        raise NotImplementedError

    def lines(self) -> list[list[forms.BoundField]]:
        return [[self[f"{name}_{n}"] for name in self.columns] for n in range(self.number)]

    def filled(self) -> list[tuple[int, dict[str, Any]]]:
        """The rows in which something stands, each with its number from 0."""
        shown = [name for name in self.columns if name not in self.hidden]
        rows = [(n, {name: self.cleaned_data.get(f"{name}_{n}") for name in self.columns}) for n in range(self.number)]
        return [(n, row) for n, row in rows if any(row[name] not in (None, "", frozenset()) for name in shown)]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        for n, row in self.filled():
            for name in self.needed:
                if row[name] in (None, "") and not self.has_error(f"{name}_{n}"):
                    self.add_error(f"{name}_{n}", _("Fill this in too, or empty the whole row."))
        return data


def _parse_row_count(typed: Any, usual: int) -> int:
    text = str(typed or "")
    return min(int(text), MOST_ROWS) if text.isascii() and text.isdecimal() and len(text) < 5 else usual
