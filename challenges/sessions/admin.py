from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from challenges.sessions.models import ProgrammeItem, Session, SessionCoOwner
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.room_models import MeetingTable, Room, Walk
from challenges.sessions.slot_models import Slot
from challenges.sessions.triggers import SAME_SESSION, STAYS
from portal.administration.base import REFUSALS, BaseModelAdmin, BaseTabularInline, build_count_column

REFUSALS[SAME_SESSION] = _("Choose a table and rooms of the same session.")
REFUSALS[STAYS] = _("This stays with its session. Remove it there, and add it to the other one.")
HISTORY_WITH = (
    *("challenges.SessionCoOwner", "challenges.Room", "challenges.Walk", "challenges.MeetingTable"),
    *("challenges.Slot", "challenges.Pitch", "challenges.ProgrammeItem"),
)


class PitchInline(BaseTabularInline):
    model = Pitch
    fields = ["table", "challenge", "host_name", "host_organisation", "places", "least_meetings", "most_meetings"]
    autocomplete_fields = ["challenge", "table"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("challenge", "table")


class RoomInline(BaseTabularInline):
    model = Room
    fields = ["order", "name_nl", "name_en"]


class TableInline(BaseTabularInline):
    model = MeetingTable
    fields = ["number", "room"]
    autocomplete_fields = ["room"]


class WalkInline(BaseTabularInline):
    model = Walk
    fields = ["first", "second", "minutes"]
    autocomplete_fields = ["first", "second"]


class SlotInline(BaseTabularInline):
    model = Slot
    fields = ["starts_at", "ends_at"]


class ProgrammeInline(BaseTabularInline):
    model = ProgrammeItem
    fields = ["order", "starts_at", "text_nl", "text_en"]


class SessionCoOwnerInline(BaseTabularInline):
    model = SessionCoOwner
    fields = ["rom"]
    autocomplete_fields = ["rom"]


@admin.register(Session)
class SessionAdmin(BaseModelAdmin):
    list_display = [
        *("__str__", "rom", "starts_at", "place", "city", "state", "capacity", "is_example"),
        build_count_column("pitches", _("challenges")),
    ]
    list_filter = ["state", "entry", "rom", "is_example", "starts_at"]
    list_select_related = ["rom"]
    search_fields = ["title_nl", "title_en", "place", "city", "slug"]
    date_hierarchy = "starts_at"
    autocomplete_fields = ["rom", "province"]
    readonly_fields = ["version", "copied_from"]
    address_from = ("title_nl",)
    inlines = [RoomInline, TableInline, WalkInline, SlotInline, PitchInline, ProgrammeInline, SessionCoOwnerInline]
    history_with = HISTORY_WITH
    fieldsets = [
        (None, {"fields": [("title_nl", "title_en"), "slug", "rom", ("state", "is_example")]}),
        (_("Text"), {"fields": ["text_nl", "text_en"]}),
        (
            _("When and where"),
            {
                "fields": [
                    ("starts_at", "ends_at"),
                    ("place", "city"),
                    ("address", "province"),
                    ("latitude", "longitude"),
                    *("travel_nl", "travel_en"),
                ]
            },
        ),
        (
            _("Seats and talks"),
            {
                "fields": [
                    ("entry", "capacity"),
                    ("entry_opens_at", "entry_closes_at"),
                    ("matched_first_until", "offer_hours"),
                    ("most_people", "must_meets"),
                    "wishes_until",
                    ("least_meetings", "most_meetings"),
                ]
            },
        ),
        (_("Origin"), {"fields": ["source", ("version", "copied_from")]}),
    ]


@admin.register(Pitch)
class PitchAdmin(BaseModelAdmin):
    list_display = ["session", "table", "challenge", "host_name", "host_organisation"]
    list_select_related = ["session", "challenge", "table"]
    search_fields = [
        *("session__title_nl", "session__title_en"),
        *("challenge__title_nl", "challenge__title_en"),
    ]
    autocomplete_fields = ["session", "challenge", "table"]
    fields = [
        *("session", "challenge", "table", ("host_name", "host_organisation")),
        ("places", "least_meetings", "most_meetings"),
    ]


@admin.register(ProgrammeItem)
class ProgrammeItemAdmin(BaseModelAdmin):
    list_display = ["__str__", "session", "starts_at", "order"]
    list_select_related = ["session"]
    search_fields = ["text_nl", "text_en", "session__title_nl", "session__title_en"]
    autocomplete_fields = ["session"]
    fields = ["session", ("order", "starts_at"), ("text_nl", "text_en")]
