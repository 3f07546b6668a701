"""What every page shows of the reader's own: how many messages are new, how much waits for them, and where."""

from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from challenges.presenters import desk
from challenges.presenters import waiting as own
from challenges.services.matching.fits import points_in_force
from companies.permissions import makes_profiles_for_others, own_company
from companies.presenters.joining import invitations_for
from portal.counted import Rows
from portal.models import Notification, User


def for_me(request: HttpRequest) -> dict[str, Any]:
    """unread, waiting: counts, asked of the database once, and only by a page that shows them; None for a visitor. The
    request gets `most_points`, for portal.templatetags.face."""
    request.most_points = SimpleLazyObject(points_in_force)  # type: ignore[attr-defined]
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread": None, "waiting": None}

    @cache
    def counts() -> tuple[int, int]:
        return count(user)

    return {
        "unread": lambda: counts()[0],
        "waiting": lambda: counts()[1],
        "waiting_url": reverse(place(user)) + "#waiting",
    }


def count(user: User) -> tuple[int, int]:
    """New messages, and what waits: the same number as the list behind it. One query."""
    found, more = waiting_rows(user)
    columns = [Rows(rows) for rows in (Notification.objects.visible_to(user).unread(), *found)]
    unread, *waiting = User.objects.filter(pk=user.pk).values_list(*columns).get()
    return unread, sum(waiting) + more


def waiting_rows(user: User) -> tuple[list[QuerySet[Any]], int]:
    """Each row of these waits; and so many things that the rows at hand say already."""
    now = timezone.now()
    if makes_profiles_for_others(user):
        return [find(user, now) for find in desk.FIND], 0
    company = own_company(user)
    if company is None:
        return [invitations_for(user)], 0
    return own.rows(user, company, now), len(own.known(company, now))


def place(user: User) -> str:
    """The page whose list is counted."""
    if makes_profiles_for_others(user):
        return "challenges:desk"
    return "challenges:company_home" if own_company(user) else "companies:joining"
