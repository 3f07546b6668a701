from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from companies.profiles.funding_models import FundingRound, Investment
from portal.administration.base import BaseModelAdmin, BaseTabularInline


class InvestmentInline(BaseTabularInline):
    model = Investment
    fields = ["rom"]
    autocomplete_fields = ["rom"]
    verbose_name_plural = _("investors")


@admin.register(FundingRound)
class FundingRoundAdmin(BaseModelAdmin):
    list_display = ["company", "amount_eur", "announced_on", "investor_names", "source"]
    list_filter = ["investors", "announced_on"]
    list_select_related = ["company"]
    search_fields = ["company__name", "source", "note_nl", "note_en"]
    date_hierarchy = "announced_on"
    autocomplete_fields = ["company"]
    fields = ["company", ("announced_on", "amount_eur"), ("note_nl", "note_en"), "source"]
    inlines = [InvestmentInline]
    history_with = ("companies.Investment",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("investors")

    @admin.display(description=_("investors"))
    def investor_names(self, funding_round: FundingRound) -> str:
        return ", ".join(rom.name for rom in funding_round.investors.all())


@admin.register(Investment)
class InvestmentAdmin(BaseModelAdmin):
    list_display = ["rom", "funding_round"]
    list_filter = ["rom"]
    list_select_related = ["rom", "funding_round__company"]
    search_fields = ["rom__name", "funding_round__company__name"]
    autocomplete_fields = ["funding_round", "rom"]
    fields = ["funding_round", "rom"]
