from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from import_export import fields

from companies.profiles.membership_models import KEEPS_AN_OWNER, Membership
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.part_models import FreshnessCall, FundingRound, Investment, Logo, ReferenceCase
from companies.profiles.services import erase_profile, update_technology_suggestions
from companies.profiles.visibility import disclose_company
from companies.profiles.visibility_models import CompanyConfidential, CompanyContact, ProfileGroup, Reading
from companies.profiles.visibility_services import record_profile_reading
from portal.administration.base import (
    REFUSALS,
    BaseModelAdmin,
    BaseStackedInline,
    BaseTabularInline,
    ErasureMixin,
    ReadOnlyAdmin,
    RematchingAdmin,
    build_count_column,
)
from portal.core.queue import enqueue_matching
from portal.importing.admin import TableExchangeMixin
from portal.importing.resources import NaturalKeyWidget
from portal.regions.models import Province
from portal.technologies.admin import EVIDENCE, EvidenceAdmin
from portal.technologies.evidence import KnownAs
from portal.technologies.resources import TechnologyLinkResource


class CompanyResource(TechnologyLinkResource):
    province = fields.Field("province", "province", widget=NaturalKeyWidget(Province, "code", "name_nl", "name_en"))
    vetted_on = fields.Field("vetted_on", "vetted_on", readonly=True)
    technologies = fields.Field(column_name="technologies", readonly=True)
    other_keys = ("external_id", "kvk_number")
    named_by = ("name",)
    link, links = CompanyTechnology, "technology_links"
    column = "technologies"
    texts = Company.MATCHED_TEXTS

    class Meta:
        model = Company
        import_id_fields = ["slug"]
        fields = [
            *("slug", "external_id", "name", "kvk_number", "kind", "state", "city", "province", "website"),
            *Company.MATCHED_TEXTS,
            *("trl", "team_size", "founded_year", "reference_years", "reference_count", "established"),
            *("vetted_on", "source", "is_example", "technologies"),
        ]
        clean_model_instances = skip_unchanged = True

    def filter_export(self, queryset: Any, **kwargs: Any) -> Any:
        return queryset.select_related("province").prefetch_related("technology_links__technology")

    def propose_links(self, owner: Company) -> None:
        update_technology_suggestions(owner)

    def dehydrate_technologies(self, company: Company) -> str:
        return self.build_cell(company)


REFUSALS[KEEPS_AN_OWNER] = _("A company keeps at least one owner. First make somebody else an owner.")


