from django.contrib import admin

from challenges.sessions.models import SessionCoOwner
from portal.administration.base import BaseModelAdmin


@admin.register(SessionCoOwner)
class SessionCoOwnerAdmin(BaseModelAdmin):
    list_display = ["session", "rom", "invited_by", "invited_at"]
    list_select_related = ["session", "rom", "invited_by"]
    search_fields = ["session__title_nl", "session__title_en", "rom__name"]
    autocomplete_fields = ["session", "rom"]
    fields = ["session", "rom"]
