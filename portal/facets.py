"""What stands beside a list: every value of its filters with the number of things that it would leave."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.filters import ListFilter

SHOWN_AT_FIRST = 5
TOTAL = "total"
WITHOUT = "without"

Counts = dict[str, dict[str, int]]


@dataclass(frozen=True)
class Option:
    value: str
    label: str
    count: int
    selected: bool


@dataclass(frozen=True)
class Facet:
    """One filter; `more` are the values that stand folded, below the first ones."""

    name: str
    legend: str
    options: list[Option]
    more: list[Option]

    @property
    def chosen(self) -> list[Option]:
        return [option for option in (*self.options, *self.more) if option.selected]


def facets_of(filterset: ListFilter, counts: Counts, legends: Mapping[str, Any]) -> list[Facet]:
    """In the order of `legends`; a filter without any value is left out."""
    found = [_facet(filterset, name, str(legend), counts[name]) for name, legend in legends.items()]
    return [facet for facet in found if facet.options]


def counted(filterset: ListFilter, parts: Iterable[QuerySet]) -> Counts:
    """Things per value given the other filters, in all ("total"), and without each filter in use ("without").

    parts: made by `grouped` and `by_condition`. Two queries, technologies included.
    """
    total = _constant(TOTAL, "", filterset.without(""))
    without = [_constant(WITHOUT, name, filterset.without(name)) for name in filterset.chosen]
    counts: Counts = defaultdict(dict)
    for name, value, number in filterset.rows_of(total.union(*without, *parts, all=True)):
        counts[name][value] = number
    counts["technology"] = _by_technology(filterset)
    return counts


def grouped(name: str, filterset: ListFilter, path: str) -> QuerySet:
    """A part of `counted`: the values that stand at `path`."""
    queryset = filterset.without(name).order_by().filter(**{f"{path}__isnull": False})
    return _named(name, Cast(F(path), CharField()), queryset)


def by_condition(name: str, filterset: ListFilter, conditions: Mapping[str, Q]) -> list[QuerySet]:
    """Parts of `counted`: values that each stand for a condition."""
    base = filterset.without(name)
    return [_constant(name, str(value), base.filter(condition)) for value, condition in conditions.items()]


def active_filters(filterset: ListFilter, query: QueryDict) -> list[dict[str, str]]:
    """Each chosen value, with the address of the list without it."""
    found = []
    for name, chosen in filterset.chosen.items():
        labels = dict(filterset.options.facets.get(name, ()))
        for value in [chosen] if isinstance(chosen, str) else chosen:
            label = labels.get(value) or _("“%(words)s”") % {"words": value}
            found.append({"label": str(label), "url": address(query, {name: _others(query, name, value)})})
    return found


def ways_out(
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
        way = {"label": _("Without “%(filter)s”") % {"filter": words}, "url": address(query, {name: []})}
        found.append((-number, way | {"count": tell(number)}))
    return [way for _number, way in sorted(found, key=lambda pair: pair[0])]


def address(query: QueryDict, changed: Mapping[str, list[str]]) -> str:
    """The query string with some values changed, on its first page."""
    new = query.copy()
    new.pop("page", None)
    for name, values in changed.items():
        new.setlist(name, values)
    return "?" + new.urlencode()


def _others(query: QueryDict, name: str, value: str) -> list[str]:
    return [] if name == "q" else [other for other in query.getlist(name) if other != value]


def _facet(filterset: ListFilter, name: str, legend: str, counts: dict[str, int]) -> Facet:
    """Technologies are many: the chosen ones first, then the most found, without those that nothing has."""
    chosen = filterset.chosen.get(name, [])
    options = [
        Option(value, str(label), counts.get(value, 0), value in chosen)
        for value, label in filterset.options.facets[name]
        if name != "technology" or value in counts or value in chosen
    ]
    if name != "technology":
        return Facet(name, legend, options, [])
    options.sort(key=lambda option: (not option.selected, -option.count, option.label.lower()))
    first = max(SHOWN_AT_FIRST, len(chosen))
    return Facet(name, legend, options[:first], options[first:])


def _constant(name: str, value: str, queryset: QuerySet) -> QuerySet:
    """One row: name, value, number of things."""
    return _named(name, Value(value, CharField()), queryset.order_by())


def _named(name: str, value: Any, queryset: QuerySet) -> QuerySet:
    named = queryset.annotate(facet=Value(name, CharField()), option=value)
    return named.values("facet", "option").annotate(number=Count("pk")).values_list("facet", "option", "number")


def _by_technology(filterset: ListFilter) -> dict[str, int]:
    """A thing counts for each technology that it has, and for every broader one, once."""
    vocabulary, owner = filterset.options.vocabulary, filterset.search.owner
    left = Q(**{f"{owner}__in": filterset.without("technology").order_by()})
    links = filterset.search.links().filter(**{f"{owner}__in": filterset.queryset.order_by()}).order_by()
    rows = links.values("technology").annotate(left=ArrayAgg(f"{owner}_id", filter=left, default=Value([])))
    found: dict[int, set[int]] = defaultdict(set)
    for technology, things in filterset.rows_of(rows.values_list("technology", "left")):
        for each in [technology, *vocabulary.above(technology)]:
            found[each].update(things)
    return {vocabulary.by_id[each].slug: len(ids) for each, ids in found.items() if each in vocabulary.by_id}
