"""A challenge changes its state by an action that the table of moves allows, never by a field."""

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

from challenges.posting.models import Challenge
from challenges.posting.transitions import transition_challenge
from challenges.posting.workflow import ChallengeState
from challenges.posting.workflow_models import REASON_LENGTH
from portal.administration.base import get_admin_user
from portal.core.queue import enqueue_matching

Action = Callable[[Any, HttpRequest, QuerySet[Challenge]], None]


class MoveActionForm(ActionForm):
    reason = forms.CharField(
        label=_("Reason (where you refuse):"),
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
    submit = _build_move_action(ChallengeState.IN_REVIEW, _("Submit the chosen challenges for review"))
    approve = _build_move_action(ChallengeState.SCHEDULED, _("Approve the chosen challenges"))
    refuse = _build_move_action(ChallengeState.DRAFT, _("Refuse the chosen challenges, with the reason"))
    evaluate = _build_move_action(ChallengeState.EVALUATING, _("Close the chosen challenges and evaluate the answers"))
    decide = _build_move_action(ChallengeState.DECIDED, _("Mark the chosen challenges as decided"))
    archive = _build_move_action(ChallengeState.ARCHIVED, _("Archive the chosen challenges"))
    withdraw = _build_move_action(ChallengeState.WITHDRAWN, _("Withdraw the chosen challenges"))
    reopen_draft = _build_move_action(ChallengeState.DRAFT, _("Make the chosen challenges drafts again"))


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
        text = ngettext("%(count)d challenge moved.", "%(count)d challenges moved.", moved)
        messages.success(request, text % {"count": moved})
