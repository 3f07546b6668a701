"""What every page shows around its content: the navigation of the reader's role, and whom they act for."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.permissions import own_company

CHALLENGES = ("challenges:challenge_list", _("Challenges"))
COMPANIES = ("companies:company_list", _("Companies"))
SESSIONS = ("challenges:session_list", _("Sessions"))
VISITOR = [CHALLENGES, COMPANIES, SESSIONS, ("challenges:score", _("How the score works"))]
STAFF = [("challenges:desk", _("Desk")), CHALLENGES, COMPANIES, SESSIONS]
MEMBER = [
    ("challenges:company_home", _("Overview")),
    CHALLENGES,
    ("companies:company_profile", _("My profile")),
    SESSIONS,
]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """nav_items: label, url, is_current. organisation: the ROM or company of the reader, or None."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"nav_items": _items(VISITOR, request.path), "organisation": None}
    if user.is_rom_staff:
        return {"nav_items": _items(STAFF, request.path), "organisation": user.rom}
    return {"nav_items": _items(MEMBER, request.path), "organisation": own_company(user)}


def _items(entries: list[tuple[str, Any]], path: str) -> list[dict[str, Any]]:
    urls = [(reverse(name), label) for name, label in entries]
    return [{"url": url, "label": label, "is_current": path.startswith(url)} for url, label in urls]
