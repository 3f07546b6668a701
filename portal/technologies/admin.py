"""Admin of the vocabulary, with a page that merges technologies, and the base of the admin of technology links."""

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
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import User
from portal.administration.base import (
    BaseModelAdmin,
    BaseTabularInline,
    ReadOnlyAdmin,
    RematchingAdmin,
    build_count_column,
    count_related_rows,
    filter_row_numbers,
)
from portal.core.queue import enqueue_matching
from portal.importing.admin import TableExchangeMixin
from portal.technologies.evidence import KnownAs
from portal.technologies.models import FocusArea, LoadedEntry, Technology, TechnologyTerm
from portal.technologies.resources import TechnologyResource, TechnologyTermResource
from portal.technologies.services import merge_technologies

MOVED_RELATIONS = {
    "terms": _("terms"),
    "company_links": _("companies"),
    "requirements": _("challenges"),
    "children": _("narrower technologies"),
}
COUNTING = [known_as for known_as in KnownAs.values if known_as != KnownAs.REFUSED]


class MergeForm(forms.Form):
    kept = forms.ModelChoiceField(Technology.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, candidates: QuerySet[Technology], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kept"].queryset = candidates  # type: ignore[attr-defined]
        self.fields["kept"].label = gettext("Which one stays?")


class TermInline(BaseTabularInline):
    model = TechnologyTerm
    fields = ["language", "text"]
    verbose_name_plural = _("terms: words by which a text names this technology, in either language")


class MergedFilter(admin.SimpleListFilter):
    title = _("merged")
    parameter_name = "merged"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [("", _("Current")), ("yes", _("Merged into another"))]

    def choices(self, changelist: Any) -> Any:
        for value, title in self.lookup_choices:
            yield {
                "selected": (self.value() or "") == value,
                "query_string": changelist.get_query_string({self.parameter_name: value or None}),
                "display": title,
            }

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        """Leave merged technologies out unless the filter asks for them."""
        return queryset.filter(merged_into__isnull=self.value() != "yes")


@admin.register(Technology)
class TechnologyAdmin(TableExchangeMixin, BaseModelAdmin):
    list_display = [
        *("label_nl", "parent", "level"),
        build_count_column("terms", _("terms")),
        build_count_column("company_links", _("companies"), known_as__in=COUNTING),
        build_count_column("requirements", _("challenges"), known_as__in=COUNTING),
    ]
    list_filter = ["level", MergedFilter, "focus_areas__framework"]
    list_select_related = ["parent"]
    search_fields = ["label_nl", "label_en", "slug", "terms__text"]
    autocomplete_fields = ["parent", "related", "focus_areas"]
    readonly_fields = ["level", "merged_into"]
    address_from = ("label_en",)
    resource_classes = [TechnologyResource]
    inlines = [TermInline]
    actions = ["merge"]
    history_with = ("portal.TechnologyTerm",)
    fieldsets = [
        (None, {"fields": [("label_nl", "label_en"), "slug", ("parent", "level"), "related", "focus_areas"]}),
        (
            _("Uses"),
            {"fields": [("civil_use_nl", "civil_use_en"), ("military_use_nl", "military_use_en")]},
        ),
        (_("Merging"), {"fields": ["merged_into"], "classes": ["collapse"]}),
    ]

    def get_search_results(self, request: HttpRequest, queryset: Any, search_term: str) -> Any:
        found, duplicates = super().get_search_results(request, queryset, search_term)
        if request.path.endswith("/autocomplete/"):
            found = found.filter(merged_into=None)
        return found, duplicates

    @admin.action(description=_("Merge the chosen technologies"))
    def merge(self, request: HttpRequest, queryset: QuerySet[Technology]) -> HttpResponse | None:
        numbers = list(queryset.order_by("pk").values_list("pk", flat=True)[:20])
        if len(numbers) < 2:
            messages.warning(request, gettext("Choose two or more technologies that mean the same."))
            return None
        query = urlencode({"id": numbers}, doseq=True)
        return HttpResponseRedirect(reverse("admin:portal_technology_merge") + f"?{query}")

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.merge_view)
        return [path("merge/", view, name="portal_technology_merge"), *super().get_urls()]

    def merge_view(self, request: HttpRequest) -> HttpResponse:
        """Show what would move with each of the technologies in ?id=, and merge them into the chosen one."""
        candidates = find_merge_candidates(request.GET.getlist("id"))
        if len(candidates) < 2:
            messages.warning(request, gettext("Choose two or more technologies that mean the same."))
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
        site, opts = self.admin_site, self.opts
        context = {
            **site.each_context(request),
            "title": gettext("Merge technologies"),
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


@admin.register(TechnologyTerm)
class TechnologyTermAdmin(TableExchangeMixin, BaseModelAdmin):
    list_display = ["text", "language", "technology"]
    list_filter = ["language"]
    list_select_related = ["technology"]
    search_fields = ["text", "technology__label_nl", "technology__label_en"]
    autocomplete_fields = ["technology"]
    fields = ["text", "language", "technology"]
    resource_classes = [TechnologyTermResource]


@admin.register(FocusArea)
class FocusAreaAdmin(BaseModelAdmin):
    list_display = ["label_nl", "label_en", "framework", "code", build_count_column("technologies", _("technologies"))]
    list_display_links = ["label_nl", "label_en"]
    list_filter = ["framework"]
    search_fields = ["label_nl", "label_en", "code"]
    fields = ["framework", "code", ("label_nl", "label_en"), "source"]


@admin.register(LoadedEntry)
class LoadedEntryAdmin(ReadOnlyAdmin):
    """Show what the reference files contained when they were loaded; loading keeps what a person changed since."""

    list_display = ["key", "kind"]
    list_filter = ["kind"]
    search_fields = ["key"]


EVIDENCE: Any = (  # an entry of ModelAdmin.fieldsets
    _("How known"),
    {
        "fields": ["known_as", "phrase", "sentence", "language"],
        "description": _("Proposed: found by the machine in the text. A refused technology is never proposed again."),
    },
)


class EvidenceAdmin(RematchingAdmin):
    """The base of the admin of technology links, which admins confirm or refuse in the list."""

    list_filter = ["known_as", "language"]
    actions = ["confirm", "refuse"]

    def formfield_for_dbfield(self, db_field: Any, request: Any, **kwargs: Any) -> Any:
        field: Any = super().formfield_for_dbfield(db_field, request, **kwargs)
        if db_field.name == "language":
            return forms.ChoiceField(choices=[("", "–"), *User.Language.choices], label=field.label, required=False)
        return field

    @admin.action(description=_("Confirm the chosen technologies"))
    def confirm(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide(request, queryset, KnownAs.CONFIRMED)

    @admin.action(description=_("Refuse the chosen technologies"))
    def refuse(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        self._decide(request, queryset, KnownAs.REFUSED)

    def _decide(self, request: HttpRequest, queryset: QuerySet[Any], known_as: KnownAs) -> None:
        count = queryset.exclude(known_as=known_as).update(known_as=known_as)
        enqueue_matching()
        text = ngettext("%(count)d technology changed.", "%(count)d technologies changed.", count)
        messages.success(request, text % {"count": count})
