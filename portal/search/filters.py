"""Lists of things: what they filter by, how many each value of a filter would leave, their order and their pages.

Within one filter any value will do; together all filters must hold.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial, reduce
from operator import and_, or_
from typing import Any, Protocol, TypeVar

import django_filters
import numpy as np
from django import forms
from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet, TextChoices
from django.http import HttpRequest, QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.search.full_text import TextSearch, build_ids_condition
from portal.technologies.vocabulary import Vocabulary

TRL_BANDS = {"1-3": (1, 3), "4-6": (4, 6), "7-9": (7, 9)}
SEARCH_LENGTH = 200
SHOWN_AT_FIRST = 5
PER_PAGE = 20
TOTAL = "total"
WITHOUT = "without"

Choices = list[tuple[str, Any]]
Bits = int  # a set of ids, one bit each: what two have in common is found, and counted, in a microsecond
FacetValues = Mapping[str, Mapping[Any, Bits]]  # by filter and value: what has the value
Counts = dict[str, dict[str, int]]
Order = TypeVar("Order", bound=TextChoices)


class FilterOptions(Protocol):
    """What can be chosen, as value and label by filter; read once per request."""

    @property
    def facets(self) -> dict[str, Choices]: ...


class SearchFilterOptions(FilterOptions, Protocol):
    @property
    def vocabulary(self) -> Vocabulary: ...


class ListFilter(django_filters.FilterSet):
    """A list's filters: those of checkboxes that a subclass adds with `several`."""

    options: FilterOptions

    def __init__(self, data: QueryDict, queryset: QuerySet, options: FilterOptions) -> None:
        super().__init__(data, queryset)
        self.options = options
        for name, choices in options.facets.items():
            self.filters[name].extra["choices"] = partial(list, choices)  # called: copied for each form it takes longer

    def without(self, name: str) -> QuerySet:
        """What all filters but one leave, for counting that one's values."""
        queryset = self.queryset.all()
        for other, value in self.chosen.items():
            if other != name:
                queryset = self.filters[other].filter(queryset, value)
        return queryset

    def found_by_words(self) -> list[int] | None:
        """The ids of what is looked for; None where no words are."""
        return None

    @property
    def is_asked(self) -> bool:
        """Whether the address names a filter at all: most do not, and a form with all choices takes a while to make."""
        return not self.filters.keys().isdisjoint(self.data)

    @property
    def qs(self) -> QuerySet:
        return super().qs if self.is_asked else self.queryset.all()

    @property
    def problems(self) -> dict[str, Any]:
        """What the address asks for and nobody can choose, by filter."""
        return dict(self.form.errors) if self.is_asked else {}

    @cached_property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, without values that nobody can choose."""
        if not self.is_asked:
            return {}
        self.errors  # noqa: B018  (django-filter's way to have the form cleaned)
        return {name: value for name, value in self.form.cleaned_data.items() if value}


class SearchFilter(ListFilter):
    """With `q` for words, and the method of a filter by technology."""

    options: SearchFilterOptions
    search: TextSearch

    q = django_filters.CharFilter(method="with_words", label=gettext_lazy("Search"), max_length=SEARCH_LENGTH)

    def __init__(self, data: QueryDict, queryset: QuerySet, options: SearchFilterOptions) -> None:
        super().__init__(data, queryset, options)
        self._found: list[int] | None = None

    def found_by_words(self) -> list[int] | None:
        """Looked for once."""
        words = self.chosen.get("q")
        if words and self._found is None:
            self._found = self.search.find(words, self.queryset, self.options.vocabulary)
        return self._found

    def with_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        return queryset.filter(build_ids_condition(self.found_by_words() or []))

    def with_technology(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        """A more specific technology counts as the one asked for."""
        vocabulary = self.options.vocabulary
        wanted = {below for value in values for below in vocabulary.below(vocabulary.by_slug[value].pk)}
        return queryset.filter(self.search.has_technology(wanted))


def build_checkbox_filter(method: str) -> django_filters.MultipleChoiceFilter:
    """A filter of checkboxes; what can be chosen is known at the request."""
    return django_filters.MultipleChoiceFilter(method=method, choices=(), widget=forms.CheckboxSelectMultiple)


def list_technology_choices(vocabulary: Vocabulary) -> Choices:
    return list(vocabulary.options())


def list_trl_bands() -> Choices:
    return [(value, _("TRL %s to %s") % band) for value, band in TRL_BANDS.items()]


def build_any_condition(condition: Callable[[str], Q], values: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for value in values:
        found |= condition(value)
    return found


def pack_bits(ids: Iterable[int]) -> Bits:
    """Return these ids, none below zero, as bits."""
    places = np.fromiter(ids, dtype=np.int64)
    flags = np.zeros(places.max(initial=-1) + 1, dtype=bool)
    flags[places] = True
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


@dataclass(frozen=True)
class FacetOption:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """One filter; `more` are the values that stand folded, below the first ones."""

    name: str
    legend: str
    options: list[FacetOption]
    more: list[FacetOption]

    @property
    def chosen(self) -> list[FacetOption]:
        return [option for option in (*self.options, *self.more) if option.selected]


def build_facets(filterset: ListFilter, counts: Counts, legends: Mapping[str, Any]) -> list[Facet]:
    """In the order of `legends`; a filter without any value is left out."""
    found = [_build_facet(filterset, name, str(legend), counts[name]) for name, legend in legends.items()]
    return [facet for facet in found if facet.options]


def count_facet_values(filterset: ListFilter, visible: Bits, values: FacetValues) -> Counts:
    """Things per value given the other filters, in all ("total"), and without each filter in use ("without").

    visible: what the reader may see; values: what has each value, by filter. A value that nothing visible has is left
    out. The words of the list are looked for here.
    """
    chosen = {
        name: reduce(or_, (values[name].get(value, 0) for value in wanted), 0)
        for name, wanted in filterset.chosen.items()
        if name in values
    }
    words = filterset.found_by_words()
    if words is not None:
        chosen["q"] = pack_bits(words)
    counts: Counts = {TOTAL: {"": _intersect_other_filters(visible, chosen, "").bit_count()}}
    counts[WITHOUT] = {name: _intersect_other_filters(visible, chosen, name).bit_count() for name in chosen}
    for name, by_value in values.items():
        left = _intersect_other_filters(visible, chosen, name)
        counts[name] = {value: (left & bits).bit_count() for value, bits in by_value.items() if visible & bits}
    return counts


def add_broader_technologies(by_technology: Mapping[int, Bits], vocabulary: Vocabulary) -> dict[str, Bits]:
    """By slug: a thing has each technology that it names, and every broader one."""
    found: dict[int, Bits] = defaultdict(int)
    for technology, bits in by_technology.items():
        for each in [technology, *vocabulary.above(technology)]:
            found[each] |= bits
    return {vocabulary.by_id[each].slug: bits for each, bits in found.items() if each in vocabulary.by_id}


def count_conditions(filterset: ListFilter, conditions: Mapping[str, Mapping[str, Q]]) -> Counts:
    """Return the same numbers with one query for each filter and one for the total: for lists of some hundreds.

    conditions: by filter and value.
    """
    counts: Counts = {TOTAL: {"": filterset.qs.count()}, WITHOUT: {}}
    for name, values in conditions.items():
        wanted = {value: Count("pk", filter=condition) for value, condition in values.items()}
        found = filterset.without(name).order_by().aggregate(everything=Count("pk"), **wanted)
        counts[WITHOUT][name] = found.pop("everything")
        counts[name] = found
    return counts


def _intersect_other_filters(visible: Bits, chosen: Mapping[str, Bits], without: str) -> Bits:
    return reduce(and_, (bits for name, bits in chosen.items() if name != without), visible)


def list_active_filters(filterset: ListFilter, query: QueryDict) -> list[dict[str, str]]:
    """Each chosen value, with the address of the list without it."""
    found = []
    for name, chosen in filterset.chosen.items():
        labels = dict(filterset.options.facets.get(name, ()))
        for value in [chosen] if isinstance(chosen, str) else chosen:
            label = labels.get(value) or _("“%(words)s”") % {"words": value}
            found.append(
                {"label": str(label), "url": replace_query_values(query, {name: _drop_query_value(query, name, value)})}
            )
    return found


def list_filter_removals(
    filterset: ListFilter, query: QueryDict, counts: Counts, tell: Callable[[int], str]
) -> list[dict[str, str]]:
    """For an empty list: each filter, left out, and what that brings; the one that brings most first.

    tell: says a number of things, "3 challenges".
    """
    found = []
    for name, chosen in filterset.chosen.items():
        labels = dict(filterset.options.facets.get(name, ()))
        words = ", ".join(str(labels.get(v, v)) for v in ([chosen] if isinstance(chosen, str) else chosen))
        number = counts[WITHOUT].get(name, 0)
        way = {"label": _("Without “%(filter)s”") % {"filter": words}, "url": replace_query_values(query, {name: []})}
        found.append((-number, way | {"count": tell(number)}))
    return [way for _number, way in sorted(found, key=lambda pair: pair[0])]


def replace_query_values(query: QueryDict, changed: Mapping[str, list[str]]) -> str:
    """The query string with some values changed, on its first page."""
    new = query.copy()
    new.pop("page", None)
    for name, values in changed.items():
        new.setlist(name, values)
    return "?" + new.urlencode()


def _drop_query_value(query: QueryDict, name: str, value: str) -> list[str]:
    return [] if name == "q" else [other for other in query.getlist(name) if other != value]


def _build_facet(filterset: ListFilter, name: str, legend: str, counts: dict[str, int]) -> Facet:
    """Technologies are many: the chosen ones first, then the most found, without those that nothing has."""
    chosen = filterset.chosen.get(name, [])
    options = [
        FacetOption(value, str(label), counts.get(value, 0), value in chosen)
        for value, label in filterset.options.facets[name]
        if name != "technology" or value in counts or value in chosen
    ]
    if name != "technology":
        return Facet(name, legend, options, [])
    options.sort(key=lambda option: (not option.selected, -option.count, option.label.lower()))
    first = max(SHOWN_AT_FIRST, len(chosen))
    return Facet(name, legend, options[:first], options[first:])


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
