from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portal.administration.base import BaseModelAdmin, BaseTabularInline, build_count_column
from portal.regions.models import ROM, Agreement, Province, Signatory


class ProvinceInline(BaseTabularInline):
    model = Province
    fields = ["code", "name_nl", "name_en"]


@admin.register(ROM)
class ROMAdmin(BaseModelAdmin):
    list_display = [
        "name",
        "slug",
        "website",
        build_count_column("provinces", _("provinces")),
        build_count_column("staff", _("staff")),
    ]
    search_fields = ["name", "slug", "provinces__name_nl", "provinces__name_en"]
    fields = ["name", "slug", "website"]
    address_from = ("name",)
    inlines = [ProvinceInline]
    history_with = ("portal.Province",)


@admin.register(Province)
class ProvinceAdmin(BaseModelAdmin):
    list_display = ["code", "name_nl", "name_en", "rom"]
    list_display_links = ["code", "name_nl"]
    list_filter = ["rom"]
    list_select_related = ["rom"]
    search_fields = ["code", "name_nl", "name_en", "rom__name"]
    autocomplete_fields = ["rom"]
    fields = ["code", ("name_nl", "name_en"), "rom"]


class SignatoryInline(BaseTabularInline):
    model = Signatory
    fields = ["order", "name", "office_nl", "office_en"]


@admin.register(Agreement)
class AgreementAdmin(BaseModelAdmin):
    list_display = ["__str__", "signed_on", "place", "region_names", "source"]
    list_filter = ["roms", "signed_on"]
    date_hierarchy = "signed_on"
    search_fields = ["title_nl", "title_en", "place", "occasion", "signatories__name"]
    autocomplete_fields = ["roms", "provinces"]
    address_from = ("title_en",)
    inlines = [SignatoryInline]
    history_with = ("portal.Signatory",)
    fieldsets = [
        (None, {"fields": [("title_nl", "title_en"), "slug"]}),
        (_("Signing"), {"fields": [("signed_on", "occasion"), "place", "source"]}),
        (_("Regions"), {"fields": ["roms", "provinces"]}),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Agreement]:
        return super().get_queryset(request).prefetch_related("roms")

    @admin.display(description=_("ROMs"))
    def region_names(self, agreement: Agreement) -> str:
        return ", ".join(rom.name for rom in agreement.roms.all())


@admin.register(Signatory)
class SignatoryAdmin(BaseModelAdmin):
    list_display = ["name", "office_nl", "office_en", "agreement", "order"]
    list_select_related = ["agreement"]
    search_fields = ["name", "office_nl", "office_en"]
    autocomplete_fields = ["agreement"]
    fields = ["agreement", ("name", "order"), ("office_nl", "office_en")]
