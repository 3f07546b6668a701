from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.administration.base import BaseModelAdmin, BaseTabularInline, ReadOnlyAdmin, build_count_column
from portal.importing.admin import TableExchangeMixin
from portal.technologies.evidence import KnownAs
from portal.technologies.merging_admin import MergeMixin
from portal.technologies.models import FocusArea, LoadedEntry, Technology, TechnologyTerm
from portal.technologies.resources import TechnologyResource, TechnologyTermResource

COUNTING = [known_as for known_as in KnownAs.values if known_as != KnownAs.REFUSED]


class TermInline(BaseTabularInline):
    model = TechnologyTerm
    fields = ["language", "text"]
    verbose_name_plural = _("terms: words by which a text names this technology, in either language")


class MergedFilter(admin.SimpleListFilter):
    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("", _("Current")), ("yes", _("Merged into another"))]

    def choices(self, changelist: Any) -> Any:
        for value, title in self.lookup_choices:
            yield {
                "selected": (self.value() or "") == value,
                "query_string": changelist.get_query_string({self.parameter_name: value or None}),
                "display": title,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave merged technologies out unless the filter asks for them."""
        return queryset.filter(merged_into__isnull=self.value() != "yes")


@admin.register(Technology)
class TechnologyAdmin(MergeMixin, TableExchangeMixin, BaseModelAdmin):
    list_display = [
        *("label_nl", "parent", "level"),
        build_count_column("terms", _("terms")),
        build_count_column("company_links", _("companies"), known_as__in=COUNTING),
        build_count_column("requirements", _("challenges"), known_as__in=COUNTING),
    ]
    list_filter = ["level", MergedFilter, "focus_areas__framework"]
    list_select_related = ["parent"]
    search_fields = ["label_nl", "label_en", "slug", "terms__text"]
    autocomplete_fields = ["parent", "related", "focus_areas"]
    readonly_fields = ["level", "merged_into"]
    address_from = ("label_en",)
    resource_classes = [TechnologyResource]
    inlines = [TermInline]
    history_with = ("portal.TechnologyTerm",)
    fieldsets = [
        (None, {"fields": [("label_nl", "label_en"), "slug", ("parent", "level"), "related", "focus_areas"]}),
        (
            _("Uses"),
            {"fields": [("civil_use_nl", "civil_use_en"), ("military_use_nl", "military_use_en")]},
        ),
        (_("Merging"), {"fields": ["merged_into"], "classes": ["collapse"]}),
    ]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(merged_into=None)
        return found, duplicates


@admin.register(TechnologyTerm)
class TechnologyTermAdmin(TableExchangeMixin, BaseModelAdmin):
    list_display = ["text", "language", "technology"]
    list_filter = ["language"]
    list_select_related = ["technology"]
    search_fields = ["text", "technology__label_nl", "technology__label_en"]
    autocomplete_fields = ["technology"]
    fields = ["text", "language", "technology"]
    resource_classes = [TechnologyTermResource]


@admin.register(FocusArea)
class FocusAreaAdmin(BaseModelAdmin):
    list_display = ["label_nl", "label_en", "framework", "code", build_count_column("technologies", _("technologies"))]
    list_display_links = ["label_nl", "label_en"]
    list_filter = ["framework"]
    search_fields = ["label_nl", "label_en", "code"]
    fields = ["framework", "code", ("label_nl", "label_en"), "source"]


@admin.register(LoadedEntry)
class LoadedEntryAdmin(ReadOnlyAdmin):
    """What the reference files brought: an entry that differs from it was changed by a person, and stays."""

    list_display = ["key", "kind"]
    list_filter = ["kind"]
    search_fields = ["key"]
