"""What every page shows around its content: the navigation of the reader's role, and whom they act for."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from companies.profiles.permissions import get_own_company
from portal.accounts.models import User
from portal.regions.models import ROM

Entry = tuple[str, Any]

CHALLENGES = ("challenges:challenge_list", _("Challenges"))
COMPANIES = ("companies:company_list", _("Companies"))
SESSIONS = ("challenges:session_list", _("Sessions"))
MAP = ("challenges:province_map", _("Map"))
RESPONSES = ("challenges:response_list", _("Responses"))
RECEIPT = "challenges:response_detail"  # below the address of its challenge, and a response all the same
PROFILE, MAKING = "companies:company_profile", "companies:company_create"
VISITOR = [CHALLENGES, COMPANIES, SESSIONS, MAP, ("challenges:score", _("How the score works"))]
ADMIN = ("admin:index", _("Administration"))
INTRODUCTIONS = ("challenges:introduction_list", _("Introductions"))
STAFF = [("challenges:desk", _("Desk")), CHALLENGES, COMPANIES, INTRODUCTIONS, SESSIONS]
MEMBER = [
    ("challenges:company_home", _("Overview")),
    CHALLENGES,
    RESPONSES,
    INTRODUCTIONS,
    (PROFILE, _("My profile")),
    SESSIONS,
]


EXPLANATION = [
    ("challenges:score", _("How the score works")),
    ("technology_list", _("Technologies")),
    ("agreement_list", _("Agreements")),
]
ABOUT = [("accessibility", _("Accessibility")), ("privacy", _("Privacy"))]


def add_navigation(request: HttpRequest) -> dict[str, Any]:
    """nav_items (label, url, is_current), organisation (the ROM or company of the reader, or None), footer_groups."""
    entries, organisation = _get_role_navigation(getattr(request, "user", AnonymousUser()))
    is_receipt = getattr(request.resolver_match, "view_name", "") == RECEIPT
    path = reverse(RESPONSES[0]) if is_receipt else request.path
    own = organisation.get_absolute_url() if isinstance(organisation, Company) else reverse(MAKING)
    return {
        "nav_items": _build_nav_items(entries, path, own),
        "organisation": organisation,
        "footer_groups": [
            {"title": _("Explanation"), "links": _build_nav_items(EXPLANATION, request.path)},
            {"title": _("About this site"), "links": _build_nav_items(ABOUT, request.path)},
        ],
    }


def _get_role_navigation(user: User | AnonymousUser) -> tuple[list[Entry], ROM | Company | None]:
    if not user.is_authenticated:
        return VISITOR, None
    if user.is_rom_staff or user.is_superuser:
        return [*STAFF, ADMIN if user.is_superuser else MAP], user.rom
    return MEMBER, get_own_company(user)


def _build_nav_items(entries: list[Entry], path: str, own: str = "") -> list[dict[str, Any]]:
    """own: where the reader's own profile is read, changed or made."""
    found = []
    for name, label in entries:
        url = reverse(name)
        is_own = bool(own) and name == PROFILE and path.startswith(own)
        found.append({"url": url, "label": label, "is_current": is_own or path.startswith(url)})
    return found
