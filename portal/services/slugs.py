"""Addresses made from names."""

from django.db import models
from django.utils.text import slugify


def free_slug(queryset: models.QuerySet, text: str, *, length: int = 80) -> str:
    """A slug of `text` that no row of `queryset` has, numbered where it is taken: `avy`, `avy-2`."""
    base = slugify(text)[: length - 6].strip("-") or "x"
    taken = set(queryset.filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)
