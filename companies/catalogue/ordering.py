"""The orders that a list of companies can stand in."""

from django.db.models import Case, F, QuerySet, TextChoices, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from companies.profiles.search import SEARCH
from companies.profiles.visibility import Reader, build_shown_condition
from companies.profiles.visibility_models import ProfileGroup


class CompanyOrder(TextChoices):
    CLOSEST = "closest", _("closest to the words")
    NAME = "name", _("by name")
    MATURE = "mature", _("most mature")
    NEWEST = "newest", _("newest")


def list_company_orders(words: str) -> list[CompanyOrder]:
    """The first one holds unless another is asked for."""
    return [*([CompanyOrder.CLOSEST] if words else []), CompanyOrder.NAME, CompanyOrder.MATURE, CompanyOrder.NEWEST]


def order_companies(queryset: QuerySet[Company], order: CompanyOrder, words: str, reader: Reader) -> QuerySet[Company]:
    """Most mature first goes by the levels that the reader gets to see: the others stand with those not stated."""
    if order == CompanyOrder.CLOSEST:
        return SEARCH.closest_first(queryset, words)
    if order == CompanyOrder.MATURE:
        seen = Case(When(build_shown_condition(reader, ProfileGroup.MATURITY), then=F("trl")))
        return queryset.order_by(seen.desc(nulls_last=True), Lower("name"), "id")
    if order == CompanyOrder.NEWEST:
        return queryset.order_by("-created_at", "-id")
    return queryset.order_by(Lower("name"), "id")
