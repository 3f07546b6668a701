"""Tables for import and export: rows keyed by what people know them by, every row checked as a form would check it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext as _
from import_export import widgets
from import_export.resources import ModelResource

from portal.core.slugs import find_free_slug
from portal.importing.values import has_value, parse_whole_number, parse_years, parse_yes_no

LARGEST_NUMBER = 2**31 - 1  # of an integer column in PostgreSQL


class NumberWidget(widgets.IntegerWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> int | None:
        return parse_whole_number(value, low=0, high=LARGEST_NUMBER) if has_value(value) else None


class YesNoWidget(widgets.BooleanWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool | None:
        return parse_yes_no(value) if has_value(value) else None


class YearListWidget(widgets.SimpleArrayWidget):
    def __init__(self) -> None:
        super().__init__(separator=", ")

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[int]:
        return parse_years(value) if has_value(value) else []


class DateTimeCellWidget(widgets.DateTimeWidget):
    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        try:
            return super().clean(value, row, **kwargs)
        except ValueError:
            raise ValueError(
                _("“%(value)s” is not a date and time, as in 2026-11-24 17:00.") % {"value": value}
            ) from None


class NaturalKeyWidget(widgets.ForeignKeyWidget):
    """A row named by its natural key, the first of `keys`; the others are understood as well."""

    def __init__(self, model: type[models.Model], *keys: str) -> None:
        super().__init__(model, keys[0])
        self.keys = keys

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        text = str(value or "").strip()
        return find_by_natural_key(self.model, self.keys, text) if text else None


class NaturalKeyListWidget(widgets.ManyToManyWidget):
    """Rows named by their natural keys, with a comma between."""

    def __init__(self, model: type[models.Model], *keys: str) -> None:
        super().__init__(model, separator=", ", field=keys[0])
        self.keys = keys

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[Any]:
        return [find_by_natural_key(self.model, self.keys, text) for text in split_cell_list(value)]


def split_cell_list(value: Any) -> list[str]:
    return [part.strip() for part in str(value or "").split(",") if part.strip()]


def find_by_natural_key(model: type[models.Model], keys: tuple[str, ...], text: str) -> Any:
    for key in keys:
        if found := model._default_manager.filter(**{f"{key}__iexact": text}).first():
            return found
    name = model._meta.verbose_name
    raise ValueError(_("There is no %(thing)s “%(value)s”.") % {"thing": name, "value": text})


class BaseResource(ModelResource):
    """Keyed by slug; a row without one is matched by `other_keys`, else it is new and its slug made from `named_by`."""

    WIDGETS_MAP = {
        **ModelResource.WIDGETS_MAP,
        "BooleanField": YesNoWidget,
        "DateTimeField": DateTimeCellWidget,
        "PositiveIntegerField": NumberWidget,
        "PositiveSmallIntegerField": NumberWidget,
        "TextField": widgets.CharWidget,
    }
    other_keys: tuple[str, ...] = ()
    named_by: tuple[str, ...] = ()

    @classmethod
    def widget_from_django_field(cls, f: Any, default: Any = None) -> Any:
        return YearListWidget if f.get_internal_type() == "ArrayField" else super().widget_from_django_field(f)

    def before_import(self, dataset: Any, **kwargs: Any) -> None:
        if self.named_by and "slug" not in dataset.headers:
            dataset.append_col([""] * len(dataset), header="slug")

    def before_import_row(self, row: Any, **kwargs: Any) -> None:
        if self.named_by and not row["slug"]:
            text = next((str(row[name]) for name in self.named_by if row.get(name)), "")
            row["slug"] = self._find_known_slug(row) or find_free_slug(self.get_queryset(), text)

    def _find_known_slug(self, row: Any) -> str | None:
        for key in self.other_keys:
            if value := row.get(key):
                known = self.get_queryset().filter(**{key: str(value)}).first()
                if known:
                    return str(known.slug)
        return None

    def import_instance(self, instance: models.Model, row: Any, **kwargs: Any) -> None:
        """All that is wrong with a row at once: what cannot be read, and what it links to."""
        errors: dict[str, Any] = {}
        for step in (super().import_instance, self.read_links):
            try:
                step(instance, row, **kwargs)
            except ValidationError as error:
                errors = error.update_error_dict(errors)
        for field in instance._meta.fields:
            if field.null and getattr(instance, field.attname) == "":
                setattr(instance, field.attname, None)
        if errors:
            raise ValidationError(errors)

    def read_links(self, instance: models.Model, row: Any, **kwargs: Any) -> None:
        """Many-to-many cells: what they name must exist."""
        errors = {}
        for field in self.get_import_fields():
            if isinstance(field.widget, NaturalKeyListWidget) and field.column_name in row:
                try:
                    field.clean(row)
                except ValueError as error:
                    errors[field.column_name] = str(error)
        if errors:
            raise ValidationError(errors)
