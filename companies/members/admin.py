"""Join requests, claims and invitations, read-only: people decide on them on the site, where the rules apply."""

from django.contrib import admin

from companies.members.models import Claim, Invitation, JoinRequest
from portal.administration.base import ReadOnlyAdmin


@admin.register(JoinRequest)
class JoinRequestAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "user", "company", "state", "decided_at"]
    list_filter = ["state"]
    list_select_related = ["user", "company"]
    search_fields = ["user__email", "user__name", "company__name"]
    date_hierarchy = "created_at"
    fields = [("user", "company"), "message", "state", ("created_at", "reminded_at"), ("decided_at", "decided_by")]


@admin.register(Claim)
class ClaimAdmin(ReadOnlyAdmin):
    """Claims are read-only here; staff review them at /claims/."""

    list_display = ["created_at", "user", "company", "way", "state", "decided_at"]
    list_filter = ["state", "way"]
    list_select_related = ["user", "company"]
    search_fields = ["user__email", "user__name", "company__name"]
    date_hierarchy = "created_at"
    fields = [
        *(("user", "company"), ("way", "state"), "reason", "answer", "address"),
        *(("created_at", "expires_at"), ("decided_at", "decided_by")),
    ]


@admin.register(Invitation)
class CompanyInvitationAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "email", "company", "role", "state", "expires_at"]
    list_filter = ["state", "role"]
    list_select_related = ["company"]
    search_fields = ["email", "company__name"]
    date_hierarchy = "created_at"
    fields = [
        *(("company", "email"), ("role", "state"), "invited_by"),
        *(("created_at", "mailed_at", "expires_at"), ("decided_at", "decided_by")),
    ]
