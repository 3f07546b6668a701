"""What companies of the region wait for: profiles to finish, claims to judge, calls to make, vettings that end."""

from collections.abc import Iterator
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
from companies.profiles.freshness import compute_question_time
from companies.profiles.models import Company
from companies.profiles.pages import select_profiles_to_call
from portal.accounts.models import User
from portal.ui.dates import AMSTERDAM, format_month, to_local_day

COLUMNS = ("slug", "name", "city", "state", "claimed_at", "updated_at", "confirmed_at", "stale_since")


def list_company_items(user: User, now: datetime) -> Iterator[DashboardItem]:
    """List what each company waits for, which can be several things. One query."""
    waits = {
        f"waits_{kind.value}": Q(pk__in=found.values("pk")) for kind, found in find_waiting_companies(user, now).items()
    }
    rows: QuerySet[Any] = Company.objects.filter(reduce(or_, waits.values())).only(*COLUMNS)
    last = Vetting.objects.to_renew(to_local_day(now)).filter(company=OuterRef("pk")).order_by("expires_on")
    rows = rows.annotate(
        **{name: ExpressionWrapper(condition, BooleanField()) for name, condition in waits.items()},
        vetting_ends_on=Subquery(last.values("expires_on")[:1]),
    )
    for company in rows.order_by("confirmed_at", "pk"):
        if company.waits_profiles:
            yield _build_profile_item(company)
        if company.waits_calls:
            yield _build_call_item(company)
        if company.waits_vettings:
            yield _build_vetting_item(company)


def find_waiting_companies(user: User, now: datetime) -> dict[ItemKind, QuerySet[Company]]:
    """Find by kind of item the companies of the region that wait.

    Profiles: drafts, and those that staff keep until the company claims them. Calls: each since the profile became
    six months old. Vettings: those whose last one ends within thirty days, or ended in the last thirty.
    """
    mine = Company.objects.all() if user.is_superuser else Company.objects.filter(province__rom=user.rom_id)
    to_renew = Vetting.objects.visible_to(user).to_renew(to_local_day(now))
    existing = Company.objects.exclude(state=Company.State.WITHDRAWN)
    unclaimed = Q(claimed_at=None) | Q(state=Company.State.DRAFT)
    return {
        ItemKind.PROFILES: mine.exclude(state=Company.State.WITHDRAWN).filter(unclaimed),
        ItemKind.CALLS: select_profiles_to_call(user, now),
        ItemKind.VETTINGS: existing.filter(pk__in=to_renew.values("company")),
    }


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


def _build_vetting_item(company: Any) -> DashboardItem:
    ends_at = datetime.combine(company.vetting_ends_on, time.max, AMSTERDAM)
    is_ahead = ends_at > timezone.now()
    return DashboardItem(
        *(ItemKind.VETTINGS, str(company), company.get_absolute_url()),
        note=_("Vet the company again, or let the vetting expire")
        if is_ahead
        else _("Expired. Vet the company again if all is in order."),
        action=_("Look"),
        action_url=reverse("companies:company_vetting", args=[company.slug]),
        since=None if is_ahead else ends_at,
        until=ends_at if is_ahead else None,
    )


def build_claim_item(claim: Claim) -> DashboardItem:
    return DashboardItem(
        *(ItemKind.CLAIMS, str(claim.company), claim.company.get_absolute_url()),
        note=_("%(who)s says that it is theirs") % {"who": claim.user},
        action=_("Judge"),
        action_url=reverse("companies:claim_review", args=[claim.pk]),
        since=claim.created_at,
    )
