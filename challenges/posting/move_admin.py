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
from challenges.posting.transitions import transition
from challenges.posting.workflow import State
from challenges.posting.workflow_models import REASON_LENGTH
from portal.administration.base import admin_of
from portal.core.queue import look_again

Action = Callable[[Any, HttpRequest, QuerySet[Challenge]], None]


class MoveActionForm(ActionForm):
    reason = forms.CharField(
        label=_("Reason (where you refuse):"),
        max_length=REASON_LENGTH,
        required=False,
        widget=forms.TextInput({"size": 40}),
    )


def _moves_to(target: State, description: Any) -> Action:
    @admin.action(description=description)
    def move(self: Any, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        move_each(request, queryset, target)

    return move


class MovingMixin:
    action_form = MoveActionForm
    actions = ["submit", "approve", "refuse", "evaluate", "decide", "archive", "withdraw", "reopen_draft"]
    submit = _moves_to(State.IN_REVIEW, _("Submit the chosen challenges for review"))
    approve = _moves_to(State.SCHEDULED, _("Approve the chosen challenges"))
    refuse = _moves_to(State.DRAFT, _("Refuse the chosen challenges, with the reason"))
    evaluate = _moves_to(State.EVALUATING, _("Close the chosen challenges and evaluate the answers"))
    decide = _moves_to(State.DECIDED, _("Mark the chosen challenges as decided"))
    archive = _moves_to(State.ARCHIVED, _("Archive the chosen challenges"))
    withdraw = _moves_to(State.WITHDRAWN, _("Withdraw the chosen challenges"))
    reopen_draft = _moves_to(State.DRAFT, _("Make the chosen challenges drafts again"))


def move_each(request: HttpRequest, queryset: QuerySet[Challenge], state: str) -> None:
    """Each by itself: one that may not move keeps no other back."""
    moved, reason = 0, request.POST.get("reason", "")[:REASON_LENGTH]
    for challenge in queryset:
        try:
            transition(challenge, state, admin_of(request), reason=reason)
            moved += 1
        except ValidationError as error:
            messages.error(request, f"{challenge}: {' '.join(error.messages)}")
    if moved:
        look_again()
        text = ngettext("%(count)d challenge moved.", "%(count)d challenges moved.", moved)
        messages.success(request, text % {"count": moved})
