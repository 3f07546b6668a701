"""Registrations for sessions as admins see them: who has which seat, and each step as a sentence.

Lists and history hold no name of anybody who comes.
"""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from challenges.models import Attendee, Registration, RegistrationStep, SessionInvitation
from portal.admin.base import REFUSALS, ComputedAdmin, ModelAdmin

REFUSALS["registration_within_capacity"] = _("There are not so many seats. Raise the session's capacity first.")
REFUSALS["session_capacity_of_seats_taken"] = _("More seats than that are taken. Cancel registrations first.")
SEARCH = ["registration__company__name", "registration__session__title_nl", "registration__session__title_en"]


@admin.register(Registration)
class RegistrationAdmin(ComputedAdmin):
    list_display = ["session", "company", "state", "state_since", "seats", "order", "offer_lapses_at"]
    list_filter = ["state", "session__rom", "is_matched"]
    list_select_related = ["session", "company"]
    search_fields = ["company__name", "session__title_nl", "session__title_en"]
    date_hierarchy = "asked_at"
    fieldsets = [
        (None, {"fields": [("session", "company"), ("state", "state_since"), "seats", ("asked_at", "is_matched")]}),
        (_("Waiting and offered"), {"fields": ["order", ("offer_lapses_at", "remind_at", "reminded_at"), "version"]}),
    ]


@admin.register(Attendee)
class AttendeeAdmin(ComputedAdmin):
    list_display = ["pk", "registration", "attended", "checked_in_at"]
    list_filter = ["attended", "registration__session__rom"]
    list_select_related = ["registration__session", "registration__company"]
    search_fields = SEARCH
    fields = ["registration", ("name", "email"), "user", ("attended", "checked_in_at"), "code"]


@admin.register(RegistrationStep)
class RegistrationStepAdmin(ComputedAdmin):
    list_display = ["at", "registration", "what", "side", "by"]
    list_filter = ["what", "side"]
    list_select_related = ["registration__session", "registration__company", "by"]
    search_fields = SEARCH
    date_hierarchy = "at"
    fields = ["registration", ("what", "side"), "by", "at", "state", ("seats", "place"), "reason"]


@admin.register(SessionInvitation)
class SessionInvitationAdmin(ModelAdmin):
    list_display = ["session", "company", "invited_at"]
    list_select_related = ["session", "company"]
    search_fields = ["company__name", "session__title_nl", "session__title_en"]
    autocomplete_fields = ["session", "company"]
    fields = ["session", "company"]
