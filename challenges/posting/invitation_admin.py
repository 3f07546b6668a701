"""An admin who removes an invitation takes it back, so its company hears of it as on the page of invitations."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest

from challenges.posting.invitation_models import ChallengeInvitation
from challenges.posting.notifications import notify_invitation_withdrawn
from portal.administration.base import RematchingAdmin


class InvitationAdmin(RematchingAdmin):
    def delete_model(self, request: HttpRequest, obj: ChallengeInvitation) -> None:
        notify_invitation_withdrawn(obj)
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[ChallengeInvitation]) -> None:
        notify_withdrawn_invitations(queryset.select_related("challenge__rom", "company"))
        super().delete_queryset(request, queryset)


def notify_removed_in_formset(formset: Any) -> None:
    """Of the invitations that are ticked for removal beside a challenge, before they are gone."""
    if issubclass(formset.model, ChallengeInvitation):
        notify_withdrawn_invitations(form.instance for form in formset.deleted_forms)


def notify_withdrawn_invitations(invitations: Iterable[ChallengeInvitation]) -> None:
    for invitation in invitations:
        notify_invitation_withdrawn(invitation)
