"""Removing an account or a company in the administration: by the erasure service, as its own person would."""

from typing import Any

from django.http import HttpRequest


class ErasureMixin:
    """Stands before ModelAdmin; `erase` calls the service for one row."""

    def erase(self, thing: Any) -> None:
        raise NotImplementedError

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """What goes along is the register's to say: nothing of it needs a right of its own, or stands in the way."""
        listed, counts, missing, _protected = super().get_deleted_objects(objs, request)  # type: ignore[misc]
        return listed, counts, missing & {self.model._meta.verbose_name}, []  # type: ignore[attr-defined]

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.erase(obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for thing in queryset:
            self.erase(thing)
