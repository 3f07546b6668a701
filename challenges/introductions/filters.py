"""The filters of the list of introductions, and how many each value would leave."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import IntroductionState
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.search.filters import (
    Choices,
    Counts,
    ListFilter,
    build_any_condition,
    build_checkbox_filter,
    count_conditions,
)


class IntroductionTurn(TextChoices):
    MINE = "mine", _("Waits for your answer")
    OTHERS = "others", _("Waits for the others")


class IntroductionAge(TextChoices):
    """How long it has been in the state that it is in."""

    WEEK = "week", _("Longer than a week")
    MONTH = "month", _("Longer than a month")


DAYS = {IntroductionAge.WEEK: 7, IntroductionAge.MONTH: 30}
LEGENDS = {"turn": _("Whose turn"), "state": _("State"), "age": _("In this state")}


@dataclass(frozen=True)
class IntroductionFilterOptions:
    """What can be chosen, and of whom the turn is."""

    user: User
    company: Company | None
    now: datetime
    facets: dict[str, Choices] = field(init=False)

    def __post_init__(self) -> None:
        facets = {
            "turn": list(IntroductionTurn.choices),
            "state": list(IntroductionState.choices),
            "age": list(IntroductionAge.choices),
        }
        object.__setattr__(self, "facets", facets)


class IntroductionFilter(ListFilter):
    """Without words to look for: they are few, and found by their filters."""

    options: IntroductionFilterOptions

    turn = build_checkbox_filter("of_turn")
    state = build_checkbox_filter("in_states")
    age = build_checkbox_filter("of_age")

    class Meta:
        model = Introduction
        fields: list[str] = []

    def of_turn(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(self.turn_of, values))

    def turn_of(self, value: str) -> Q:
        """Unanswered ones, by whether this reader's side is among those that have yet to answer."""
        now, user, company = self.options.now, self.options.user, self.options.company
        rows = Introduction.objects.waiting_for_rom_of(user, now).values("pk")
        mine = Q(pk__in=rows)
        if company and not (user.is_rom_staff or user.is_superuser):
            mine = Q(pk__in=Introduction.objects.waiting_for_company(company, now).values("pk"))
        asked = Q(state=IntroductionState.ASKED, lapses_at__gt=now)
        return mine if value == IntroductionTurn.MINE else asked & ~mine

    def in_states(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(state__in=values)

    def of_age(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(self.older, values))

    def older(self, value: str) -> Q:
        return Q(state_since__lt=self.options.now - timedelta(days=DAYS[IntroductionAge(value)]))


def count_introduction_facets(filterset: IntroductionFilter) -> Counts:
    conditions = {
        "turn": {each.value: filterset.turn_of(each) for each in IntroductionTurn},
        "state": {each.value: Q(state=each) for each in IntroductionState},
        "age": {each.value: filterset.older(each) for each in IntroductionAge},
    }
    return count_conditions(filterset, conditions)
