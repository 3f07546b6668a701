from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.profiles.funding_models import FundingRound
from companies.profiles.membership_models import KEEPS_AN_OWNER, Membership
from companies.profiles.models import Company, CompanyRevision, CompanyTechnology
from companies.profiles.reference_models import ReferenceCase
from companies.profiles.resources import CompanyResource
from companies.profiles.services import erase_profile, update_technology_suggestions
from companies.profiles.visibility_models import ProfileGroup
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
from portal.technologies.evidence import KnownAs
from portal.technologies.evidence_admin import EVIDENCE, EvidenceAdmin

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
        (_("Use"), {"fields": [("civil_use_nl", "civil_use_en"), ("military_use_nl", "military_use_en")]}),
        (_("Where"), {"fields": [("city", "province"), "website", "kvk_number"]}),
        (_("Trust"), {"fields": [("established", "vetted_on"), ("reference_years", "reference_count"), "claimed_at"]}),
        (_("Who sees what"), {"fields": [f"audience_{group}" for group in ProfileGroup]}),
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
