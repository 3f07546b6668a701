"""The filters of the list of companies."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles
from companies.profiles.search import SEARCH
from companies.profiles.visibility import Reader, build_shown_condition
from companies.profiles.visibility_models import ProfileGroup
from portal.regions.models import Province
from portal.search.filters import (
    TRL_BANDS,
    Choices,
    SearchFilter,
    build_any_condition,
    build_checkbox_filter,
    list_technology_choices,
    list_trl_bands,
)
from portal.technologies.vocabulary import Vocabulary


class ClaimStatus(TextChoices):
    """Who stands behind it."""

    CONFIRMED = "confirmed", _("Confirmed by the company")
    UNCONFIRMED = "unconfirmed", _("Made by staff, not confirmed")


class FreshnessStatus(TextChoices):
    """Whether somebody has confirmed it of late."""

    FRESH = "fresh", _("Confirmed in the last nine months")
    STALE = "stale", _("Not confirmed for nine months")


@dataclass(frozen=True)
class CompanyFilterOptions:
    """What can be chosen, as value and label; read once per request."""

    reader: Reader
    vocabulary: Vocabulary
    provinces: list[Province]
    sees_drafts: bool
    facets: dict[str, Choices] = field(init=False)

    def __post_init__(self) -> None:
        facets = {
            "technology": list_technology_choices(self.vocabulary),
            "province": [(province.code, str(province)) for province in self.provinces],
            "kind": list(Company.Kind.choices),
            "trl": list_trl_bands(),
            "profile": list(ClaimStatus.choices),
            "freshness": list(FreshnessStatus.choices) if self.sees_drafts else [],
            "state": list(Company.State.choices) if self.sees_drafts else [],
        }
        object.__setattr__(self, "facets", facets)

    @classmethod
    def for_reader(cls, user: Reader) -> "CompanyFilterOptions":
        return cls(user, Vocabulary.load(), list(Province.objects.all()), sees_drafts=can_create_staff_profiles(user))


class CompanyFilter(SearchFilter):
    options: CompanyFilterOptions
    search = SEARCH

    technology = build_checkbox_filter("with_technology")
    province = build_checkbox_filter("in_province")
    kind = build_checkbox_filter("of_kind")
    trl = build_checkbox_filter("at_level")
    profile = build_checkbox_filter("known_by")
    freshness = build_checkbox_filter("of_freshness")
    state = build_checkbox_filter("in_state")

    class Meta:
        model = Company
        fields: list[str] = []

    def in_province(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(province__code__in=values)

    def of_kind(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(kind__in=values)

    def at_level(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(self.in_band, values))

    def in_band(self, band: str) -> Q:
        """Of the levels that the reader gets to see: a filter must not tell the others."""
        return Q(trl__range=TRL_BANDS[band]) & build_shown_condition(self.options.reader, ProfileGroup.MATURITY)

    def known_by(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(build_claim_condition, values))

    def of_freshness(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(build_freshness_condition, values))

    def in_state(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(state__in=values)


def build_claim_condition(profile: str) -> Q:
    return Q(claimed_at__isnull=profile == ClaimStatus.UNCONFIRMED)


def build_freshness_condition(freshness: str) -> Q:
    return Q(stale_since__isnull=freshness == FreshnessStatus.FRESH)
