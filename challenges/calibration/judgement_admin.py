"""What was judged, and each look at what outcomes teach: to be read, never written."""

from typing import Any

from django.contrib import admin, messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.utils.html import format_html_join
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from challenges.calibration.engine.learning import LEAST, STEP
from challenges.calibration.models import Judgement, LearningRun
from challenges.calibration.pages import describe_learning_run, list_grade_events, list_learning_needs
from challenges.calibration.services import gather_learning_evidence, propose_new_weights
from challenges.matching.engine.points import MaximumPoints
from challenges.matching.model_versions import Fit
from challenges.matching.models import Match
from portal.administration.base import ReadOnlyAdmin, get_admin_user
from portal.core.queue import enqueue_comparisons
from portal.ui.match_bar import format_tenths


def build_share_column(place: int, field: str) -> Any:
    """ "36/40": the points of a part, and its weight of that moment."""

    @admin.display(description=Match._meta.get_field(field).verbose_name)
    def column(judgement: Judgement) -> str:
        return f"{format_tenths(judgement.points[place])}/{format_tenths(judgement.most[place])}"

    return column


PARTS = [build_share_column(place, field) for place, field in enumerate(MaximumPoints._fields)]


@admin.register(Judgement)
class JudgementAdmin(ReadOnlyAdmin):
    list_display = ["challenge", "company", *PARTS, "judged_at"]
    list_filter = ["challenge__rom"]
    list_select_related = ["challenge", "company"]
    search_fields = ["challenge__title_nl", "challenge__title_en", "company__name"]
    date_hierarchy = "judged_at"
    fields = [("challenge", "company"), *PARTS, "judged_at"]


@admin.register(LearningRun)
class LearningRunAdmin(ReadOnlyAdmin):
    change_list_template = "admin/challenges/learningrun/list.html"
    list_display = ["asked_at", "asked_by", "answer", "version"]
    fields = ["answer", "told", "version"]

    def get_queryset(self, request: HttpRequest) -> Any:
        """Without the model in the version, which may be many megabytes."""
        return super().get_queryset(request).select_related("asked_by", "version").defer("version__data")

    @admin.display(description=_("what happened"))
    def told(self, run: LearningRun) -> str:
        return format_html_join("", "<div>{}</div>", ((each,) for each in describe_learning_run(run)))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.propose_view))
        return [path("propose/", view, name="challenges_learningrun_propose"), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        last = self.get_queryset(request).first()
        more = {
            "needs": list_learning_needs(gather_learning_evidence()),
            "counted": list_grade_events(),
            "last": describe_learning_run(last) if last else [],
            "waits": Fit.objects.proposals().values_list("pk", flat=True).first(),
            "step": STEP,
            "least": LEAST,
            "title": _("What outcomes teach"),
        }
        return super().changelist_view(request, {**more, **(extra_context or {})})

    def propose_view(self, request: HttpRequest) -> HttpResponse:
        run = propose_new_weights(get_admin_user(request))
        if run.version is None:
            messages.info(request, describe_learning_run(run)[1])
            return redirect("admin:challenges_learningrun_changelist")
        enqueue_comparisons()
        messages.success(request, gettext("Version %(number)s is proposed.") % {"number": run.version})
        return redirect("admin:challenges_fit_change", run.version.pk)
