"""Import and export in the admin: XLSX and CSV, all of a file or nothing, checked first and written on demand."""

from typing import Any

import tablib
from django import forms
from django.contrib import messages
from django.contrib.admin.options import IncorrectLookupParameters
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from import_export.admin import ExportMixin
from import_export.formats import base_formats
from import_export.forms import ExportForm
from import_export.results import RowResult

from portal.core.queue import enqueue_matching
from portal.documents.spreadsheet import escape_formula, unescape_formula

LARGEST_FILE = 20 * 1024 * 1024
SHOWN = 100


def map_cells(dataset: tablib.Dataset, change: Any) -> tablib.Dataset:
    rows = [tuple(map(change, row)) for row in dataset]
    return tablib.Dataset(*rows, headers=[change(header) for header in dataset.headers])


class XlsxFormat(base_formats.XLSX):
    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        return super().export_data(map_cells(dataset, escape_formula), **kwargs)

    def create_dataset(self, in_stream: bytes) -> tablib.Dataset:
        return map_cells(super().create_dataset(in_stream), unescape_formula)


class CsvFormat(base_formats.CSV):
    """UTF-8 with a byte order mark, by which Excel knows it; read with the separator that the first line uses."""

    CONTENT_TYPE = "text/csv; charset=utf-8"

    def export_data(self, dataset: tablib.Dataset, **kwargs: Any) -> bytes:
        return super().export_data(map_cells(dataset, escape_formula), **kwargs).encode("utf-8-sig")

    def create_dataset(self, in_stream: bytes, **kwargs: Any) -> tablib.Dataset:
        text = in_stream.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        return map_cells(super().create_dataset(text, delimiter=separator), unescape_formula)


class UploadForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("XLSX, or CSV in UTF-8; the first line names the columns."),
    )
    only_check = forms.BooleanField(label=gettext_lazy("Only check, change nothing"), required=False, initial=True)

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > LARGEST_FILE:
            raise ValidationError(_("The file is larger than 20 MB."))
        content = file.read()
        try:
            self.dataset = (XlsxFormat() if content[:2] == b"PK" else CsvFormat()).create_dataset(content)
        except Exception as error:
            raise ValidationError(_("This cannot be read as XLSX, or as CSV in UTF-8.")) from error
        if not self.dataset.headers or not len(self.dataset):
            raise ValidationError(_("There are no rows in this file."))
        return file


class TableExchangeMixin(ExportMixin):
    """A list with import and export; `resource_classes` names the one table that both use."""

    import_export_change_list_template = "admin/import_export/change_list_import_export.html"
    export_template_name = "admin/export.html"
    export_form_class = ExportForm

    def get_export_formats(self) -> list[Any]:
        return [XlsxFormat, CsvFormat]

    def get_export_data(self, file_format: Any, request: HttpRequest, queryset: Any, **kwargs: Any) -> bytes:
        """Numbers as numbers: a budget in the reader's notation would not come back in."""
        data = self.get_data_for_export(request, queryset, force_native_type=True, **kwargs)
        return bytes(file_format.export_data(data))

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_import"
        return [path("import/", self.admin_site.admin_view(self.import_view), name=name), *super().get_urls()]

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "has_import_permission": True})

    def export_action(self, request: HttpRequest) -> HttpResponse:
        """What the list does not know to filter by is left out, as the list itself does."""
        try:
            return super().export_action(request)
        except IncorrectLookupParameters:
            return redirect(request.path)

    def import_view(self, request: HttpRequest) -> HttpResponse:
        form = UploadForm(request.POST or None, request.FILES or None)
        resource, result = self.resource_classes[0](), None
        if request.method == "POST" and form.is_valid():
            only_check = form.cleaned_data["only_check"]
            result = resource.import_data(
                form.dataset, dry_run=only_check, rollback_on_validation_errors=True, user=request.user
            )
            if not only_check and not list_import_problems(result):
                enqueue_matching()
                messages.success(request, summarise_import(result))
                return redirect(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")
        return self._import_page(request, form, resource, result)

    def _import_page(self, request: HttpRequest, form: UploadForm, resource: Any, result: Any) -> HttpResponse:
        columns = [field.column_name for field in resource.get_import_fields()]
        found = list_import_problems(result) if result else []
        context = {
            **self.admin_site.each_context(request),
            "title": _("Import %(things)s") % {"things": self.opts.verbose_name_plural},
            "opts": self.opts,
            "form": form,
            "columns": columns,
            "result": result,
            "problems": found[:SHOWN],
            "more_problems": max(0, len(found) - SHOWN),
            "summary": summarise_import(result) if result else "",
            "unknown": [name for name in form.dataset.headers if name not in columns] if result else [],
        }
        return TemplateResponse(request, "admin/import.html", context)


def list_import_problems(result: Any) -> list[tuple[int | None, str]]:
    """Line in the file, the names being line 1, and what is wrong there; None for the file as a whole."""
    found: list[tuple[int | None, str]] = [(None, str(error.error)) for error in result.base_errors]
    for number, row in enumerate(result.rows, start=2):
        for error in row.errors:
            reason = str(error.error).partition("\n")[0]  # the rest repeats the whole row
            found.append((number, _("This cannot be saved: %(reason)s") % {"reason": reason}))
        if row.validation_error:
            found += [(number, sentence) for sentence in list_validation_messages(row.validation_error)]
    return found


def list_validation_messages(error: ValidationError) -> list[str]:
    if not hasattr(error, "error_dict"):
        return list(error.messages)
    return [
        text if name == "__all__" else f"{name}: {text}" for name, texts in error.message_dict.items() for text in texts
    ]


def summarise_import(result: Any) -> str:
    totals = result.totals
    return _("%(new)d new, %(changed)d changed, %(same)d unchanged, %(wrong)d refused.") % {
        "new": totals[RowResult.IMPORT_TYPE_NEW],
        "changed": totals[RowResult.IMPORT_TYPE_UPDATE],
        "same": totals[RowResult.IMPORT_TYPE_SKIP],
        "wrong": totals[RowResult.IMPORT_TYPE_INVALID] + totals[RowResult.IMPORT_TYPE_ERROR],
    }
