"""The timetables of sessions as admins see them: what was wished, which versions there are, and who meets whom."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from challenges.models import Meeting, Plan, Wish
from portal.admin.base import ComputedAdmin


@admin.register(Wish)
class WishAdmin(ComputedAdmin):
    list_display = ["registration", "pitch", "side", "wish", "by", "at"]
    list_filter = ["side", "wish", "registration__session__rom"]
    list_select_related = [
        *("registration__session", "registration__company", "by"),
        *("pitch__session", "pitch__challenge"),
    ]
    search_fields = ["registration__company__name", "registration__session__title_nl", "pitch__challenge__title_nl"]
    fields = ["registration", "pitch", ("side", "wish"), ("by", "at")]


@admin.register(Plan)
class PlanAdmin(ComputedAdmin):
    list_display = ["session", "number", "kind", "state", "value", "bound", "is_proved", "made_at"]
    list_filter = ["state", "kind", "is_proved", "session__rom"]
    list_select_related = ["session"]
    search_fields = ["session__title_nl", "session__title_en"]
    date_hierarchy = "made_at"
    fieldsets = [
        (None, {"fields": [("session", "number"), ("kind", "based_on"), ("state", "failure"), "floor", "made_by"]}),
        (
            _("Figures"),
            {"fields": [("value", "bound", "is_proved"), ("musts", "musts_kept"), ("fewest", "idle_tables")]},
        ),
        (
            _("Work"),
            {
                "fields": [
                    *("progress", ("made_at", "started_at", "ended_at"), ("heartbeat_at", "stop_asked_at")),
                    *(("is_provisional_at", "is_final_at"), "reasons", "programme"),
                ]
            },
        ),
    ]


@admin.register(Meeting)
class MeetingAdmin(ComputedAdmin):
    list_display = ["plan", "slot", "table", "registration", "pitch", "is_must", "is_locked", "value"]
    list_filter = ["is_must", "is_locked", "plan__session__rom"]
    list_select_related = [
        *("plan__session", "slot", "table", "registration__session", "registration__company"),
        *("pitch__session", "pitch__challenge"),
    ]
    search_fields = ["registration__company__name", "pitch__challenge__title_nl", "plan__session__title_nl"]
    fields = ["plan", "registration", "pitch", ("slot", "table"), ("is_must", "is_locked"), "value"]
