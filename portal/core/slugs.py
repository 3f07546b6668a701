"""Slugs: the readable part of an address, made from a name."""

from collections import defaultdict

from django.db import models
from django.utils.text import slugify

RESERVED = frozenset({"new", "join"})  # pages beside those of objects, such as companies/new/


def find_free_slug(queryset: models.QuerySet, text: str, *, length: int = 80) -> str:
    """Return a slug of `text` that no row of `queryset` has, with a number where it is taken: `avy`, `avy-2`."""
    return SlugPool(queryset.filter(slug__startswith=_build_base_slug(text, length)), length=length).take(text)


class SlugPool:
    """Free slugs for many rows at once, with one query."""

    def __init__(self, queryset: models.QuerySet, *, length: int = 80) -> None:
        self._length = length
        self._taken = {*RESERVED, *queryset.values_list("slug", flat=True)}
        self._number: dict[str, int] = defaultdict(lambda: 1)

    def take(self, text: str) -> str:
        """Return a free slug of `text`, and reserve it."""
        slug = base = _build_base_slug(text, self._length)
        while slug in self._taken:
            self._number[base] += 1
            slug = f"{base}-{self._number[base]}"
        self._taken.add(slug)
        return slug


def _build_base_slug(text: str, length: int) -> str:
    return slugify(text)[: length - 6].strip("-") or "x"
