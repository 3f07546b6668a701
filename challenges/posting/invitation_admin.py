"""An admin who removes an invitation takes it back, so its company hears of it as on the page of invitations."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.invitations import tell_taken_back
from portal.administration.base import MatchedAdmin


class InvitationAdmin(MatchedAdmin):
    def delete_model(self, request: HttpRequest, obj: ChallengeInvitation) -> None:
        tell_taken_back(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ChallengeInvitation]) -> None:
        tell_of(queryset.select_related("challenge__rom", "company"))
        super().delete_queryset(request, queryset)


def tell_of_removed(formset: Any) -> None:
    """Of the invitations that are ticked for removal beside a challenge, before they are gone."""
    if issubclass(formset.model, ChallengeInvitation):
        tell_of(form.instance for form in formset.deleted_forms)


def tell_of(invitations: Iterable[ChallengeInvitation]) -> None:
    for invitation in invitations:
        tell_taken_back(invitation)
