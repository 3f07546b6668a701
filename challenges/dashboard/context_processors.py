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

from challenges.dashboard import todo as own
from challenges.dashboard.staff.pages import FIND
from challenges.matching.model_services import points_drawn
from companies.members.open_requests import invitations_for
from companies.profiles.models import Company
from companies.profiles.permissions import makes_profiles_for_others, own_company
from portal.accounts.models import User
from portal.core.compiled_query import Query, Values, Written, written
from portal.core.expressions import Rows
from portal.notifications.models import Notification
from portal.ui.dates import AMSTERDAM, today


def for_me(request: HttpRequest) -> dict[str, Any]:
    """unread, waiting: counts, asked of the database once, and only by a page that shows them; None for a visitor. The
    request gets `most_points`, for portal.templatetags.ui."""
    request.most_points = SimpleLazyObject(points_drawn)  # type: ignore[attr-defined]
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
    """New messages, and what waits: the same number as the list behind it. One query, of the very rows of the list."""
    company = None if makes_profiles_for_others(user) else own_company(user)
    more = len(own.known(company, timezone.now())) if company else 0
    unread, *waiting = _query(Kind.of(user, company), today()).rows(_values(user, company))[0]
    return unread, sum(waiting) + more


@dataclass(frozen=True)
class Kind:
    """All that the rows depend on but ids and the clock."""

    is_admin: bool
    has_rom: bool
    role: str
    acts: bool  # for a company
    tells_level: bool
    tells_province: bool

    @classmethod
    def of(cls, user: User, company: Company | None) -> "Kind":
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


def _values(user: User, company: Company | None) -> Values:
    of_company = {"company": company.pk, "province": company.province_id} if company else {}
    return {"user": user.pk, "rom": user.rom_id, "now": timezone.now(), **of_company}


@lru_cache(maxsize=100)
def _query(kind: Kind, day: date) -> Written:
    noon = datetime.combine(day, time(12), AMSTERDAM)
    one = {"user": -1, "rom": -2, "company": -3, "province": -4, "now": noon}
    other = {"user": -11, "rom": -12, "company": -13, "province": -14, "now": noon + timedelta(seconds=1)}
    return written(lambda values: _write(kind.sample(values), values["now"]), one, other)


def _write(user: User, now: datetime) -> Query:
    rows = (Notification.objects.visible_to(user).unread(), *waiting_rows(user, now))
    counts = User.objects.filter(pk=user.pk).values_list(*(Rows(each) for each in rows))
    return counts.query.sql_with_params()


def waiting_rows(user: User, now: datetime) -> list[QuerySet[Any]]:
    """Each row of these waits, beside what a company's own row tells."""
    if makes_profiles_for_others(user):
        return [find(user, now) for find in FIND]
    company = own_company(user)
    return own.rows(user, company, now) if company else [invitations_for(user)]


def place(user: User) -> str:
    """The page whose list is counted."""
    if makes_profiles_for_others(user):
        return "challenges:desk"
    return "challenges:company_home" if own_company(user) else "companies:joining"
