"""Which order and which page of a list the reader asks for."""

from collections.abc import Sequence
from typing import TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet, TextChoices
from django.http import HttpRequest

from portal.search.facets import TOTAL, Counts, replace_query_values

PER_PAGE = 20
Order = TypeVar("Order", bound=TextChoices)


def get_chosen_order(request: HttpRequest, orders: Sequence[Order]) -> Order:
    """What the address asks for, if it is one of the orders; else the first."""
    asked = request.GET.get("order", "")
    return next((order for order in orders if order == asked), orders[0])


def build_order_links(request: HttpRequest, orders: Sequence[Order], current: Order) -> list[tuple[str, str, bool]]:
    """(label, address, whether the list stands in it now)."""
    return [
        (str(each.label), replace_query_values(request.GET, {"order": [each.value]}), each == current)
        for each in orders
    ]


def get_counted_page(queryset: QuerySet, request: HttpRequest, counts: Counts) -> Page:
    """The page asked for; the nearest one that exists for a number that is none. The rows were counted already."""
    paginator = Paginator(queryset, PER_PAGE)
    paginator.count = counts[TOTAL].get("", 0)  # type: ignore[misc]
    return paginator.get_page(request.GET.get("page"))
