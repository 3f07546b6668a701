from django.contrib import admin

from challenges.dashboard.models import Visit
from portal.administration.base import ReadOnlyAdmin


@admin.register(Visit)
class VisitAdmin(ReadOnlyAdmin):
    list_display = ["user", "company", "seen_at", "before_at"]
    list_select_related = ["user", "company"]
    search_fields = ["user__email", "company__name"]
    date_hierarchy = "seen_at"
