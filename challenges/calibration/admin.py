"""Versions of the matching: looked at, compared, activated, gone back to, kept and thrown away."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html_join
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from challenges.calibration.impact_by_group import measure_group_impact
from challenges.calibration.model_comparison import renew_comparison, request_comparison
from challenges.calibration.version_texts import (
    build_model_comparison,
    describe_place_changes,
    describe_version_history,
    describe_version_state,
    get_version_name,
    list_version_figures,
    list_version_weights,
)
from challenges.calibration.versions import (
    activate_model_version,
    discard_model_version,
    keep_model_version,
    release_model_version,
)
from challenges.calibration.weight_texts import compare_weights, describe_lesson
from challenges.matching.model_services import is_version_readable
from challenges.matching.model_versions import REASON_LENGTH, Fit, FitComparison
from portal.administration.base import ReadOnlyAdmin, get_admin_user
from portal.core.queue import enqueue_comparisons, enqueue_matching
from portal.ui.dates import get_today


class VersionDiscardForm(forms.Form):
    reason = forms.CharField(
        label=gettext_lazy("Why are you deleting this version?"),
        max_length=REASON_LENGTH,
        widget=forms.TextInput({"size": 80}),
    )


def redirect_to_comparison(before: Fit, after: Fit) -> HttpResponse:
    """On to the page of their comparison, which a worker makes."""
    comparison = request_comparison(before, after)
    enqueue_comparisons()
    return redirect("admin:challenges_fitcomparison_change", comparison.pk)


@admin.register(Fit)
class FitAdmin(ReadOnlyAdmin):
    change_form_template = "admin/challenges/fit/version.html"
    list_display = ["named", "made_as", "state", "difference"]
    list_filter = ["is_active", "is_kept", "made_as"]
    date_hierarchy = "created_at"
    actions = ["compare"]
    fieldsets = [
        (None, {"fields": ["told", "weight_list", "figure_list"]}),
        (
            gettext_lazy("Made of"),
            {"fields": [("made_as", "made_by", "based_on"), ("stock", "vocabulary"), ("format", "seed")]},
        ),
    ]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Fit]:
        """Without the model itself, which may be many megabytes."""
        rows = super().get_queryset(request).defer("data", "based_on__data")
        return rows.select_related("based_on", "made_by", "activated_by", "dropped_by").with_comparison()

    @admin.display(description=gettext_lazy("version"), ordering="pk")
    def named(self, version: Fit) -> str:
        return get_version_name(version)

    @admin.display(description=gettext_lazy("state"))
    def state(self, version: Fit) -> str:
        return describe_version_state(version)

    @admin.display(description=gettext_lazy("what it changes"))
    def difference(self, version: Any) -> str:
        return describe_place_changes(version.based_on_id, version.places, version.changed)

    @admin.display(description=gettext_lazy("what happened"))
    def told(self, version: Fit) -> str:
        return format_html_join("", "<div>{}</div>", ((each,) for each in describe_version_history(version)))

    @admin.display(description=gettext_lazy("weights"))
    def weight_list(self, version: Fit) -> str:
        return format_html_join(", ", "{} {}", list_version_weights(version)) or _("those of the release")

    @admin.display(description=gettext_lazy("figures"))
    def figure_list(self, version: Fit) -> str:
        return format_html_join("", "<div>{}: {}</div>", list_version_figures(version))

    @admin.action(description=gettext_lazy("Compare the two chosen versions"))
    def compare(self, request: HttpRequest, queryset: QuerySet[Fit]) -> HttpResponse | None:
        """The older one first. What cannot be compared is told by `unless_refused`."""
        chosen = list(queryset.order_by("pk")[:3])
        if len(chosen) != 2:
            messages.warning(request, _("Choose two versions to compare."))
            return None
        return redirect_to_comparison(*chosen)

    def get_urls(self) -> list[URLPattern]:
        own = {
            "activate": self.activate_view,
            "throw_away": self.throw_away_view,
            "keep": require_POST(self.keep_view),
            "let_go": require_POST(self.let_go_view),
            "compare": require_POST(self.compare_view),
        }
        return [
            path(f"<int:number>/{name}/", self.admin_site.admin_view(view), name=f"challenges_fit_{name}")
            for name, view in own.items()
        ] + super().get_urls()

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        version = self.get_object(request, object_id)
        more = {**self._said(version), "title": get_version_name(version), "subtitle": None} if version else {}
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def _said(self, version: Fit) -> dict[str, Any]:
        """What may be done with it, and what it changes of the one that it was made after."""
        before = version.based_on
        comparisons = FitComparison.objects.filter(before=before, after=version)
        return {
            "can": self._can(version),
            "before": before,
            "lesson": describe_lesson(version),
            "weights": compare_weights(before, version) if before else [],
            "comparison": comparisons.values_list("pk", flat=True).first() if before else None,
        }

    def _can(self, version: Fit) -> dict[str, bool]:
        usable = not version.is_active and not version.dropped_at
        readable = is_version_readable(version)
        return {
            "activate": usable and readable,
            "compare": usable and readable,
            "throw_away": usable and not version.is_kept,
            "keep": not version.is_kept and not version.dropped_at,
            "let_go": version.is_kept,
        }

    def activate_view(self, request: HttpRequest, number: int) -> HttpResponse:
        version = self._version(request, number)
        if request.method != "POST":
            return self._page(request, version, "activate", {"active": Fit.objects.filter(is_active=True).first()})
        return self.unless_refused(request, lambda: self._activate(request, version))

    def _activate(self, request: HttpRequest, version: Fit) -> HttpResponse:
        activate_model_version(get_admin_user(request), version)
        enqueue_matching()
        said = _("Version %(number)s is active now; everything is matched by it.")
        messages.success(request, said % {"number": version})
        return self._back(version)

    def throw_away_view(self, request: HttpRequest, number: int) -> HttpResponse:
        version, form = self._version(request, number), VersionDiscardForm(request.POST or None)
        if request.method != "POST" or not form.is_valid():
            return self._page(request, version, "throw_away", {"form": form})

        def write() -> HttpResponse:
            discard_model_version(get_admin_user(request), version, form.cleaned_data["reason"])
            messages.success(request, _("Version %(number)s is thrown away.") % {"number": version})
            return self._back(version)

        return self.unless_refused(request, write)

    def keep_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return self._written(request, number, keep_model_version, _("Version %(number)s is kept."))

    def let_go_view(self, request: HttpRequest, number: int) -> HttpResponse:
        return self._written(request, number, release_model_version, _("Version %(number)s is no longer kept."))

    def compare_view(self, request: HttpRequest, number: int) -> HttpResponse:
        """With the active one."""
        version = self._version(request, number)
        active = get_object_or_404(Fit.objects.defer("data"), is_active=True)
        try:
            return redirect_to_comparison(active, version)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return self._back(version)

    def _written(self, request: HttpRequest, number: int, write: Any, told: str) -> HttpResponse:
        version = self._version(request, number)
        try:
            write(version)
            messages.success(request, told % {"number": version})
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
        return self._back(version)

    def _version(self, request: HttpRequest, number: int) -> Fit:
        return get_object_or_404(self.get_queryset(request), pk=number)

    def _back(self, version: Fit) -> HttpResponse:
        return HttpResponseRedirect(reverse("admin:challenges_fit_change", args=[version.pk]))

    def _page(self, request: HttpRequest, version: Fit, name: str, more: dict[str, Any]) -> HttpResponse:
        titles = {"activate": _("Activate version %(number)s"), "throw_away": _("Throw away version %(number)s")}
        context = {
            **self.admin_site.each_context(request),
            "title": titles[name] % {"number": version},
            "opts": self.opts,
            "original": version,
            "told": describe_version_history(version),
            **self._said(version),
            **more,
        }
        return TemplateResponse(request, f"admin/challenges/fit/{name}.html", context)


@admin.register(FitComparison)
class FitComparisonAdmin(ReadOnlyAdmin):
    change_form_template = "admin/challenges/fit/comparison.html"
    list_display = ["__str__", "asked_at", "made_at", "places", "changed"]
    fields = ["before", "after", "asked_at", "made_at", "places", "changed"]
    date_hierarchy = "asked_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[FitComparison]:
        return super().get_queryset(request).select_related("before", "after").defer("before__data", "after__data")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.again_view))
        return [path("<int:number>/again/", view, name="challenges_fitcomparison_again"), *super().get_urls()]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        comparison = self.get_object(request, object_id)
        more = (
            {"shown": build_model_comparison(comparison), "comparison": comparison, "subtitle": None}
            if comparison
            else {}
        )
        if comparison:
            before, after = comparison.before, comparison.after
            more["weights"] = compare_weights(before, after)
            more["lesson"] = describe_lesson(after) if after.based_on_id == before.pk else []
            more["groups"] = (
                measure_group_impact(comparison, get_admin_user(request), get_today()) if comparison.made_at else []
            )
            numbers = {"before": comparison.before, "after": comparison.after}
            more["title"] = _("Versions %(before)s and %(after)s compared") % numbers
        return super().change_view(request, object_id, form_url, {**(extra_context or {}), **more})

    def again_view(self, request: HttpRequest, number: int) -> HttpResponse:
        comparison = get_object_or_404(self.get_queryset(request), pk=number)
        renew_comparison(comparison)
        enqueue_comparisons()
        return redirect("admin:challenges_fitcomparison_change", comparison.pk)
