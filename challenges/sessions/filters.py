"""Filters of the organiser's list of registrations, with the number of registrations for each value."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from challenges.sessions.registration_models import Registration
from challenges.sessions.workflow import RegistrationState
from portal.search.filters import Choices, Counts, ListFilter, build_checkbox_filter, count_conditions

LEGENDS = {"state": _("State")}


@dataclass(frozen=True)
class RegistrationFilterOptions:
    facets: dict[str, Choices] = field(default_factory=lambda: {"state": list(RegistrationState.choices)})


class RegistrationFilter(ListFilter):
    """Has no text search: a session has a few hundred registrations at most."""

    options: RegistrationFilterOptions

    state = build_checkbox_filter("in_states")

    class Meta:
        model = Registration
        fields: list[str] = []

    def in_states(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(state__in=values)


def count_registration_facets(filterset: RegistrationFilter) -> Counts:
    return count_conditions(filterset, {"state": {state.value: Q(state=state) for state in RegistrationState}})
