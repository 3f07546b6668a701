"""The audit trail: triggers copy every insert, update and delete into an event table that nobody can rewrite."""

from collections.abc import Callable
from typing import TypeVar

import pghistory
from django.db import models
from django.utils.translation import gettext_lazy as _

LABELS = {"insert": _("Added"), "update": _("Changed"), "delete": _("Removed")}

ModelClass = TypeVar("ModelClass", bound=type[models.Model])


def track_audit_events(*, without: tuple[str, ...] = ()) -> Callable[[ModelClass], ModelClass]:
    """Return a decorator that records the history of a model; a save that changes nothing is no event.

    without: the fields that are left out.
    """
    trackers = pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent()
    return pghistory.track(*trackers, exclude=list(without))  # type: ignore[no-any-return]
