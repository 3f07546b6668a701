"""What every page shows of the reader's own work: how much waits for them, and where."""

from functools import cache
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from challenges.presenters import desk
from challenges.presenters.waiting import number_waiting
from companies.permissions import makes_profiles_for_others, own_company
from companies.presenters.joining import invitations_for
from portal.models import User


def waiting_for_me(request: HttpRequest) -> dict[str, Any]:
    """waiting: a count, asked of the database once, and only by a page that shows it; None for a visitor."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"waiting": None}

    @cache
    def waiting() -> int:
        return count(user)

    return {"waiting": waiting, "waiting_url": reverse(place(user)) + "#waiting"}


def count(user: User) -> int:
    """In one query; the same number as the list behind it."""
    now = timezone.now()
    if makes_profiles_for_others(user):
        return desk.number_waiting(user, now)
    company = own_company(user)
    return number_waiting(user, company, now) if company else invitations_for(user).count()


def place(user: User) -> str:
    """The page whose list is counted."""
    if makes_profiles_for_others(user):
        return "challenges:desk"
    return "challenges:company_home" if own_company(user) else "companies:joining"
