"""Read-only admin of the floors on exposure, which are started and switched on and off at /exposure/floor/."""

from django.contrib import admin

from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from portal.administration.base import ReadOnlyAdmin
from portal.ui.match_bar import format_tenths


@admin.display(description=ExposureMove._meta.get_field("lost").verbose_name, ordering="lost")
def format_lost_points(row: ExposureMove | ExposureFloor) -> str:
    return format_tenths(row.lost)


@admin.register(ExposureFloor)
class ExposureFloorAdmin(ReadOnlyAdmin):
    list_display = [
        "__str__",
        "least",
        "places",
        format_lost_points,
        "asked_by",
        "on_at",
        "on_by",
        "ended_at",
        "ended_by",
    ]
    list_filter = ["state"]
    list_select_related = ["asked_by", "on_by", "ended_by"]


@admin.register(ExposureMove)
class ExposureMoveAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "company", "instead_of", format_lost_points, "floor"]
    list_filter = ["floor__state"]
    list_select_related = ["challenge", "company", "instead_of", "floor"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "company__name"]


@admin.register(ExposureMiss)
class ExposureMissAdmin(ReadOnlyAdmin):
    list_display = ["company", "seen", "within_reach", "qualifies", "reason", "floor"]
    list_filter = ["reason", "floor__state"]
    list_select_related = ["company", "floor"]
    search_fields = ["company__name"]
