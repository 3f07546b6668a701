"""Where and when people meet at a session, and the hours of its hosts."""

from django.contrib import admin

from challenges.sessions.pitch_models import Presence
from challenges.sessions.room_models import MeetingTable, Room, Walk
from challenges.sessions.slot_models import Slot
from portal.administration.base import BaseModelAdmin

OF_SESSION = ["session__title_nl", "session__title_en"]


@admin.register(Room)
class RoomAdmin(BaseModelAdmin):
    list_display = ["__str__", "session", "order"]
    list_select_related = ["session"]
    search_fields = ["name_nl", "name_en", *OF_SESSION]
    autocomplete_fields = ["session"]
    fields = ["session", "order", ("name_nl", "name_en")]


@admin.register(Walk)
class WalkAdmin(BaseModelAdmin):
    list_display = ["session", "first", "second", "minutes"]
    list_select_related = ["session", "first", "second"]
    search_fields = OF_SESSION
    autocomplete_fields = ["session", "first", "second"]
    fields = ["session", ("first", "second"), "minutes"]


@admin.register(MeetingTable)
class MeetingTableAdmin(BaseModelAdmin):
    list_display = ["session", "number", "room"]
    list_select_related = ["session", "room"]
    search_fields = ["=number", *OF_SESSION]
    autocomplete_fields = ["session", "room"]
    fields = ["session", "room", "number"]


@admin.register(Slot)
class SlotAdmin(BaseModelAdmin):
    list_display = ["session", "starts_at", "ends_at"]
    list_select_related = ["session"]
    search_fields = OF_SESSION
    date_hierarchy = "starts_at"
    autocomplete_fields = ["session"]
    fields = ["session", ("starts_at", "ends_at")]


@admin.register(Presence)
class PresenceAdmin(BaseModelAdmin):
    list_display = ["pitch", "starts_at", "ends_at"]
    list_select_related = ["pitch__session", "pitch__challenge"]
    search_fields = ["pitch__challenge__title_nl", "pitch__challenge__title_en", "pitch__session__title_nl"]
    autocomplete_fields = ["pitch"]
    fields = ["pitch", ("starts_at", "ends_at")]
