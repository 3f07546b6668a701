"""What of a company is not for everyone. Opening it here is reading it, and is noted."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from companies.profiles.logo_models import Logo
from companies.profiles.visibility import disclose_company
from companies.profiles.visibility_models import CompanyConfidential, CompanyContact, ProfileGroup, Reading
from companies.profiles.visibility_services import record_profile_reading
from portal.administration.base import BaseModelAdmin, ReadOnlyAdmin


class HiddenPartAdmin(BaseModelAdmin):
    list_display = ["company", "changed_at"]
    list_select_related = ["company"]
    search_fields = ["company__name"]
    autocomplete_fields = ["company"]
    group: ProfileGroup

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found and request.method == "GET":
            record_profile_reading(request.user, disclose_company(found.company, request.user), [self.group])
        return found


@admin.register(CompanyContact)
class CompanyContactAdmin(HiddenPartAdmin):
    fields = ["company", "name", "email", "phone"]
    group = ProfileGroup.CONTACT


@admin.register(CompanyConfidential)
class CompanyConfidentialAdmin(HiddenPartAdmin):
    fields = ["company", "text_nl", "text_en"]
    group = ProfileGroup.CONFIDENTIAL


@admin.register(Reading)
class ProfileReadingAdmin(ReadOnlyAdmin):
    list_display = ["read_at", "user", "rom", "company", "group"]
    list_filter = ["group", "rom"]
    list_select_related = ["user", "rom", "company"]
    search_fields = ["company__name", "user__name", "user__email"]
    date_hierarchy = "read_at"


@admin.register(Logo)
class LogoAdmin(ReadOnlyAdmin):
    """It comes in and goes through the site alone, which makes it anew."""

    list_display = ["company", "width", "height", "changed_at"]
    list_select_related = ["company"]
    search_fields = ["company__name"]
    fields = ["company", "width", "height", "sha256", "changed_at"]

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("content")
