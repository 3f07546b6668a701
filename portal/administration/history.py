"""The history page of a thing, read from the events that database triggers wrote."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from pghistory.models import Events

from portal.audit.trail import build_trail_entries

PER_PAGE = 50


def list_event_models(model: type[models.Model], more: Iterable[str]) -> list[Any]:
    """The event models of a model and of those that belong to it."""
    owners = [model, *map(apps.get_model, more)]
    return [owner.pgh_event_model for owner in owners if hasattr(owner, "pgh_event_models")]


class HistoryMixin:
    """A ModelAdmin whose history page is the audit trail, where its model has one.

    history_with: tracked models whose rows belong to this one, as "app.Model".
    """

    history_with: tuple[str, ...] = ()

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        tracked = list_event_models(self.model, self.history_with)  # type: ignore[attr-defined]
        if not tracked:
            return super().history_view(request, object_id, extra_context)  # type: ignore[misc]
        thing = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        if thing is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        if not self.has_view_or_change_permission(request, thing):  # type: ignore[attr-defined]
            raise PermissionDenied
        found = Events.objects.across(*tracked).references(thing).order_by("-pgh_created_at", "-pgh_id")
        page = Paginator(found, PER_PAGE).get_page(request.GET.get("p"))
        return self._history_page(request, thing, page, extra_context or {})

    def _history_page(self, request: HttpRequest, thing: models.Model, page: Any, extra: dict[str, Any]) -> Any:
        site, opts = self.admin_site, self.opts  # type: ignore[attr-defined]
        context = {
            **site.each_context(request),
            "title": _("History of %(thing)s") % {"thing": thing},
            "subtitle": None,
            "opts": opts,
            "module_name": capfirst(opts.verbose_name_plural),
            "object": thing,
            "page": page,
            "entries": build_trail_entries(list(page), thing),
            **extra,
        }
        request.current_app = site.name  # type: ignore[attr-defined]
        return TemplateResponse(request, "admin/thing_history.html", context)
