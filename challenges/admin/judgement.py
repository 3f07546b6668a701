"""What was judged, and each look at what outcomes teach: to be read, never written."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.translation import gettext_lazy as _

from challenges.matching.points import Points
from challenges.models import Judgement, LearningRun
from challenges.presenters.versions import part_label
from portal.admin.base import ComputedAdmin
from portal.face.bar import points


@admin.register(Judgement)
class JudgementAdmin(ComputedAdmin):
    list_display = ["challenge", "company", "parts", "judged_at"]
    list_filter = ["challenge__rom"]
    list_select_related = ["challenge", "company"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "company__name"]
    date_hierarchy = "judged_at"
    fields = ["challenge", "company", "parts", "judged_at"]

    @admin.display(description=_("points of the parts"))
    def parts(self, judgement: Judgement) -> str:
        """ "Technology 36/40, text 20/25" """
        each = zip(Points._fields, judgement.points, judgement.most, strict=True)
        return format_html_join(", ", "{} {}/{}", ((part_label(name), points(a), points(b)) for name, a, b in each))


@admin.register(LearningRun)
class LearningRunAdmin(ComputedAdmin):
    list_display = ["asked_at", "asked_by", "answer", "version"]
    list_filter = ["answer"]
    date_hierarchy = "asked_at"
    fields = ["asked_at", "asked_by", "answer", "version", "figures"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the model in the version, which may be many megabytes."""
        return super().get_queryset(request).select_related("asked_by", "version").defer("version__data")
