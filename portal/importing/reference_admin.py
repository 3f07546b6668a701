from django.contrib import admin

from portal.administration.base import ReadOnlyAdmin
from portal.importing.models import LoadedEntry


@admin.register(LoadedEntry)
class LoadedEntryAdmin(ReadOnlyAdmin):
    """What the reference files brought: an entry that differs from it was changed by a person, and stays."""

    list_display = ["key", "kind"]
    list_filter = ["kind"]
    search_fields = ["key"]
