"""What lists of things filter by. Within one filter any value will do, together all filters must hold."""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Any, Protocol

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portal.search.full_text import TextSearch, build_ids_condition
from portal.technologies.vocabulary import Vocabulary

TRL_BANDS = {"1-3": (1, 3), "4-6": (4, 6), "7-9": (7, 9)}
SEARCH_LENGTH = 200

Choices = list[tuple[str, Any]]


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

    q = django_filters.CharFilter(method="with_words", label=_("Search"), max_length=SEARCH_LENGTH)

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
