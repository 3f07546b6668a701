"""What was erased and cleared away, and what people agreed to: to be read, never written."""

from typing import Any

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from portal.accounts.models import Consent
from portal.administration.base import ReadOnlyAdmin
from portal.privacy.models import Erasure, RetentionRun


@admin.register(Erasure)
class ErasureAdmin(ReadOnlyAdmin):
    list_display = ["erased_at", "what", "number", "why"]
    list_filter = ["what", "why"]
    search_fields = ["number"]
    date_hierarchy = "erased_at"
    fields = ["erased_at", "what", "number", "why", "rows"]


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    list_display = ["started_at", "finished_at", "removed", "failed"]
    search_fields = ["started_at"]
    date_hierarchy = "started_at"
    fields = ["started_at", "finished_at", "counts", "failed"]

    @admin.display(description=_("rows"))
    def removed(self, run: Any) -> int:
        return sum(run.counts.values())


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    list_display = ["given_at", "user", "what", "version", "language", "withdrawn_at"]
    list_filter = ["what", "version", ("withdrawn_at", admin.EmptyFieldListFilter)]
    list_select_related = ["user"]
    search_fields = ["user__email", "version"]
    date_hierarchy = "given_at"
    fields = ["user", "what", ("version", "language"), "text_hash", ("given_at", "withdrawn_at")]
