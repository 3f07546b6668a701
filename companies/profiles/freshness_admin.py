from django.contrib import admin

from companies.profiles.freshness_models import FreshnessCall
from portal.administration.base import BaseModelAdmin


@admin.register(FreshnessCall)
class FreshnessCallAdmin(BaseModelAdmin):
    list_display = ["company", "outcome", "called_by", "called_at", "note"]
    list_filter = ["outcome", "company__province__rom"]
    list_select_related = ["company", "called_by"]
    search_fields = ["company__name", "note", "called_by__name"]
    date_hierarchy = "called_at"
    autocomplete_fields = ["company", "called_by"]
    fields = ["company", ("outcome", "called_at"), "called_by", "note"]
