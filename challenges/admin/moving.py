"""A challenge changes its state by an action that the life of a challenge allows, never by a field."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.models import Challenge
from challenges.services.challenges import move_challenge
from portal.queue import look_again

State = Challenge.State


class MovingMixin:
    actions = ["publish", "evaluate", "decide", "archive", "withdraw", "reopen_draft"]

    @admin.action(description=_("Publish the chosen challenges"))
    def publish(self, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        self._move(request, queryset, State.OPEN)

    @admin.action(description=_("Close the chosen challenges and evaluate the answers"))
    def evaluate(self, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        self._move(request, queryset, State.EVALUATING)

    @admin.action(description=_("Mark the chosen challenges as decided"))
    def decide(self, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        self._move(request, queryset, State.DECIDED)

    @admin.action(description=_("Archive the chosen challenges"))
    def archive(self, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        self._move(request, queryset, State.ARCHIVED)

    @admin.action(description=_("Withdraw the chosen challenges"))
    def withdraw(self, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        self._move(request, queryset, State.WITHDRAWN)

    @admin.action(description=_("Make the chosen challenges drafts again"))
    def reopen_draft(self, request: HttpRequest, queryset: QuerySet[Challenge]) -> None:
        self._move(request, queryset, State.DRAFT)

    def _move(self, request: HttpRequest, queryset: QuerySet[Challenge], state: str) -> None:
        """Each by itself: one that may not move keeps no other back."""
        moved = 0
        for challenge in queryset:
            try:
                move_challenge(challenge, state)
                moved += 1
            except ValidationError as error:
                messages.error(request, f"{challenge}: {' '.join(error.messages)}")
        if moved:
            look_again()
            text = ngettext("%(count)d challenge moved.", "%(count)d challenges moved.", moved)
            messages.success(request, text % {"count": moved})
