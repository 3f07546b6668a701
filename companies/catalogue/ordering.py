"""The orders that a list of companies can stand in."""

from django.db.models import Case, F, QuerySet, TextChoices, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from companies.profiles.search import SEARCH
from companies.profiles.visibility import Reader, shown_to
from companies.profiles.visibility_models import Group


class Order(TextChoices):
    CLOSEST = "closest", _("closest to the words")
    NAME = "name", _("by name")
    MATURE = "mature", _("most mature")
    NEWEST = "newest", _("newest")


def orders_for(words: str) -> list[Order]:
    """The first one holds unless another is asked for."""
    return [*([Order.CLOSEST] if words else []), Order.NAME, Order.MATURE, Order.NEWEST]


def ordered(queryset: QuerySet[Company], order: Order, words: str, reader: Reader) -> QuerySet[Company]:
    """Most mature first goes by the levels that the reader gets to see: the others stand with those not stated."""
    if order == Order.CLOSEST:
        return SEARCH.closest_first(queryset, words)
    if order == Order.MATURE:
        seen = Case(When(shown_to(reader, Group.MATURITY), then=F("trl")))
        return queryset.order_by(seen.desc(nulls_last=True), Lower("name"), "id")
    if order == Order.NEWEST:
        return queryset.order_by("-created_at", "-id")
    return queryset.order_by(Lower("name"), "id")
