"""What every page shows around its content: navigation, whom its reader acts for, new messages, and what waits."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from operator import itemgetter
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

from challenges.dashboard.staff.pages import list_item_querysets
from challenges.dashboard.todo import build_todo_querysets, list_profile_todo_items
from challenges.matching.model_services import get_cached_points
from companies.members.selectors import select_open_invitations
from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles, get_own_company
from portal.accounts.models import User
from portal.core.expressions import CountSubquery
from portal.notifications.models import Notification
from portal.regions.models import ROM
from portal.ui.dates import AMSTERDAM, get_today

NOW = "now"
Values = Mapping[str, Any]
Query = tuple[str, tuple[Any, ...]]

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
STAFF = [("challenges:staff_dashboard", _("Desk")), CHALLENGES, COMPANIES, INTRODUCTIONS, SESSIONS]
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


def add_reader_counts(request: HttpRequest) -> dict[str, Any]:
    """unread, waiting: counts, asked of the database once, and only by a page that shows them; None for a visitor. The
    request gets `most_points`, for portal.templatetags.ui."""
    request.most_points = SimpleLazyObject(get_cached_points)  # type: ignore[attr-defined]
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"unread": None, "waiting": None}

    @cache
    def counts() -> tuple[int, int]:
        return count_unread_and_waiting(user)

    return {
        "unread": lambda: counts()[0],
        "waiting": lambda: counts()[1],
        "waiting_url": reverse(get_waiting_url_name(user)) + "#waiting",
    }


def count_unread_and_waiting(user: User) -> tuple[int, int]:
    """New messages, and what waits: the same number as the list behind it. One query, of the very rows of the list."""
    company = None if can_create_staff_profiles(user) else get_own_company(user)
    more = len(list_profile_todo_items(company, timezone.now())) if company else 0
    unread, *waiting = _compile_count_query(ReaderKind.of(user, company), get_today()).rows(
        _build_query_values(user, company)
    )[0]
    return unread, sum(waiting) + more


@dataclass(frozen=True)
class ReaderKind:
    """All that the rows depend on but ids and the clock."""

    is_admin: bool
    has_rom: bool
    role: str
    acts: bool  # for a company
    tells_level: bool
    tells_province: bool

    @classmethod
    def of(cls, user: User, company: Company | None) -> "ReaderKind":
        told = (company.trl is not None, company.province_id is not None) if company else (False, False)
        return cls(user.is_superuser, user.rom_id is not None, user.rom_role, company is not None, *told)

    def sample(self, values: Values) -> User:
        """Somebody of this kind who does not exist."""
        rom = values["rom"] if self.has_rom else None
        user = User(pk=values["user"], is_superuser=self.is_admin, rom_id=rom, rom_role=self.role)
        province = values["province"] if self.tells_province else None
        company = Company(pk=values["company"], trl=1 if self.tells_level else None, province_id=province)
        at_hand = {"own_company": company, "company_ids": [company.pk]} if self.acts else {"own_company": None}
        vars(user).update(at_hand, email=f"{user.pk}@example.org")
        return user


def _build_query_values(user: User, company: Company | None) -> Values:
    of_company = {"company": company.pk, "province": company.province_id} if company else {}
    return {"user": user.pk, "rom": user.rom_id, "now": timezone.now(), **of_company}


@dataclass(frozen=True)
class CompiledQuery:
    """The SQL of a query that is the same for every reader of a kind, but for some of its parameters."""

    sql: str
    params: tuple[Callable[[Values], Any], ...]

    def rows(self, values: Values) -> list[tuple[Any, ...]]:
        with connection.cursor() as cursor:
            cursor.execute(self.sql, [param(values) for param in self.params])
            return cursor.fetchall()


def compile_query(write: Callable[[Values], Query], one: Values, other: Values) -> CompiledQuery:
    """Compile a query for two samples, and let each parameter that differs follow the value that it was made of.

    Django takes ten times as long to write this query as PostgreSQL to answer it. one, other: values that agree in
    nothing; `now` in both, on the same day. Raises ValueError where anything but a value, or a moment as far from now,
    depends on the reader.
    """
    (sql, params), (same, others) = write(one), write(other)
    if sql != same or len(params) != len(others):
        raise ValueError("The query itself depends on the reader.")
    return CompiledQuery(sql, tuple(_build_parameter(*pair, one, other) for pair in zip(params, others, strict=True)))


def _build_parameter(first: Any, second: Any, one: Values, other: Values) -> Callable[[Values], Any]:
    if first == second:
        return lambda values: first
    for name in one:
        if (first, second) == (one[name], other[name]):
            return itemgetter(name)
    if isinstance(first, datetime) and first - one[NOW] == second - other[NOW]:
        return lambda values: values[NOW] + (first - one[NOW])
    raise ValueError(f"{first!r} depends on the reader, and is none of {', '.join(one)}.")


@lru_cache(maxsize=100)
def _compile_count_query(kind: ReaderKind, day: date) -> CompiledQuery:
    noon = datetime.combine(day, time(12), AMSTERDAM)
    one = {"user": -1, "rom": -2, "company": -3, "province": -4, "now": noon}
    other = {"user": -11, "rom": -12, "company": -13, "province": -14, "now": noon + timedelta(seconds=1)}
    return compile_query(lambda values: _build_count_query(kind.sample(values), values["now"]), one, other)


def _build_count_query(user: User, now: datetime) -> Query:
    rows = (Notification.objects.visible_to(user).unread(), *list_waiting_querysets(user, now))
    counts = User.objects.filter(pk=user.pk).values_list(*(CountSubquery(each) for each in rows))
    return counts.query.sql_with_params()


def list_waiting_querysets(user: User, now: datetime) -> list[QuerySet[Any]]:
    """Each row of these waits, beside what a company's own row tells."""
    if can_create_staff_profiles(user):
        return list_item_querysets(user, now)
    company = get_own_company(user)
    return build_todo_querysets(user, company, now) if company else [select_open_invitations(user)]


def get_waiting_url_name(user: User) -> str:
    """The page whose list is counted."""
    if can_create_staff_profiles(user):
        return "challenges:staff_dashboard"
    return "challenges:company_home" if get_own_company(user) else "companies:membership_requests"