class CompanyTechnologyInline(BaseTabularInline):
    model = CompanyTechnology
    fields = ["technology", "known_as", "phrase"]
    autocomplete_fields = ["technology"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("technology")


class MembershipInline(BaseTabularInline):
    model = Membership
    fields = ["user", "role"]
    autocomplete_fields = ["user"]


class FundingRoundInline(BaseStackedInline):
    model = FundingRound
    fields = [("announced_on", "amount_eur"), ("note_nl", "note_en"), "source"]
    show_change_link = True


class ReferenceProjectInline(BaseStackedInline):
    model = ReferenceCase
    fields = [("title", "year"), ("customer", "for_government"), ("text_nl", "text_en")]
    show_change_link = True


@admin.register(Company)
class CompanyAdmin(ErasureMixin, TableExchangeMixin, RematchingAdmin):
    list_display = [
        *("name", "state", "province", "trl", "is_claimed"),
        build_count_column("technology_links", _("technologies"), known_as__in=KnownAs.values[:3]),
        "updated_at",
    ]
    list_filter = [
        *("state", "kind", "province__rom", "trl", "established", "is_example"),
        ("claimed_at", admin.EmptyFieldListFilter),
        ("vetted_on", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["province"]
    search_fields = ["name", "kvk_number", "city", "slug", "external_id"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["province"]
    readonly_fields = ["claimed_at", "vetted_on", "created_at", "updated_at"]
    address_from = ("name",)
    resource_classes = [CompanyResource]
    texts = Company.MATCHED_TEXTS
    inlines = [CompanyTechnologyInline, MembershipInline, FundingRoundInline, ReferenceProjectInline]
    history_with = (
        "companies.CompanyTechnology",
        "companies.Membership",
        "companies.FundingRound",
        "companies.ReferenceCase",
    )
    fieldsets = [
        (None, {"fields": [("name", "kind"), "slug", ("state", "is_example")]}),
        (_("Profile"), {"fields": ["text_nl", "text_en", ("trl", "team_size", "founded_year")]}),
        (_("Use cases"), {"fields": [("civil_use_nl", "civil_use_en"), ("military_use_nl", "military_use_en")]}),
        (_("Where"), {"fields": [("city", "province"), "website", "kvk_number"]}),
        (
            _("Background"),
            {"fields": [("established", "vetted_on"), ("reference_years", "reference_count"), "claimed_at"]},
        ),
        (_("Visibility"), {"fields": [f"audience_{group}" for group in ProfileGroup]}),
        (_("Origin"), {"fields": ["source", "external_id", ("created_at", "updated_at")]}),
    ]

    def erase(self, thing: Company) -> None:
        erase_profile(thing)
        enqueue_matching()

    def propose(self, thing: Company) -> None:
        update_technology_suggestions(thing)

    @admin.display(description=_("claimed"), boolean=True, ordering="claimed_at")
    def is_claimed(self, company: Company) -> bool:
        return company.is_claimed


@admin.register(CompanyTechnology)
class CompanyTechnologyAdmin(EvidenceAdmin):
    list_display = ["company", "technology", "known_as", "phrase"]
    list_select_related = ["company", "technology"]
    search_fields = ["company__name", "technology__label_nl", "technology__label_en", "phrase"]
    autocomplete_fields = ["company", "technology"]
    fieldsets = [(None, {"fields": ["company", "technology"]}), EVIDENCE]


@admin.register(ReferenceCase)
class ReferenceCaseAdmin(BaseModelAdmin):
    list_display = ["title", "company", "year", "customer", "for_government"]
    list_filter = ["for_government", "year"]
    list_select_related = ["company"]
    search_fields = ["title", "customer", "company__name"]
    autocomplete_fields = ["company"]
    fields = ["company", ("title", "year"), ("customer", "for_government"), ("text_nl", "text_en")]


@admin.register(Membership)
class MembershipAdmin(BaseModelAdmin):
    list_display = ["user", "company", "role", "created_at"]
    list_filter = ["role"]
    list_select_related = ["user", "company"]
    search_fields = ["user__email", "user__name", "company__name"]
    date_hierarchy = "created_at"
    autocomplete_fields = ["user", "company"]
    fields = ["user", "company", "role"]


@admin.register(CompanyRevision)
class CompanyRevisionAdmin(ReadOnlyAdmin):
    list_display = ["owner", "version"]
    list_select_related = ["owner"]
    search_fields = ["owner__name"]


class HiddenPartAdmin(BaseModelAdmin):
    list_display = ["company", "changed_at"]
    list_select_related = ["company"]
    search_fields = ["company__name"]
    autocomplete_fields = ["company"]
    group: ProfileGroup

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "GET":
            record_profile_reading(request.user, disclose_company(found.company, request.user), [self.group])
        return found


@admin.register(CompanyContact)
class CompanyContactAdmin(HiddenPartAdmin):
    fields = ["company", "name", "email", "phone"]
    group = ProfileGroup.CONTACT


@admin.register(CompanyConfidential)
class CompanyConfidentialAdmin(HiddenPartAdmin):
    fields = ["company", "text_nl", "text_en"]
    group = ProfileGroup.CONFIDENTIAL


@admin.register(Reading)
class ProfileReadingAdmin(ReadOnlyAdmin):
    list_display = ["read_at", "user", "rom", "company", "group"]
    list_filter = ["group", "rom"]
    list_select_related = ["user", "rom", "company"]
    search_fields = ["company__name", "user__name", "user__email"]
    date_hierarchy = "read_at"


@admin.register(Logo)
class LogoAdmin(ReadOnlyAdmin):
    """Logos are read-only here: the site re-encodes every picture."""

    list_display = ["company", "width", "height", "changed_at"]
    list_select_related = ["company"]
    search_fields = ["company__name"]
    fields = ["company", "width", "height", "sha256", "changed_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content")


@admin.register(FreshnessCall)
class FreshnessCallAdmin(BaseModelAdmin):
    list_display = ["company", "outcome", "called_by", "called_at", "note"]
    list_filter = ["outcome", "company__province__rom"]
    list_select_related = ["company", "called_by"]
    search_fields = ["company__name", "note", "called_by__name"]
    date_hierarchy = "called_at"
    autocomplete_fields = ["company", "called_by"]
    fields = ["company", ("outcome", "called_at"), "called_by", "note"]


class InvestmentInline(BaseTabularInline):
    model = Investment
    fields = ["rom"]
    autocomplete_fields = ["rom"]
    verbose_name_plural = _("investors")


@admin.register(FundingRound)
class FundingRoundAdmin(BaseModelAdmin):
    list_display = ["company", "amount_eur", "announced_on", "investor_names", "source"]
    list_filter = ["investors", "announced_on"]
    list_select_related = ["company"]
    search_fields = ["company__name", "source", "note_nl", "note_en"]
    date_hierarchy = "announced_on"
    autocomplete_fields = ["company"]
    fields = ["company", ("announced_on", "amount_eur"), ("note_nl", "note_en"), "source"]
    inlines = [InvestmentInline]
    history_with = ("companies.Investment",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("investors")

    @admin.display(description=_("investors"))
    def investor_names(self, funding_round: FundingRound) -> str:
        return ", ".join(rom.name for rom in funding_round.investors.all())


@admin.register(Investment)
class InvestmentAdmin(BaseModelAdmin):
    list_display = ["rom", "funding_round"]
    list_filter = ["rom"]
    list_select_related = ["rom", "funding_round__company"]
    search_fields = ["rom__name", "funding_round__company__name"]
    autocomplete_fields = ["funding_round", "rom"]
    fields = ["funding_round", "rom"]
