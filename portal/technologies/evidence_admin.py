"""Admin of the technologies of companies and challenges, which admins confirm or refuse in the list."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.accounts.models import User
from portal.administration.base import RematchingAdmin
from portal.core.queue import enqueue_matching
from portal.technologies.evidence import KnownAs

EVIDENCE: Any = (  # an entry of ModelAdmin.fieldsets
    _("How known"),
    {
        "fields": ["known_as", "phrase", "sentence", "language"],
        "description": _("Proposed: found by the machine in the text. A refused technology is never proposed again."),
    },
)


class EvidenceAdmin(RematchingAdmin):
    list_filter = ["known_as", "language"]
    actions = ["confirm", "refuse"]

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
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
