"""Addresses of pages that are gone: in the trail and in messages they would still tell the company's name."""

from typing import Any

import pghistory.models
from django.db.models import Value
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import JSONObject

from portal.notifications.models import Notification

Context: Any = pghistory.models.Context


def erase_page_address(path: str) -> None:
    """Messages that lead there go; the trail keeps who acted, and forgets on which page."""
    Notification.objects.filter(url__contains=path).delete()
    pages = Context.objects.annotate(page=KeyTextTransform("url", "metadata")).filter(page__contains=path)
    pages.update(metadata=JSONObject(user=KeyTransform("user", "metadata"), url=Value("")))
