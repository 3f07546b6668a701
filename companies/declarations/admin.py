from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from companies.declarations.models import Declaration
from portal.administration.base import ReadOnlyAdmin


@admin.register(Declaration)
class DeclarationAdmin(ReadOnlyAdmin):
    """To be looked at only: the members of a company sign, and nobody does it for them."""

    list_display = ["company", "kind", "answer", "signed_name", "signed_at", "expires_on", "end"]
    list_filter = ["kind", "answer", "end", "expires_on"]
    list_select_related = ["company"]
    search_fields = ["company__name", "signed_name"]
    date_hierarchy = "signed_at"
    fieldsets = [
        (None, {"fields": ["company", ("kind", "answer"), "statement_nl", "statement_en", ("version", "language")]}),
        (_("Signature"), {"fields": [("signed_name", "signed_by"), ("signed_at", "expires_on")]}),
        (_("Afterwards"), {"fields": ["reminded_at", ("ended_at", "end")]}),
    ]
