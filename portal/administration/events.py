"""The audit trail itself, one list per kind of thing: to be read, never written."""

from typing import Any

import pghistory.core
from django.contrib import admin
from django.contrib.auth import get_user_model
from django.db.models import BigIntegerField, OuterRef, QuerySet, Subquery
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast
from django.http import HttpRequest
from django.utils.html import format_html_join
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from pghistory.models import Events

from portal.administration.base import ReadOnlyAdmin
from portal.audit.models import LABELS
from portal.audit.trail import build_trail_entries


class EventAdmin(ReadOnlyAdmin):
    list_display = ["when", "what", "thing", "who"]
    list_filter = ["pgh_label", "pgh_created_at"]
    fields = ("when", "what", "thing", "who", "where", "changes")
    readonly_fields = fields
    ordering = ["-pgh_id"]
    date_hierarchy = "pgh_created_at"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        person = Cast(KeyTextTransform("user", "pgh_context__metadata"), BigIntegerField())
        people = get_user_model().objects.filter(pk=OuterRef("person")).values("email")
        return super().get_queryset(request).annotate(person=person).annotate(email=Subquery(people))

    @admin.display(description=_("when"), ordering="pgh_created_at")
    def when(self, event: Any) -> Any:
        return event.pgh_created_at

    @admin.display(description=_("what"))
    def what(self, event: Any) -> Any:
        return LABELS.get(event.pgh_label, event.pgh_label)

    @admin.display(description=_("number"))
    def thing(self, event: Any) -> Any:
        return event.pgh_obj_id

    @admin.display(description=_("who"))
    def who(self, event: Any) -> Any:
        return event.email or _("the machine")

    @admin.display(description=_("page"))
    def where(self, event: Any) -> Any:
        return event.pgh_context.metadata.get("url", "") if event.pgh_context else ""

    @admin.display(description=_("Field: old → new"))
    def changes(self, event: Any) -> Any:
        owner = event.pgh_tracked_model(pk=event.pgh_obj_id)
        found = Events.objects.across(type(event)).tracks(owner).filter(pgh_id=event.pk)
        changes = build_trail_entries(list(found))[0].changes
        return format_html_join("", "<div><b>{}:</b> {} → {}</div>", ((c.field, c.old, c.new) for c in changes))


def describe_event(event: Any) -> str:
    """In the place of the "CompanyEvent object (55)" that Django would say."""
    what = LABELS.get(event.pgh_label, event.pgh_label)
    return f"{what}: {event.pgh_tracked_model._meta.verbose_name} {event.pgh_obj_id}"


def register_event_admins() -> None:
    """Every kind of event, of the other apps too, under the name of the thing that it tells about."""
    model: Any
    for model in pghistory.core.event_models():
        of = model.pgh_tracked_model._meta
        model._meta.verbose_name = format_lazy("{}: {}", _("event"), of.verbose_name)
        model._meta.verbose_name_plural = format_lazy("{}: {}", _("history"), of.verbose_name_plural)
        model.__str__ = describe_event
        admin.site.register(model, EventAdmin)
