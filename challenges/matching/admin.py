"""What the machine computes, to be looked at, and what people decided."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from challenges.matching.models import Batch, Decision, Longlist, LonglistRow, Match, MatchedChallenge, MatchedCompany
from portal.administration.base import BaseModelAdmin, BaseTabularInline, ReadOnlyAdmin
from portal.ui.match_bar import format_tenths

PAIR = ["challenge", "company"]
PAIR_SEARCH = ["challenge__title_nl", "challenge__title_en", "company__name"]


def build_points_column(field: str) -> Any:
    """A column of points: kept in whole tenths, shown with one decimal, right under the field's own name."""

    @admin.display(description=Match._meta.get_field(field).verbose_name, ordering=field)
    def column(match: Match) -> str:
        return format_tenths(getattr(match, field))

    return column


PARTS = ["technology", "text", "maturity", "region", "experience", "freshness"]


class LonglistRowInline(BaseTabularInline):
    model = LonglistRow
    fields = ["rank", "company", "total", "decision", "reason"]
    readonly_fields = fields
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).select_related("company")


@admin.register(Longlist)
class LonglistAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "number", "frozen_by", "frozen_at"]
    list_filter = ["challenge__rom"]
    list_select_related = ["challenge", "frozen_by"]
    search_fields = ["challenge__title_nl", "challenge__title_en"]
    inlines = [LonglistRowInline]


@admin.register(LonglistRow)
class LonglistRowAdmin(ReadOnlyAdmin):
    list_display = ["longlist", "rank", "company", build_points_column("total"), "decision"]
    list_filter = ["decision", "longlist__challenge__rom"]
    list_select_related = ["longlist__challenge", "company"]
    search_fields = ["company__name"]


@admin.register(Match)
class MatchAdmin(ReadOnlyAdmin):
    list_display = [*PAIR, *map(build_points_column, ["total", *PARTS]), "failed_rule"]
    list_filter = ["failed_rule", "in_challenge_top", "in_company_top", "challenge__rom"]
    list_select_related = PAIR
    search_fields = PAIR_SEARCH
    fieldsets = [
        (None, {"fields": [tuple(PAIR), ("failed_rule", "failed_technology")]}),
        (
            _("Points"),
            {"fields": [build_points_column(field) for field in [*PARTS, "total"]]},
        ),
        (
            _("Kept because"),
            {
                "fields": [
                    ("in_challenge_top", "in_company_top"),
                    ("challenge_version", "company_version"),
                ]
            },
        ),
    ]


class MatchedThingAdmin(ReadOnlyAdmin):
    date_hierarchy = "matched_at"

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the model in the fit, which may be many megabytes."""
        return super().get_queryset(request).defer("fit__data")


@admin.register(MatchedChallenge)
class MatchedChallengeAdmin(MatchedThingAdmin):
    list_display = ["challenge", "version", "fit", "matched_at"]
    list_select_related = ["challenge", "fit"]
    search_fields = ["challenge__title_nl", "challenge__title_en"]


@admin.register(MatchedCompany)
class MatchedCompanyAdmin(MatchedThingAdmin):
    list_display = ["company", "version", "fit", "matched_at"]
    list_select_related = ["company", "fit"]
    search_fields = ["company__name"]


@admin.register(Batch)
class BatchAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "fit", "size", "done_at"]
    list_filter = ["kind"]
    fields = ["fit", "kind", "size", "done_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the model in the fit, which may be many megabytes."""
        return super().get_queryset(request).select_related("fit").defer("fit__data")

    @admin.display(description=_("how many"))
    def size(self, batch: Batch) -> int:
        return len(batch.ids)


@admin.register(Decision)
class DecisionAdmin(BaseModelAdmin):
    list_display = [*PAIR, "kind", "reason", "decided_by", "decided_at"]
    list_filter = ["kind", "reason", "challenge__rom"]
    list_select_related = [*PAIR, "decided_by"]
    search_fields = [*PAIR_SEARCH, "note"]
    date_hierarchy = "decided_at"
    autocomplete_fields = PAIR
    readonly_fields = ["decided_by", "decided_at"]
    fieldsets = [
        (None, {"fields": [tuple(PAIR), "kind", "reason", "note"]}),
        (_("Who and when"), {"fields": [("decided_by", "decided_at")]}),
    ]

    def save_model(self, request: HttpRequest, obj: Decision, form: Any, change: bool) -> None:
        obj.decided_by = request.user
        super().save_model(request, obj, form, change)
