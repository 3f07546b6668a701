"""Challenges as admins see them. A challenge changes its state by an action that the table allows, never by a field."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ActionForm
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.posting.invitation_admin import InvitationAdmin, notify_removed_in_formset
from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.models import REASON_LENGTH, Challenge, ChallengeMove, ChallengeRevision, ChallengeWriter
from challenges.posting.owner_models import ChallengeCoOwner
from challenges.posting.pages import describe_challenge_move
from challenges.posting.requirement_models import Requirement
from challenges.posting.resources import ChallengeResource
from challenges.posting.services import propose_requirements, request_new_review, transition_challenge
from challenges.posting.workflow import ChallengeState
from portal.administration.base import (
    BaseModelAdmin,
    BaseTabularInline,
    ReadOnlyAdmin,
    RematchingAdmin,
    build_count_column,
    get_admin_user,
)
from portal.core.queue import enqueue_matching
from portal.importing.admin import TableExchangeMixin
from portal.technologies.admin import EVIDENCE, EvidenceAdmin

Action = Callable[[Any, HttpRequest, QuerySet[Challenge]], None]


class MoveActionForm(ActionForm):
    reason = forms.CharField(
        label=_("Reason (if you reject):"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.TextInput({"size": 40}),
    )


def _build_move_action(target: ChallengeState, description: Any) -> Action:
    @admin.action(description=description)
    def move(self: Any, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        transition_each_challenge(request, queryset, target)

    return move


class MoveActionsMixin:
    action_form = MoveActionForm
    actions = ["submit", "approve", "refuse", "evaluate", "decide", "archive", "withdraw", "reopen_draft"]
    submit = _build_move_action(ChallengeState.IN_REVIEW, _("Submit selected challenges for approval"))
    approve = _build_move_action(ChallengeState.SCHEDULED, _("Approve selected challenges"))
    refuse = _build_move_action(ChallengeState.DRAFT, _("Reject selected challenges (reason required)"))
    evaluate = _build_move_action(ChallengeState.EVALUATING, _("Close selected challenges and start evaluation"))
    decide = _build_move_action(ChallengeState.DECIDED, _("Mark selected challenges as decided"))
    archive = _build_move_action(ChallengeState.ARCHIVED, _("Archive selected challenges"))
    withdraw = _build_move_action(ChallengeState.WITHDRAWN, _("Withdraw selected challenges"))
    reopen_draft = _build_move_action(ChallengeState.DRAFT, _("Return selected challenges to draft"))


def transition_each_challenge(request: HttpRequest, queryset: QuerySet[Challenge], state: str) -> None:
    """Each by itself: one that may not move keeps no other back."""
    moved, reason = 0, request.POST.get("reason", "")[:REASON_LENGTH]
    for challenge in queryset:
        try:
            transition_challenge(challenge, state, get_admin_user(request), reason=reason)
            moved += 1
        except ValidationError as error:
            messages.error(request, f"{challenge}: {' '.join(error.messages)}")
    if moved:
        enqueue_matching()
        text = ngettext(
            "The status of %(count)d challenge has been changed.",
            "The status of %(count)d challenges has been changed.",
            moved,
        )
        messages.success(request, text % {"count": moved})


class RequirementInline(BaseTabularInline):
    model = Requirement
    fields = ["technology", "necessity", "weight", "known_as", "phrase"]
    autocomplete_fields = ["technology"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).select_related("technology")


class ChallengeInvitationInline(BaseTabularInline):
    model = ChallengeInvitation
    fields = ["company"]
    autocomplete_fields = ["company"]
    verbose_name_plural = _("companies invited to this challenge")


class ChallengeCoOwnerInline(BaseTabularInline):
    model = ChallengeCoOwner
    fields = ["rom"]
    autocomplete_fields = ["rom"]


@admin.register(Challenge)
class ChallengeAdmin(MoveActionsMixin, TableExchangeMixin, RematchingAdmin):
    list_display = [
        *("__str__", "rom", "state", "closes_at"),
        build_count_column("requirements", _("requirements")),
    ]
    list_filter = ["state", "visibility", "rom", "branch", "is_example"]
    list_select_related = ["rom"]
    search_fields = ["title_nl", "title_en", "slug", "external_id"]
    date_hierarchy = "closes_at"
    autocomplete_fields = ["rom"]
    readonly_fields = ["state", "created_by", "created_at", "updated_at"]
    address_from = ("title_nl",)
    resource_classes = [ChallengeResource]
    texts = ("title_nl", "title_en", "teaser_nl", "teaser_en")
    inlines = [RequirementInline, ChallengeInvitationInline, ChallengeCoOwnerInline]
    history_with = (
        "challenges.ChallengeCoOwner",
        "challenges.Requirement",
        "challenges.ChallengeInvitation",
        "challenges.Decision",
    )
    fieldsets = [
        (
            None,
            {
                "fields": [("title_nl", "title_en"), "slug", ("state", "is_example")],
                "description": _("Use the actions above the list of challenges to change the status."),
            },
        ),
        (_("Text"), {"fields": ["teaser_nl", "teaser_en"]}),
        (_("Origin and visibility"), {"fields": [("rom", "branch"), "visibility"]}),
        (
            _("Rules"),
            {
                "fields": [
                    ("trl_min", "trl_max"),
                    *("needs_ownership", "needs_established", "needs_export_control", "needs_screening"),
                    *("only_region", "counts_experience"),
                ],
                "description": _(
                    "A company is not ranked if its TRL is too low or it does not meet a ticked requirement."
                ),
            },
        ),
        (_("Dates and budget"), {"fields": ["pre_release_at", ("opens_at", "closes_at"), "budget_eur"]}),
        (
            _("Origin"),
            {"fields": ["source", "external_id", ("created_by", "created_at", "updated_at")]},
        ),
    ]

    def propose(self, thing: Challenge) -> None:
        propose_requirements(thing)

    def save_model(self, request: HttpRequest, obj: Challenge, form: Any, change: bool) -> None:
        if not change:
            obj.created_by = request.user
        super().save_model(request, obj, form, change)
        moved = request_new_review(obj, form.changed_data, get_admin_user(request))
        obj.state = moved.state

    def save_formset(self, request: HttpRequest, form: Any, formset: Any, change: bool) -> None:
        notify_removed_in_formset(formset)
        super().save_formset(request, form, formset, change)


@admin.register(Requirement)
class RequirementAdmin(EvidenceAdmin):
    list_display = ["challenge", "technology", "necessity", "weight", "known_as", "phrase"]
    list_filter = ["necessity", "weight", *EvidenceAdmin.list_filter]
    list_select_related = ["challenge", "technology"]
    search_fields = [
        *("challenge__title_nl", "challenge__title_en"),
        *("technology__label_nl", "technology__label_en", "phrase"),
    ]
    autocomplete_fields = ["challenge", "technology"]
    fieldsets = [
        (None, {"fields": ["challenge", "technology", ("necessity", "weight")]}),
        EVIDENCE,
    ]


@admin.register(ChallengeInvitation)
class ChallengeInvitationAdmin(InvitationAdmin):
    list_display = ["challenge", "company"]
    list_select_related = ["challenge", "company"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "company__name"]
    autocomplete_fields = ["challenge", "company"]
    fields = ["challenge", "company"]


@admin.register(ChallengeRevision)
class ChallengeRevisionAdmin(ReadOnlyAdmin):
    list_display = ["owner", "version"]
    list_select_related = ["owner"]
    search_fields = ["owner__title_nl", "owner__title_en"]


@admin.register(ChallengeMove)
class ChallengeMoveAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "told", "reason", "at"]
    list_filter = ["source", "target", "by_clock"]
    list_select_related = ["challenge", "by"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "reason"]
    date_hierarchy = "at"
    fieldsets = [
        (None, {"fields": ["challenge", "told", ("source", "target"), "reason", "leaks", ("by", "by_clock"), "at"]})
    ]

    @admin.display(description=_("what happened"))
    def told(self, made: ChallengeMove) -> str:
        return describe_challenge_move(made)


@admin.register(ChallengeWriter)
class ChallengeWriterAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "user", "wrote_at"]
    list_select_related = ["challenge", "user"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "user__email"]


@admin.register(ChallengeCoOwner)
class ChallengeCoOwnerAdmin(BaseModelAdmin):
    list_display = ["challenge", "rom", "invited_by", "invited_at"]
    list_select_related = ["challenge", "rom", "invited_by"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "rom__name"]
    autocomplete_fields = ["challenge", "rom"]
    fields = ["challenge", "rom"]
