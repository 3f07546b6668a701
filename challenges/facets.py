"""What stands beside the list of challenges: every value with the number of challenges that it would leave."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import CharField, Count, F, Q, QuerySet, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.filters import CLOSES_WITHIN, TRL_BANDS, ChallengeFilter, closing, in_band
from challenges.models import Challenge, Requirement
from challenges.phases import in_phase

LEGENDS = {
    "technology": gettext_lazy("Technology"),
    "branch": gettext_lazy("Asked by"),
    "rom": gettext_lazy("ROM"),
    "trl": gettext_lazy("Maturity"),
    "closes": gettext_lazy("Closes"),
    "state": gettext_lazy("State"),
    "session": gettext_lazy("Session"),
}
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


def facets(filterset: ChallengeFilter, counts: Counts) -> list[Facet]:
    found = [_facet(filterset, name, counts[name]) for name in LEGENDS]
    return [facet for facet in found if facet.options]


def count(filterset: ChallengeFilter) -> Counts:
    """Challenges per value given the other filters, in all ("total"), and without each filter in use ("without")."""
    parts = [_constant(TOTAL, "", filterset.qs)]
    parts += [_constant(WITHOUT, name, filterset.without(name)) for name in filterset.chosen]
    parts += [_grouped("branch", filterset, "branch"), _grouped("rom", filterset, "rom__slug")]
    parts += [_grouped("session", filterset, "sessions__slug")]
    parts += _by_condition("trl", filterset, {band: in_band(band) for band in TRL_BANDS})
    parts += _by_condition(
        "state", filterset, {p: in_phase(p, filterset.options.now) for p in filterset.options.phases}
    )
    parts += _by_condition("closes", filterset, {v: closing(v, filterset.options.now) for v in CLOSES_WITHIN})
    counts: Counts = defaultdict(dict)
    for name, value, number in parts[0].union(*parts[1:], all=True):
        counts[name][value] = number
    counts["technology"] = _by_technology(filterset)
    return counts


def active_filters(filterset: ChallengeFilter, query: QueryDict) -> list[dict[str, str]]:
    """Each chosen value, with the address of the list without it."""
    found = []
    for name, chosen in filterset.chosen.items():
        labels = dict(filterset.options.facets.get(name, ()))
        for value in [chosen] if isinstance(chosen, str) else chosen:
            label = labels.get(value) or _("“%(words)s”") % {"words": value}
            found.append({"label": str(label), "url": address(query, {name: _others(query, name, value)})})
    return found


def ways_out(filterset: ChallengeFilter, query: QueryDict, counts: Counts) -> list[dict[str, str]]:
    """For an empty list: each filter, left out, and what that brings; the one that brings most first."""
    found = []
    for name, chosen in filterset.chosen.items():
        labels = dict(filterset.options.facets.get(name, ()))
        words = ", ".join(str(labels.get(v, v)) for v in ([chosen] if isinstance(chosen, str) else chosen))
        number = counts[WITHOUT].get(name, 0)
        way = {"label": _("Without “%(filter)s”") % {"filter": words}, "url": address(query, {name: []})}
        way["count"] = ngettext("%(number)d challenge", "%(number)d challenges", number) % {"number": number}
        found.append((-number, way))
    return [way for _number, way in sorted(found, key=lambda pair: pair[0])]


def address(query: QueryDict, changed: dict[str, list[str]]) -> str:
    """The query string with some values changed, on its first page."""
    new = query.copy()
    new.pop("page", None)
    for name, values in changed.items():
        new.setlist(name, values)
    return "?" + new.urlencode()


def _others(query: QueryDict, name: str, value: str) -> list[str]:
    return [] if name == "q" else [other for other in query.getlist(name) if other != value]


def _facet(filterset: ChallengeFilter, name: str, counts: dict[str, int]) -> Facet:
    """Technologies are many: the chosen ones first, then the most asked, without those that no challenge asks for."""
    chosen = filterset.chosen.get(name, [])
    options = [
        Option(value, str(label), counts.get(value, 0), value in chosen)
        for value, label in filterset.options.facets[name]
        if name != "technology" or value in counts or value in chosen
    ]
    if name != "technology":
        return Facet(name, str(LEGENDS[name]), options, [])
    options.sort(key=lambda option: (not option.selected, -option.count, option.label.lower()))
    first = max(SHOWN_AT_FIRST, len(chosen))
    return Facet(name, str(LEGENDS[name]), options[:first], options[first:])


def _constant(name: str, value: str, queryset: QuerySet[Challenge]) -> QuerySet:
    """One row: name, value, number of challenges."""
    return _named(name, Value(value, CharField()), queryset.order_by())


def _grouped(name: str, filterset: ChallengeFilter, path: str) -> QuerySet:
    queryset = filterset.without(name).order_by().filter(**{f"{path}__isnull": False})
    return _named(name, Cast(F(path), CharField()), queryset)


def _by_condition(name: str, filterset: ChallengeFilter, conditions: dict[str, Q]) -> list[QuerySet]:
    base = filterset.without(name)
    return [_constant(name, str(value), base.filter(condition)) for value, condition in conditions.items()]


def _named(name: str, value: Any, queryset: QuerySet[Challenge]) -> QuerySet:
    named = queryset.annotate(facet=Value(name, CharField()), option=value)
    return named.values("facet", "option").annotate(number=Count("pk")).values_list("facet", "option", "number")


def _by_technology(filterset: ChallengeFilter) -> dict[str, int]:
    """A challenge counts for each technology that it asks for, and for every broader one, once."""
    vocabulary = filterset.options.vocabulary
    left = Q(challenge__in=filterset.without("technology").order_by())
    asking = Requirement.objects.counting().filter(challenge__in=filterset.queryset.order_by()).order_by()
    rows = asking.values("technology").annotate(left=ArrayAgg("challenge_id", filter=left, default=Value([])))
    found: dict[int, set[int]] = defaultdict(set)
    for technology, challenges in rows.values_list("technology", "left"):
        for each in [technology, *vocabulary.above(technology)]:
            found[each].update(challenges)
    return {vocabulary.by_id[each].slug: len(ids) for each, ids in found.items() if each in vocabulary.by_id}
