"""Tables for import and export: rows keyed by what people know them by, every row checked as a form would check it."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from import_export.resources import ModelResource
from import_export.widgets import CharWidget

from portal.administration.cells import (
    DateCellWidget,
    DateTimeCellWidget,
    NaturalKeyListWidget,
    NumberWidget,
    YearListWidget,
    YesNoWidget,
)
from portal.core.slugs import find_free_slug


class BaseResource(ModelResource):
    """Keyed by slug; a row without one is matched by `other_keys`, else it is new and its slug made from `named_by`."""

    WIDGETS_MAP = {
        **ModelResource.WIDGETS_MAP,
        "BooleanField": YesNoWidget,
        "DateField": DateCellWidget,
        "DateTimeField": DateTimeCellWidget,
        "PositiveIntegerField": NumberWidget,
        "PositiveSmallIntegerField": NumberWidget,
        "TextField": CharWidget,
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
            row["slug"] = self._known_slug(row) or self._new_slug(row)

    def _known_slug(self, row: Any) -> str | None:
        for key in self.other_keys:
            if value := row.get(key):
                found = self.get_queryset().filter(**{key: str(value)}).values_list("slug", flat=True).first()
                if found:
                    return str(found)
        return None

    def _new_slug(self, row: Any) -> str:
        text = next((str(row[name]) for name in self.named_by if row.get(name)), "")
        return find_free_slug(self.get_queryset(), text)

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
