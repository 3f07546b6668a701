"""Admin of sessions, their parts, and registrations.

A registration changes by an action that the table of transitions allows, never by editing a field. Anything that needs
a place number or other people is done on the organisers' pages. Lists and history never show the names of attendees.
"""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.sessions.models import ProgrammeItem, Session, SessionCoOwner
from challenges.sessions.part_models import MeetingTable, Pitch, Presence, Room, Slot, Walk
from challenges.sessions.registration_models import (
    REASON_LENGTH,
    Attendee,
    Registration,
    RegistrationStep,
    SessionInvitation,
)
from challenges.sessions.registrations.notifications import describe_registration_step, notify_session_uninvited
from challenges.sessions.registrations.services import change_registration_state
from challenges.sessions.triggers import SAME_SESSION, STAYS
from challenges.sessions.workflow import ORGANISER, RegistrationAction
from portal.administration.base import (
    REFUSALS,
    BaseModelAdmin,
    BaseTabularInline,
    ReadOnlyAdmin,
    build_count_column,
    get_admin_user,
)

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


@admin.register(SessionCoOwner)
class SessionCoOwnerAdmin(BaseModelAdmin):
    list_display = ["session", "rom", "invited_by", "invited_at"]
    list_select_related = ["session", "rom", "invited_by"]
    search_fields = ["session__title_nl", "session__title_en", "rom__name"]
    autocomplete_fields = ["session", "rom"]
    fields = ["session", "rom"]


REFUSALS["registration_within_capacity"] = _("There are not so many seats. Raise the session's capacity first.")
REFUSALS["session_capacity_of_seats_taken"] = _("More seats than that are taken. Cancel registrations first.")
SEARCH = ["registration__company__name", "registration__session__title_nl", "registration__session__title_en"]


@admin.display(description=_("what happened"))
def format_registration_step(step: RegistrationStep) -> str:
    return describe_registration_step(step)


class ReasonActionForm(ActionForm):
    reason = forms.CharField(
        label=_("Reason (where you refuse or cancel):"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.TextInput({"size": 40}),
    )


class RegistrationStepInline(BaseTabularInline):
    model = RegistrationStep
    fields = readonly_fields = ["at", format_registration_step, "side", "by", "reason"]
    ordering = ["at", "pk"]
    can_delete = False

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("by", "registration__company")

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Registration)
class RegistrationAdmin(ReadOnlyAdmin):
    list_display = ["session", "company", "state", "state_since", "seats", "order", "offer_lapses_at"]
    list_filter = ["state", "session__rom", "is_matched"]
    list_select_related = ["session", "company"]
    search_fields = ["company__name", "session__title_nl", "session__title_en"]
    date_hierarchy = "asked_at"
    inlines = [RegistrationStepInline]
    action_form = ReasonActionForm
    actions = ["approve", "refuse", "cancel"]
    fieldsets = [
        (None, {"fields": [("session", "company"), ("state", "state_since"), "seats", ("asked_at", "is_matched")]}),
        (_("Waiting and offered"), {"fields": ["order", ("offer_lapses_at", "remind_at", "reminded_at"), "version"]}),
    ]

    @admin.action(description=_("Approve the chosen registrations"))
    def approve(self, request: HttpRequest, queryset: QuerySet[Registration]) -> None:
        move_each_registration(request, queryset, RegistrationAction.APPROVE)

    @admin.action(description=_("Refuse the chosen registrations, with the reason"))
    def refuse(self, request: HttpRequest, queryset: QuerySet[Registration]) -> None:
        move_each_registration(request, queryset, RegistrationAction.REFUSE)

    @admin.action(description=_("Cancel the chosen registrations, with the reason"))
    def cancel(self, request: HttpRequest, queryset: QuerySet[Registration]) -> None:
        move_each_registration(request, queryset, RegistrationAction.CANCEL)


def move_each_registration(request: HttpRequest, queryset: QuerySet[Registration], what: RegistrationAction) -> None:
    """Apply the action to each registration by itself, in order of registration.

    A registration that refuses the action is reported, and does not stop the others.
    """
    moved, reason = 0, request.POST.get("reason", "")[:REASON_LENGTH]
    for registration in queryset.select_related("session", "company").order_by("asked_at", "pk"):
        try:
            change_registration_state(get_admin_user(request), registration, what, ORGANISER, reason)
            moved += 1
        except ValidationError as error:
            messages.error(request, f"{registration}: {' '.join(error.messages)}")
    if moved:
        text = ngettext("%(count)d registration moved.", "%(count)d registrations moved.", moved)
        messages.success(request, text % {"count": moved})


@admin.register(Attendee)
class AttendeeAdmin(BaseModelAdmin):
    """Corrects names and email addresses. Organisers change who comes on their own pages."""

    list_display = ["pk", "registration", "attended", "checked_in_at"]
    list_filter = ["attended", "registration__session__rom"]
    list_select_related = ["registration__session", "registration__company"]
    search_fields = SEARCH
    fields = ["registration", ("name", "email"), "user", ("attended", "checked_in_at"), "code"]
    readonly_fields = ["registration", "user", "attended", "checked_in_at", "code"]

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(RegistrationStep)
class RegistrationStepAdmin(ReadOnlyAdmin):
    list_display = ["at", "registration", format_registration_step, "by"]
    list_filter = ["what", "side"]
    list_select_related = ["registration__session", "registration__company", "by"]
    search_fields = SEARCH
    date_hierarchy = "at"
    fields = ["registration", ("what", "side"), "by", "at", "state", ("seats", "place"), "reason"]


@admin.register(SessionInvitation)
class SessionInvitationAdmin(BaseModelAdmin):
    """Deleting an invitation notifies the company, as on the organiser's page."""

    list_display = ["session", "company", "invited_at"]
    list_select_related = ["session", "company"]
    search_fields = ["company__name", "session__title_nl", "session__title_en"]
    autocomplete_fields = ["session", "company"]
    fields = ["session", "company"]

    def delete_model(self, request: HttpRequest, obj: SessionInvitation) -> None:
        notify_session_uninvited(obj, timezone.now())
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[SessionInvitation]) -> None:
        for invitation in queryset.select_related("session", "company"):
            notify_session_uninvited(invitation, timezone.now())
        super().delete_queryset(request, queryset)
