"""Merge two technologies that mean the same."""

from collections.abc import Iterator
from typing import Any

import pghistory.models
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import OuterRef, QuerySet
from django.utils.translation import gettext as _

from portal.technologies.models import Technology


@transaction.atomic
def merge_technologies(kept: Technology, gone: Technology) -> None:
    """Make everything that refers to `gone` refer to `kept`; `gone` stays outside the tree as the old address.

    Where a company or challenge has both, the row of `kept` stays and absorbs the other one. Raise ValidationError
    where the two cannot be merged, or where the vocabulary would become too deep.
    """
    if kept.pk == gone.pk:
        raise ValidationError(_("A technology cannot be merged into itself."))
    both = Technology.objects.select_for_update().order_by("pk").in_bulk([kept.pk, gone.pk])
    if any(technology.merged_into_id for technology in both.values()):
        raise ValidationError(_("One of these technologies has been merged already."))
    kept, gone = both[kept.pk], both[gone.pk]
    gone.related.remove(kept)
    _move_child_technologies(kept, gone)
    for field in _iter_technology_keys():
        _absorb_duplicates(field, kept, gone)
        _select_linked_rows(field, gone).update(**{field.name: kept})
    gone.merged_into = kept
    gone.save()


def _move_child_technologies(kept: Technology, gone: Technology) -> None:
    """Move the children of `gone` below `kept`; where `kept` was below `gone`, it takes the place of `gone`."""
    if gone in _list_ancestors(kept):
        kept.parent = gone.parent
        kept.save()
    gone.parent = None
    for child in gone.children.exclude(pk=kept.pk):
        child.parent = kept
        child.clean()
        child.save()


def _list_ancestors(technology: Technology) -> list[Technology]:
    return [technology.parent, *_list_ancestors(technology.parent)] if technology.parent else []


def _iter_technology_keys() -> Iterator[models.ForeignKey]:
    """Yield every foreign key to Technology, those of many-to-many tables too, except in the audit trail."""
    for relation in Technology._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel):
            model: Any = relation.related_model
            if not issubclass(model, pghistory.models.Event):
                yield relation.field  # type: ignore[misc]


def _select_linked_rows(field: models.ForeignKey, technology: Technology) -> QuerySet[Any]:
    return field.model._base_manager.filter(**{field.name: technology})


def _absorb_duplicates(field: models.ForeignKey, kept: Technology, gone: Technology) -> None:
    """Delete the rows of `gone` that would duplicate a row of `kept`, which absorbs them."""
    for names in _list_unique_fields(field):
        others = {name: OuterRef(name) for name in names if name != field.name}
        twins = _select_linked_rows(field, kept).filter(**others).values("pk")[:1]
        for row in _select_linked_rows(field, gone).annotate(twin=twins).exclude(twin=None):
            twin = field.model._base_manager.get(pk=row.twin)
            row.delete()
            if hasattr(twin, "absorb"):
                twin.absorb(row)
                twin.save()


def _list_unique_fields(field: models.ForeignKey) -> list[tuple[str, ...]]:
    """Return the fields of each unique constraint that includes the foreign key."""
    options = field.model._meta
    together = [tuple(constraint.fields) for constraint in options.total_unique_constraints]
    together += [tuple(names) for names in options.unique_together]
    if field.unique:
        together.append((field.name,))
    return [names for names in together if field.name in names]
