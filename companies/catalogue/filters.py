"""The filters of the list of companies, the number of companies for each value, and the orders of the list."""

from dataclasses import dataclass, field

from django.db.models import Case, F, Q, QuerySet, TextChoices, When
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from companies.catalogue.selectors import (
    ClaimStatus,
    FreshnessStatus,
    build_claim_condition,
    build_freshness_condition,
    read_company_values,
    read_visible_companies,
)
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.permissions import can_create_staff_profiles
from companies.profiles.visibility import Reader, build_shown_condition
from companies.profiles.visibility_models import ProfileGroup
from portal.core.table_version import read_table_version
from portal.regions.models import Province
from portal.search.filters import (
    TRL_BANDS,
    Choices,
    Counts,
    SearchFilter,
    add_broader_technologies,
    build_any_condition,
    build_checkbox_filter,
    count_facet_values,
    list_technology_choices,
    list_trl_bands,
)
from portal.search.full_text import TextSearch
from portal.technologies.vocabulary import Vocabulary

SEARCH = TextSearch(names=("name", "city"), links=CompanyTechnology.objects.counting, owner="company")
LEGENDS = {
    "technology": _("Technology"),
    "province": _("Province"),
    "kind": _("Kind"),
    "trl": _("Maturity"),
    "profile": _("Profile"),
    "freshness": _("Freshness"),
    "state": _("State"),
}


@dataclass(frozen=True)
class CompanyFilterOptions:
    """The values and labels that a reader can choose from, read once per request."""

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
        """Filter by the levels that the reader can see, so that the filter does not reveal the others."""
        return Q(trl__range=TRL_BANDS[band]) & build_shown_condition(self.options.reader, ProfileGroup.MATURITY)

    def known_by(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(build_claim_condition, values))

    def of_freshness(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(build_any_condition(build_freshness_condition, values))

    def in_state(self, queryset: QuerySet, name: str, values: list[str]) -> QuerySet:
        return queryset.filter(state__in=values)


def count_company_facets(filterset: CompanyFilter) -> Counts:
    """Count the companies that the reader may see, and for levels those whose maturity the reader can see."""
    version = read_table_version(CompanyRevision)
    stored = read_company_values(version)
    visible, shown = read_visible_companies(filterset.options.reader, version)
    values = {name: dict(stored[name]) for name in LEGENDS}
    codes = {province.pk: province.code for province in filterset.options.provinces}
    values["province"] = {codes[pk]: bits for pk, bits in values["province"].items() if pk in codes}
    values["trl"] = {band: bits & shown for band, bits in values["trl"].items()}
    values["technology"] = add_broader_technologies(values["technology"], filterset.options.vocabulary)
    return count_facet_values(filterset, visible, values)


def format_company_count(number: int) -> str:
    return ngettext("%(number)d company", "%(number)d companies", number) % {"number": number}


class CompanyOrder(TextChoices):
    CLOSEST = "closest", _("closest to the words")
    NAME = "name", _("by name")
    MATURE = "mature", _("most mature")
    NEWEST = "newest", _("newest")


def list_company_orders(words: str) -> list[CompanyOrder]:
    """Return the orders that can be chosen, the default first."""
    return [*([CompanyOrder.CLOSEST] if words else []), CompanyOrder.NAME, CompanyOrder.MATURE, CompanyOrder.NEWEST]


def order_companies(queryset: QuerySet[Company], order: CompanyOrder, words: str, reader: Reader) -> QuerySet[Company]:
    """Sort the companies; "most mature" uses the levels that the reader can see, and treats others as not stated."""
    if order == CompanyOrder.CLOSEST:
        return SEARCH.closest_first(queryset, words)
    if order == CompanyOrder.MATURE:
        seen = Case(When(build_shown_condition(reader, ProfileGroup.MATURITY), then=F("trl")))
        return queryset.order_by(seen.desc(nulls_last=True), Lower("name"), "id")
    if order == CompanyOrder.NEWEST:
        return queryset.order_by("-created_at", "-id")
    return queryset.order_by(Lower("name"), "id")
