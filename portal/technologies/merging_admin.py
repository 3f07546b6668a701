"""Merge technologies in the admin: choose them in the list, choose the one that stays, and confirm what moves."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from portal.administration.base import count_related_rows, filter_row_numbers
from portal.core.queue import enqueue_matching
from portal.technologies.models import Technology
from portal.technologies.services import merge_technologies

MOVED_RELATIONS = {
    "terms": gettext_lazy("terms"),
    "company_links": gettext_lazy("companies"),
    "requirements": gettext_lazy("challenges"),
    "children": gettext_lazy("narrower technologies"),
}


class MergeForm(forms.Form):
    kept = forms.ModelChoiceField(Technology.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, candidates: QuerySet[Technology], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = candidates  # type: ignore[attr-defined]
        self.fields["kept"].label = _("Which one stays?")


class MergeMixin:
    """The action in the list of technologies, and the page on which an admin confirms it."""

    actions = ["merge"]

    @admin.action(description=gettext_lazy("Merge the chosen technologies"))
    def merge(self, request: HttpRequest, queryset: QuerySet[Technology]) -> HttpResponse | None:
        numbers = list(queryset.order_by("pk").values_list("pk", flat=True)[:20])
        if len(numbers) < 2:
            messages.warning(request, _("Choose two or more technologies that mean the same."))
            return None
        query = urlencode({"id": numbers}, doseq=True)
        return HttpResponseRedirect(reverse("admin:portal_technology_merge") + f"?{query}")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)  # type: ignore[attr-defined]
        return [path("merge/", view, name="portal_technology_merge"), *super().get_urls()]  # type: ignore[misc]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        candidates = find_merge_candidates(request.GET.getlist("id"))
        if len(candidates) < 2:
            messages.warning(request, _("Choose two or more technologies that mean the same."))
            return redirect("admin:portal_technology_changelist")
        form = MergeForm(candidates, request.POST or None, initial={"kept": candidates[0].pk})
        if request.method == "POST" and form.is_valid() and self._merge_chosen(request, form, candidates):
            return redirect("admin:portal_technology_change", form.cleaned_data["kept"].pk)
        return self._render_page(request, form, candidates)

    def _merge_chosen(self, request: HttpRequest, form: MergeForm, candidates: QuerySet[Technology]) -> bool:
        """Merge the candidates into the chosen one; return False, with the reason on the form, when that fails."""
        kept = form.cleaned_data["kept"]
        try:
            with transaction.atomic():
                for technology in candidates:
                    if technology != kept:
                        merge_technologies(kept, technology)
        except ValidationError as error:
            form.add_error(None, error)
            return False
        enqueue_matching()
        gone = len(candidates) - 1
        text = ngettext(
            "%(gone)d technology merged into %(kept)s.", "%(gone)d technologies merged into %(kept)s.", gone
        )
        messages.success(request, text % {"gone": gone, "kept": kept})
        return True

    def _render_page(self, request: HttpRequest, form: MergeForm, candidates: QuerySet[Technology]) -> HttpResponse:
        site, opts = self.admin_site, self.opts  # type: ignore[attr-defined]
        context = {
            **site.each_context(request),
            "title": _("Merge technologies"),
            "opts": opts,
            "form": form,
            "rows": [(each, [getattr(each, f"{name}_moving") for name in MOVED_RELATIONS]) for each in candidates],
            "moving": MOVED_RELATIONS.values(),
        }
        return TemplateResponse(request, "admin/portal/technology/merge.html", context)


def find_merge_candidates(numbers: list[str]) -> QuerySet[Technology]:
    """Return the technologies with these ids that can be merged, each with counts of what would move."""
    moving = {f"{name}_moving": count_related_rows(Technology, name, {}) for name in MOVED_RELATIONS}
    return (
        Technology.objects.current()
        .filter(pk__in=filter_row_numbers(numbers))
        .select_related("parent")
        .annotate(**moving)
    )
