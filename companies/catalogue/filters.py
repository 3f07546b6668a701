"""The filters of the list of companies."""

from dataclasses import dataclass, field

from django.db.models import Q, QuerySet, TextChoices
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from companies.profiles.permissions import makes_profiles_for_others
from companies.profiles.search import SEARCH
from companies.profiles.visibility import Reader, shown_to
from companies.profiles.visibility_models import Group
from portal.regions.models import Province
from portal.search.filters import TRL_BANDS, Choices, SearchFilter, any_of, several, technologies, trl_bands
from portal.technologies.vocabulary import Vocabulary


class Profile(TextChoices):
    """Who stands behind it."""

    CONFIRMED = "confirmed", _("Confirmed by the company")
    UNCONFIRMED = "unconfirmed", _("Made by staff, not confirmed")


class Freshness(TextChoices):
    """Whether somebody has confirmed it of late."""

    FRESH = "fresh", _("Confirmed in the last nine months")
    STALE = "stale", _("Not confirmed for nine months")


@dataclass(frozen=True)
class Options:
    """What can be chosen, as value and label; read once per request."""

    reader: Reader
    vocabulary: Vocabulary
    provinces: list[Province]
    sees_drafts: bool
    facets: dict[str, Choices] = field(init=False)

    def __post_init__(self) -> None:
        facets = {
            "technology": technologies(self.vocabulary),
            "province": [(province.code, str(province)) for province in self.provinces],
            "kind": list(Company.Kind.choices),
            "trl": trl_bands(),
            "profile": list(Profile.choices),
            "freshness": list(Freshness.choices) if self.sees_drafts else [],
            "state": list(Company.State.choices) if self.sees_drafts else [],
        }
        object.__setattr__(self, "facets", facets)

    @classmethod
    def for_reader(cls, user: Reader) -> "Options":
        return cls(user, Vocabulary.load(), list(Province.objects.all()), sees_drafts=makes_profiles_for_others(user))


class CompanyFilter(SearchFilter):
    options: Options
    search = SEARCH

    technology = several("with_technology")
    province = several("in_province")
    kind = several("of_kind")
    trl = several("at_level")
    profile = several("known_by")
    freshness = several("of_freshness")
    state = several("in_state")

    class Meta:
        model = Company
        fields: list[str] = []

    def in_province(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(province__code__in=values)

    def of_kind(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(kind__in=values)

    def at_level(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(any_of(self.in_band, values))

    def in_band(self, band: str) -> Q:
        """Of the levels that the reader gets to see: a filter must not tell the others."""
        return Q(trl__range=TRL_BANDS[band]) & shown_to(self.options.reader, Group.MATURITY)

    def known_by(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(any_of(in_profile, values))

    def of_freshness(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(any_of(in_freshness, values))

    def in_state(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(state__in=values)


def in_profile(profile: str) -> Q:
    return Q(claimed_at__isnull=profile == Profile.UNCONFIRMED)


def in_freshness(freshness: str) -> Q:
    return Q(stale_since__isnull=freshness == Freshness.FRESH)
