"""What stands beside a list: every value of its filters with the number of things that it would leave."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import reduce
from operator import and_, or_
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from portal.core.bitset import Bits, pack_bits
from portal.search.filters import ListFilter
from portal.technologies.vocabulary import Vocabulary

SHOWN_AT_FIRST = 5
TOTAL = "total"
WITHOUT = "without"

Counts = dict[str, dict[str, int]]


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


def count_facet_values(filterset: ListFilter, visible: Bits, values: Mapping[str, Mapping[str, Bits]]) -> Counts:
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
