"""Vettings, to be looked at: they are made and withdrawn on the company's own page, by the same service for all."""

from django.contrib import admin
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from companies.declarations.vetting_models import Vetting
from portal.administration.base import ReadOnlyAdmin


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
        return format_html('<a href="{}">{}</a>', url, gettext("Withdraw it, or vet the company again"))
