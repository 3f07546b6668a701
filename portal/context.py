"""What every page shows of the reader's own: how many messages are new."""

from functools import cache
from typing import Any

from django.http import HttpRequest

from portal.models import Notification


def messages_for_me(request: HttpRequest) -> dict[str, Any]:
    """unread: a count, asked of the database once, and only by a page that shows it; None for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread": None}

    @cache
    def unread() -> int:
        return Notification.objects.visible_to(user).unread().count()

    return {"unread": unread}
