"""What companies of the region wait for: profiles to finish, claims to judge, calls to make, vettings that end."""

from collections.abc import Callable, Iterator
from datetime import datetime, time
from functools import reduce
from operator import or_
from typing import Any

from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.dashboard.staff.items import DashboardItem, ItemKind
from companies.declarations.models import Vetting
from companies.members.models import Claim
from companies.members.selectors import select_waiting_claims
from companies.profiles.freshness import compute_question_time
from companies.profiles.models import Company
from companies.profiles.pages import select_profiles_to_call
from portal.accounts.models import User
from portal.ui.dates import AMSTERDAM, format_month, to_local_day


def list_company_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    """A company can wait for several things; two queries."""
    yield from map(_build_claim_item, find_waiting_claims(user, now))
    waits = {f"waits_{find.__name__}": Q(pk__in=find(user, now).values("pk")) for find in OF_COMPANY}
    rows = Company.objects.filter(reduce(or_, waits.values())).only(*COLUMNS)
    last = Vetting.objects.to_renew(to_local_day(now)).filter(company=OuterRef("pk")).order_by("expires_on")
    rows = rows.annotate(
        **{name: ExpressionWrapper(found, BooleanField()) for name, found in waits.items()},
        vetting_ends_on=Subquery(last.values("expires_on")[:1]),
    )
    for company in rows.order_by("confirmed_at", "pk"):
        yield from (tell(company) for find, tell in OF_COMPANY.items() if getattr(company, f"waits_{find.__name__}"))


def find_unclaimed_profiles(user: User, now: datetime) -> QuerySet[Company]:
    """Profiles of the region that staff keep until the company claims them, and drafts."""
    mine = Company.objects.all() if user.is_superuser else Company.objects.filter(province__rom=user.rom_id)
    return mine.exclude(state=Company.State.WITHDRAWN).filter(Q(claimed_at=None) | Q(state=Company.State.DRAFT))


def find_companies_to_call(user: User, now: datetime) -> QuerySet[Company]:
    """The call list, each waiting since it became six months old."""
    return select_profiles_to_call(user, now)


def find_waiting_claims(user: User, now: datetime) -> QuerySet[Claim]:
    return select_waiting_claims(user)


def find_ending_vettings(user: User, now: datetime) -> QuerySet[Company]:
    """Whose last vetting ends within thirty days, or did so in the last thirty."""
    due = Vetting.objects.visible_to(user).to_renew(to_local_day(now))
    return Company.objects.exclude(state=Company.State.WITHDRAWN).filter(pk__in=due.values("company"))


def _build_profile_item(company: Company) -> DashboardItem:
    is_draft = company.state == Company.State.DRAFT
    return DashboardItem(
        *(ItemKind.PROFILES, str(company), company.get_absolute_url()),
        note=_("Draft, not visible yet") if is_draft else _("Not claimed by the company"),
        action=_("See"),
        action_url=company.get_absolute_url(),
        since=company.updated_at,
    )


def _build_call_item(company: Company) -> DashboardItem:
    return DashboardItem(
        *(ItemKind.CALLS, str(company), company.get_absolute_url()),
        note=_("Not confirmed since %(month)s") % {"month": format_month(company.confirmed_at)},
        action=_("Call"),
        action_url=reverse("companies:company_call", args=[company.slug]),
        since=compute_question_time(company.confirmed_at),
    )


def _build_claim_item(claim: Claim) -> DashboardItem:
    return DashboardItem(
        *(ItemKind.CLAIMS, str(claim.company), claim.company.get_absolute_url()),
        note=_("%(who)s says that it is theirs") % {"who": claim.user},
        action=_("Judge"),
        action_url=reverse("companies:claim_review", args=[claim.pk]),
        since=claim.created_at,
    )


def _build_vetting_item(company: Any) -> DashboardItem:
    ends_at = datetime.combine(company.vetting_ends_on, time.max, AMSTERDAM)
    is_ahead = ends_at > timezone.now()
    return DashboardItem(
        *(ItemKind.VETTINGS, str(company), company.get_absolute_url()),
        note=_("Vet it again, or let it end") if is_ahead else _("Ended: vet it again where it is all right"),
        action=_("Look"),
        action_url=reverse("companies:company_vetting", args=[company.slug]),
        since=None if is_ahead else ends_at,
        until=ends_at if is_ahead else None,
    )


COLUMNS = ("slug", "name", "city", "state", "claimed_at", "updated_at", "confirmed_at", "stale_since")
OF_COMPANY: dict[Callable[[User, datetime], QuerySet[Company]], Callable[[Any], DashboardItem]] = {
    find_unclaimed_profiles: _build_profile_item,
    find_companies_to_call: _build_call_item,
    find_ending_vettings: _build_vetting_item,
}
KINDS = [find_unclaimed_profiles, find_waiting_claims, find_companies_to_call, find_ending_vettings]
