"""Show what people were told; email that was given up can be sent again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from portal.administration.base import ReadOnlyAdmin
from portal.notifications.models import Notification, NotificationPreference
from portal.notifications.outbox import retry_failed_mail
from portal.notifications.outbox_models import MOST_ATTEMPTS, OutboxMail


class MailStatusFilter(admin.SimpleListFilter):
    title = _("state")
    parameter_name = "state"
    states = {
        "sent": (_("Sent"), Q(sent_at__isnull=False)),
        "waiting": (_("Waiting"), Q(sent_at=None, attempts__lt=MOST_ATTEMPTS)),
        "failed": (_("Given up"), Q(sent_at=None, attempts=MOST_ATTEMPTS)),
    }

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, Any]]:
        return [(value, label) for value, (label, _condition) in self.states.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = self.states.get(self.value() or "")
        return queryset.filter(chosen[1]) if chosen else queryset


@admin.register(OutboxMail)
class OutboxMailAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "to", "subject", "kind", "sent_at", "attempts", "last_error"]
    list_filter = [MailStatusFilter, "kind", "language"]
    search_fields = ["to", "subject", "key"]
    date_hierarchy = "created_at"
    actions = ["send_again"]
    fieldsets = [
        (None, {"fields": ["to", "user", ("kind", "language"), "subject", "words"]}),
        (_("Sending"), {"fields": [("created_at", "sent_at"), ("attempts", "next_try_at"), "last_error", "key"]}),
    ]

    @admin.display(description=_("text"))
    def words(self, mail: OutboxMail) -> Any:
        """Return the text, unless it holds a link that acts for its reader or is for that reader alone."""
        return _("Not shown: it is for its reader alone.") if mail.is_secret else mail.text

    @admin.action(description=_("Send again what was not sent"), permissions=["view"])
    def send_again(self, request: HttpRequest, queryset: QuerySet[OutboxMail]) -> None:
        count = retry_failed_mail(queryset)
        said = ngettext("%(count)d mail is tried again.", "%(count)d mails are tried again.", count)
        messages.success(request, said % {"count": count})


@admin.register(Notification)
class NotificationAdmin(ReadOnlyAdmin):
    list_display = ["created_at", "user", "kind", "title", "frequency", "read_at", "mailed_at"]
    list_filter = [
        "kind",
        "frequency",
        ("read_at", admin.EmptyFieldListFilter),
        ("mailed_at", admin.EmptyFieldListFilter),
    ]
    list_select_related = ["user"]
    search_fields = ["user__email", "title", "key"]
    date_hierarchy = "created_at"
    fieldsets = [
        (None, {"fields": ["user", ("kind", "language"), "title", "text", "url"]}),
        (_("Dates"), {"fields": [("created_at", "read_at"), ("frequency", "mailed_at"), "key"]}),
    ]


@admin.register(NotificationPreference)
class NotificationPreferenceAdmin(ReadOnlyAdmin):
    list_display = ["user", "kind", "frequency"]
    list_filter = ["kind", "frequency"]
    list_select_related = ["user"]
    search_fields = ["user__email"]
    fields = ["user", "kind", "frequency", "links_revoked"]
