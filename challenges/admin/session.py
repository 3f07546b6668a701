from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from challenges.models import Pitch, ProgrammeItem, Session, SessionCoOwner
from portal.admin.base import ModelAdmin, TabularInline, counted


class PitchInline(TabularInline):
    model = Pitch
    fields = ["table", "challenge"]
    autocomplete_fields = ["challenge"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("challenge")


class ProgrammeInline(TabularInline):
    model = ProgrammeItem
    fields = ["order", "starts_at", "text_nl", "text_en"]


class CoOwnerInline(TabularInline):
    model = SessionCoOwner
    fields = ["rom"]
    autocomplete_fields = ["rom"]


@admin.register(Session)
class SessionAdmin(ModelAdmin):
    list_display = [
        *("__str__", "rom", "starts_at", "place", "city", "state", "capacity", "is_example"),
        counted("pitches", _("challenges")),
    ]
    list_filter = ["state", "rom", "is_example", "starts_at"]
    list_select_related = ["rom"]
    search_fields = ["title_nl", "title_en", "place", "city", "slug"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["rom"]
    address_from = ("title_nl",)
    inlines = [PitchInline, ProgrammeInline, CoOwnerInline]
    history_with = ("challenges.SessionCoOwner", "challenges.Pitch", "challenges.ProgrammeItem")
    fieldsets = [
        (None, {"fields": [("title_nl", "title_en"), "slug", "rom", ("state", "is_example")]}),
        (_("Text"), {"fields": ["text_nl", "text_en"]}),
        (_("When and where"), {"fields": [("starts_at", "ends_at"), ("place", "city"), "capacity"]}),
        (_("Origin"), {"fields": ["source"]}),
    ]


@admin.register(Pitch)
class PitchAdmin(ModelAdmin):
    list_display = ["session", "table", "challenge"]
    list_select_related = ["session", "challenge"]
    search_fields = [
        *("session__title_nl", "session__title_en"),
        *("challenge__title_nl", "challenge__title_en"),
    ]
    autocomplete_fields = ["session", "challenge"]
    fields = ["session", "table", "challenge"]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(ModelAdmin):
    list_display = ["__str__", "session", "starts_at", "order"]
    list_select_related = ["session"]
    search_fields = ["text_nl", "text_en", "session__title_nl", "session__title_en"]
    autocomplete_fields = ["session"]
    fields = ["session", ("order", "starts_at"), ("text_nl", "text_en")]
