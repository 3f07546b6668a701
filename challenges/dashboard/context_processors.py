"""What every page shows of the reader's own: how many messages are new, how much waits for them, and where."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, lru_cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject

from challenges.dashboard.staff.pages import FIND
from challenges.dashboard.todo import build_todo_querysets, list_profile_todo_items
from challenges.matching.model_services import get_cached_points
from companies.members.open_requests import select_open_invitations
from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles, get_own_company
from portal.accounts.models import User
from portal.core.compiled_query import CompiledQuery, Query, Values, compile_query
from portal.core.expressions import CountSubquery
from portal.notifications.models import Notification
from portal.ui.dates import AMSTERDAM, get_today


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
        return [find(user, now) for find in FIND]
    company = get_own_company(user)
    return build_todo_querysets(user, company, now) if company else [select_open_invitations(user)]


def get_waiting_url_name(user: User) -> str:
    """The page whose list is counted."""
    if can_create_staff_profiles(user):
        return "challenges:desk"
    return "challenges:company_home" if get_own_company(user) else "companies:joining"
