from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.declarations.models import Declaration, Vetting
from portal.administration.base import ReadOnlyAdmin


@admin.register(Declaration)
class DeclarationAdmin(ReadOnlyAdmin):
    """Declarations are read-only here: the members of a company sign, and nobody does it for them."""

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


@admin.register(Vetting)
class VettingAdmin(ReadOnlyAdmin):
    list_display = ["company", "scope", "rom", "vetted_on", "expires_on", "vetted_by", "withdrawn_on"]
    list_filter = ["scope", "rom", "expires_on", ("withdrawn_on", admin.EmptyFieldListFilter)]
    list_select_related = ["company", "rom", "vetted_by"]
    search_fields = ["company__name", "reason"]
    date_hierarchy = "vetted_on"
    fieldsets = [
        (
            None,
            {
                "fields": [
                    *("company", ("scope", "rom"), ("vetted_on", "expires_on"), "reason", ("vetted_by", "noted_at")),
                    "on_the_site",
                ]
            },
        ),
        (_("Withdrawn"), {"fields": [("withdrawn_on", "withdrawn_by"), "withdrawn_reason"]}),
    ]
    readonly_fields = ["on_the_site"]

    @admin.display(description=_("change"))
    def on_the_site(self, vetting: Vetting) -> str:
        url = reverse("companies:company_vetting", args=[vetting.company.slug])
        return format_html('<a href="{}">{}</a>', url, gettext("Withdraw the vetting, or vet the company again"))
