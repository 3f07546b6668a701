"""The filters of the list of challenges. Within one filter any value will do, together all filters must hold."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

import django_filters
from django import forms
from django.db.models import Q, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from challenges.models import Challenge, Pitch, Requirement, Session
from challenges.phases import PUBLISHED, Phase, in_phase
from challenges.search import condition_for
from portal.models import ROM, User
from portal.vocabulary import Vocabulary

TRL_BANDS = {"1-3": (1, 3), "4-6": (4, 6), "7-9": (7, 9)}
CLOSES_WITHIN = {"2-weeks": timedelta(days=14), "2-months": timedelta(days=61)}
CLOSES_LABELS = {"2-weeks": _("Within 2 weeks"), "2-months": _("Within 2 months")}
SEARCH_LENGTH = 200

Choices = list[tuple[str, Any]]


@dataclass(frozen=True)
class Options:
    """What can be chosen, as value and label; read once per request."""

    vocabulary: Vocabulary
    roms: list[ROM]
    sessions: list[Session]
    phases: Iterable[Phase]
    now: datetime
    facets: dict[str, Choices] = field(init=False)

    def __post_init__(self) -> None:
        facets = {
            "technology": [(each.slug, str(each)) for each in self.vocabulary.by_id.values()],
            "branch": list(Challenge.Branch.choices),
            "rom": [(rom.slug, rom.name) for rom in self.roms],
            "trl": [(value, _("TRL %s to %s") % band) for value, band in TRL_BANDS.items()],
            "state": [(phase.value, phase.label) for phase in self.phases],
            "session": [(session.slug, str(session)) for session in self.sessions],
            "closes": list(CLOSES_LABELS.items()),
        }
        object.__setattr__(self, "facets", facets)

    @classmethod
    def for_reader(cls, user: User, now: datetime) -> "Options":
        sees_drafts = user.is_authenticated and (user.is_rom_staff or user.is_superuser)
        sessions = Session.objects.visible_to(user).only("slug", "title_nl", "title_en").order_by("-starts_at")
        phases = tuple(Phase) if sees_drafts else PUBLISHED
        return cls(Vocabulary.load(), list(ROM.objects.only("slug", "name")), list(sessions), phases, now)


def several(method: str) -> django_filters.MultipleChoiceFilter:
    """A filter of checkboxes; what can be chosen is known at the request."""
    return django_filters.MultipleChoiceFilter(method=method, choices=(), widget=forms.CheckboxSelectMultiple)


class ChallengeFilter(django_filters.FilterSet):
    q = django_filters.CharFilter(method="with_words", label=_("Search"), max_length=SEARCH_LENGTH)
    technology = several("asking_technology")
    branch = several("of_branch")
    rom = several("of_rom")
    trl = several("at_level")
    state = several("in_phases")
    session = several("pitched_at")
    closes = several("closing_within")

    class Meta:
        model = Challenge
        fields: list[str] = []

    def __init__(self, data: QueryDict, queryset: QuerySet[Challenge], options: Options) -> None:
        super().__init__(data, queryset)
        self.options = options
        self._words: Q | None = None
        for name, choices in options.facets.items():
            self.filters[name].extra["choices"] = choices

    def without(self, name: str) -> QuerySet[Challenge]:
        """What all filters but one leave: the values of that one are counted in it."""
        queryset = self.queryset.all()
        for other, value in self.chosen.items():
            if other != name:
                queryset = self.filters[other].filter(queryset, value)
        return queryset

    @property
    def chosen(self) -> dict[str, Any]:
        """The filters that are set, without values that nobody can choose."""
        self.errors  # noqa: B018  (django-filter's way to have the form cleaned)
        return {name: value for name, value in self.form.cleaned_data.items() if value}

    def with_words(self, queryset: QuerySet, name: str, value: str) -> QuerySet:
        if self._words is None:
            self._words = condition_for(value, self.queryset, self.options.vocabulary)
        return queryset.filter(self._words)

    def asking_technology(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        vocabulary = self.options.vocabulary
        wanted = {below for value in values for below in vocabulary.below(vocabulary.by_slug[value].pk)}
        asking = Requirement.objects.counting().filter(technology__in=wanted)
        return queryset.filter(pk__in=asking.values("challenge"))

    def of_branch(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(branch__in=values)

    def of_rom(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(rom__slug__in=values)

    def at_level(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(any_of(in_band, values))

    def in_phases(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(any_of(lambda phase: in_phase(phase, self.options.now), values))

    def pitched_at(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(pk__in=Pitch.objects.filter(session__slug__in=values).values("challenge"))

    def closing_within(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(any_of(lambda value: closing(value, self.options.now), values))


def any_of(condition: Callable[[str], Q], values: Iterable[str]) -> Q:
    found = Q(pk__in=[])
    for value in values:
        found |= condition(value)
    return found


def in_band(band: str) -> Q:
    """The range asked for touches the band; an open end reaches to the end of the scale."""
    low, high = TRL_BANDS[band]
    starts_below = Q(trl_min__lte=high) | Q(trl_min=None, trl_max__isnull=False)
    ends_above = Q(trl_max__gte=low) | Q(trl_max=None, trl_min__isnull=False)
    return starts_below & ends_above


def closing(value: str, now: datetime) -> Q:
    return in_phase(Phase.OPEN, now) & Q(closes_at__lte=now + CLOSES_WITHIN[value])
