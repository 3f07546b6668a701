"""The audit trail: triggers copy every insert, change and removal into an event table that nobody can rewrite."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

LABELS = {"insert": _("Added"), "update": _("Changed"), "delete": _("Removed")}

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def track_audit_events(*, without: tuple[str, ...] = ()) -> Callable[[ModelClass], ModelClass]:
    """Keep the history of a model, less what is computed: a save that changes nothing is no event."""
    trackers = (
        pghistory.InsertEvent(),
        pghistory.UpdateEvent(),
        pghistory.DeleteEvent(),
    )
    return pghistory.track(*trackers, exclude=list(without))  # type: ignore[no-any-return]
