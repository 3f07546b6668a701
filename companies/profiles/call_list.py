"""The call list of a ROM: profiles that nobody confirmed for six months, the oldest first, with the latest call."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.conf import settings
from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery, TextChoices
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from companies.profiles.freshness import ASK, SINK, count_months_old, get_confirmation_cutoff
from companies.profiles.freshness_models import FreshnessCall
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import to_local_day
from portal.ui.match_bar import format_per_cent

RESTS = timedelta(days=30)  # after a call that reached somebody
RESTS_UNREACHED = timedelta(days=7)
YOUNG = 3  # months


class CallListFilter(TextChoices):
    TO_CALL = "to_call", gettext_lazy("to call")
    ALL = "all", gettext_lazy("all")


@dataclass(frozen=True)
class CallRow:
    company: Company
    months: int
    outcome: str

    @property
    def age(self) -> str:
        return ngettext("%(number)d month", "%(number)d months", self.months) % {"number": self.months}


@dataclass(frozen=True)
class AgeBand:
    """Profiles of one age: the fill's name, its words, how many, and its place in the bar in per cent."""

    fill: str
    label: str
    number: int
    x: str
    width: str


def select_region_profiles(user: User) -> QuerySet[Company]:
    """Published profiles in the region of the user's ROM; of all regions for an admin."""
    published = Company.objects.published()
    return published if user.is_superuser else published.filter(province__rom=user.rom_id, province__isnull=False)


def select_outdated_profiles(user: User, now: datetime) -> QuerySet[Company]:
    return select_region_profiles(user).unconfirmed_for(ASK, now)


def select_profiles_to_call(user: User, now: datetime) -> QuerySet[Company]:
    """Those whom nobody called of late."""
    not_reached = Q(outcome=FreshnessCall.Outcome.NOT_REACHED)
    recent = (not_reached & Q(called_at__gt=now - RESTS_UNREACHED)) | (~not_reached & Q(called_at__gt=now - RESTS))
    return select_outdated_profiles(user, now).exclude(
        Exists(FreshnessCall.objects.filter(recent, company=OuterRef("pk")))
    )


def select_call_list(user: User, show: CallListFilter, now: datetime) -> QuerySet[Company]:
    """With the latest call, oldest profiles first."""
    found = (
        select_profiles_to_call(user, now) if show == CallListFilter.TO_CALL else select_outdated_profiles(user, now)
    )
    latest = FreshnessCall.objects.filter(company=OuterRef("pk")).order_by("-called_at", "-pk")
    return (
        found.select_related("province__rom")
        .defer("text_nl", "text_en")
        .annotate(
            call_at=Subquery(latest.values("called_at")[:1]),
            call_outcome=Subquery(latest.values("outcome")[:1]),
            call_note=Subquery(latest.values("note")[:1]),
            call_by=Subquery(latest.values("called_by__name")[:1]),
        )
        .order_by("confirmed_at", "pk")
    )


def build_call_rows(companies: Any, now: datetime) -> list[CallRow]:
    outcomes = dict(FreshnessCall.Outcome.choices)
    return [
        CallRow(each, count_months_old(each.confirmed_at, now), str(outcomes.get(each.call_outcome, "")))
        for each in companies
    ]


def build_age_bands(user: User, now: datetime) -> list[AgeBand]:
    """All published profiles of the region by age; one query."""
    edges = [get_confirmation_cutoff(now, months) for months in (YOUNG, ASK, SINK)]
    counts = select_region_profiles(user).aggregate(
        young=Count("pk", filter=Q(confirmed_at__gte=edges[0])),
        older=Count("pk", filter=Q(confirmed_at__lt=edges[0], confirmed_at__gte=edges[1])),
        old=Count("pk", filter=Q(confirmed_at__lt=edges[1], confirmed_at__gte=edges[2])),
        stale=Count("pk", filter=Q(confirmed_at__lt=edges[2])),
    )
    words = {
        "young": _("less than 3 months"),
        "older": _("3 to 6 months"),
        "old": _("6 to 9 months"),
        "stale": _("9 months or more: loses points"),
    }
    total, before, found = sum(counts.values()) or 1, 0, []
    for fill, label in words.items():
        start, end = before * 1000 // total, (before + counts[fill]) * 1000 // total
        found.append(AgeBand(fill, label, counts[fill], format_per_cent(start), format_per_cent(end - start)))
        before += counts[fill]
    return found


def iter_call_table(companies: Any, now: datetime) -> Iterator[list[Any]]:
    """The list for a spreadsheet, the names of its columns first."""
    yield [
        *(_("Company"), _("Town"), _("Province"), _("Confirmed on"), _("Months"), _("Loses points"), _("Claimed")),
        *(_("Website"), _("Profile"), _("Called on"), _("Called by"), _("Outcome"), _("Note")),
    ]
    yes_no = {True: _("yes"), False: _("no")}
    for row in build_call_rows(companies, now):
        company = row.company
        yield [
            *(company.name, company.city, str(company.province or ""), to_local_day(company.confirmed_at), row.months),
            *(yes_no[company.is_stale], yes_no[company.is_claimed], company.website),
            settings.SITE_URL + company.get_absolute_url(),
            *(to_local_day(company.call_at) if company.call_at else "", company.call_by or "", row.outcome),
            company.call_note or "",
        ]
