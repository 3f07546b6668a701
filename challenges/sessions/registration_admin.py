"""Registrations for sessions as admins see them: who has which seat, and each step as a sentence.

A registration changes by an action that the table of moves allows, never by a field; what needs a place or other people
is done on the organiser's pages. Lists and history hold no name of anybody who comes.
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

from challenges.sessions.registration_models import (
    REASON_LENGTH,
    Attendee,
    Registration,
    RegistrationStep,
    SessionInvitation,
)
from challenges.sessions.registration_workflow import ORGANISER, RegistrationAction
from challenges.sessions.registrations.notifications import describe_registration_step, notify_session_uninvited
from challenges.sessions.registrations.services import change_registration_state
from portal.administration.base import REFUSALS, BaseModelAdmin, BaseTabularInline, ReadOnlyAdmin, get_admin_user

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
    """Each by itself, in the order of asking: one that may not move keeps no other back."""
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
    """Names are put right here; who comes, and how many, is changed on the organiser's page."""

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
    """One that is removed is taken back, so its company hears of it as by the organiser."""

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
