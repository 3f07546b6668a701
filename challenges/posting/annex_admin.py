"""That there is an annex, for whom, and who read it. Its text is read and written on its own pages alone."""

from django.contrib import admin

from challenges.posting.annex_models import Annex, AnnexReading
from portal.administration.base import ReadOnlyAdmin


@admin.register(Annex)
class AnnexAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "visibility", "version", "changed_at"]
    list_filter = ["visibility"]
    list_select_related = ["challenge"]
    search_fields = ["challenge__title_nl", "challenge__title_en"]
    fields = ["challenge", "visibility", "version", "changed_at"]


@admin.register(AnnexReading)
class AnnexReadingAdmin(ReadOnlyAdmin):
    list_display = ["read_at", "annex", "version", "user", "company", "rom"]
    list_filter = ["rom"]
    list_select_related = ["annex__challenge", "user", "company", "rom"]
    search_fields = ["annex__challenge__title_nl", "annex__challenge__title_en", "user__email", "company__name"]
    date_hierarchy = "read_at"
