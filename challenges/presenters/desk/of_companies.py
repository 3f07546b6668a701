"""What companies of the region wait for: profiles to finish, claims to judge, calls to make."""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.presenters.desk.items import Item, Kind
from companies.freshness import came_of_age
from companies.models import Claim, Company
from companies.presenters.calls import to_call
from companies.presenters.joining import claims_waiting_for
from portal.face.dates import month
from portal.models import User


def items(user: User, now: datetime) -> Iterator[Item]:
    for find, tell in KINDS.items():
        yield from map(tell, find(user, now))


def profiles(user: User, now: datetime) -> QuerySet[Company]:
    """Profiles of the region that staff keep until the company claims them, and drafts."""
    mine = Company.objects.all() if user.is_superuser else Company.objects.filter(province__rom=user.rom_id)
    waiting = mine.exclude(state=Company.State.WITHDRAWN).filter(Q(claimed_at=None) | Q(state=Company.State.DRAFT))
    return waiting.only("slug", "name", "city", "state", "claimed_at", "updated_at")


def calls(user: User, now: datetime) -> QuerySet[Company]:
    """The call list, each waiting since it became six months old."""
    return to_call(user, now).only("slug", "name", "confirmed_at", "stale_since").order_by("confirmed_at", "pk")


def claims(user: User, now: datetime) -> QuerySet[Claim]:
    return claims_waiting_for(user)


def _profile(company: Company) -> Item:
    is_draft = company.state == Company.State.DRAFT
    return Item(
        *(Kind.PROFILES, str(company), company.get_absolute_url()),
        note=_("Draft, not visible yet") if is_draft else _("Not claimed by the company"),
        action=_("See"),
        action_url=company.get_absolute_url(),
        since=company.updated_at,
    )


def _call(company: Company) -> Item:
    return Item(
        *(Kind.CALLS, str(company), company.get_absolute_url()),
        note=_("Not confirmed since %(month)s") % {"month": month(company.confirmed_at)},
        action=_("Call"),
        action_url=reverse("companies:company_call", args=[company.slug]),
        since=came_of_age(company.confirmed_at),
    )


def _claim(claim: Claim) -> Item:
    return Item(
        *(Kind.CLAIMS, str(claim.company), claim.company.get_absolute_url()),
        note=_("%(who)s says that it is theirs") % {"who": claim.user},
        action=_("Judge"),
        action_url=reverse("companies:claim_judge", args=[claim.pk]),
        since=claim.created_at,
    )


KINDS: dict[Callable[[User, datetime], QuerySet[Any]], Callable[[Any], Item]] = {
    profiles: _profile,
    claims: _claim,
    calls: _call,
}
