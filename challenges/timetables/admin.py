"""Show timetables with their preferences, meetings, comments, results and calendar links, read-only."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from challenges.sessions.appointment_models import Appointment, Outcome
from challenges.sessions.plan_models import Meeting, Plan
from challenges.timetables.models import CalendarFeed, Remark, Wish
from portal.administration.base import ReadOnlyAdmin


@admin.register(Wish)
class WishAdmin(ReadOnlyAdmin):
    list_display = ["registration", "pitch", "side", "wish", "by", "at"]
    list_filter = ["side", "wish", "registration__session__rom"]
    list_select_related = [
        *("registration__session", "registration__company", "by"),
        *("pitch__session", "pitch__challenge"),
    ]
    search_fields = ["registration__company__name", "registration__session__title_nl", "pitch__challenge__title_nl"]
    fields = ["registration", "pitch", ("side", "wish"), ("by", "at")]


@admin.register(Plan)
class PlanAdmin(ReadOnlyAdmin):
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
                    *(("provisional_at", "final_at", "remarks_until"), "reasons", "programme"),
                ]
            },
        ),
    ]


@admin.register(Meeting)
class MeetingAdmin(ReadOnlyAdmin):
    list_display = ["plan", "slot", "table", "registration", "pitch", "is_must", "is_locked", "value"]
    list_filter = ["is_must", "is_locked", "plan__session__rom"]
    list_select_related = [
        *("plan__session", "slot", "table", "registration__session", "registration__company"),
        *("pitch__session", "pitch__challenge"),
    ]
    search_fields = ["registration__company__name", "pitch__challenge__title_nl", "plan__session__title_nl"]
    fields = ["plan", "registration", "pitch", ("slot", "table"), ("is_must", "is_locked"), "value"]


@admin.register(Remark)
class RemarkAdmin(ReadOnlyAdmin):
    list_display = ["plan", "registration", "at", "handled_at"]
    list_filter = ["plan__session__rom"]
    list_select_related = ["plan__session", "registration__session", "registration__company"]
    search_fields = ["registration__company__name", "plan__session__title_nl"]
    fields = ["plan", "registration", "text", ("by", "at"), ("handled_by", "handled_at")]


@admin.register(Appointment)
class AppointmentAdmin(ReadOnlyAdmin):
    list_display = ["registration", "pitch", "starts_at", "table", "is_cancelled", "sequence"]
    list_filter = ["is_cancelled", "pitch__session__rom"]
    list_select_related = [
        *("registration__session", "registration__company", "table"),
        *("pitch__session", "pitch__challenge"),
    ]
    search_fields = ["registration__company__name", "pitch__challenge__title_nl", "pitch__session__title_nl"]
    fields = [
        *("registration", "pitch", ("starts_at", "ends_at"), "table"),
        *("is_cancelled", ("uid", "sequence"), "changed_at"),
    ]


@admin.register(Outcome)
class OutcomeAdmin(ReadOnlyAdmin):
    list_display = ["appointment", "side", "kind", "by", "at"]
    list_filter = ["side", "kind", "appointment__pitch__session__rom"]
    list_select_related = ["appointment__registration__company", "appointment__pitch__challenge", "by"]
    search_fields = ["appointment__registration__company__name", "appointment__pitch__challenge__title_nl"]
    fields = ["appointment", ("side", "kind"), ("by", "at")]


@admin.register(CalendarFeed)
class CalendarFeedAdmin(ReadOnlyAdmin):
    list_display = ["user", "pitch", "made_at", "read_at", "revoked_at"]
    list_select_related = ["user", "pitch__session", "pitch__challenge"]
    search_fields = ["user__email", "pitch__challenge__title_nl"]
    fields = ["user", "pitch", "language", ("made_at", "read_at", "revoked_at")]
