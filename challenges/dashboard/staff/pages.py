"""The items of a ROM in their order, and how many there are of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from challenges.dashboard.staff import challenges, companies, sessions
from challenges.dashboard.staff.items import COUNTED, DashboardItem, ItemKind
from companies.members.selectors import select_waiting_claims
from portal.accounts.models import User


@dataclass(frozen=True)
class ItemCounter:
    kind: ItemKind
    number: int
    label: str | Promise
    note: str
    late: bool


def list_dashboard_items(user: User, now: datetime) -> list[DashboardItem]:
    """List what waits for the user's ROM, or for every ROM when the user is an admin.

    Items with a deadline come first, the earliest first; then those that have waited longest. Runs eight queries.
    """
    items = [
        *challenges.list_review_items(user),
        *challenges.list_challenge_items(user, now),
        *map(challenges.build_unread_item, challenges.find_unread_submissions(user)),
        *map(challenges.build_introduction_item, challenges.find_unanswered_introductions(user, now)),
        *map(sessions.build_registration_item, sessions.find_registrations_to_approve(user, now)),
        *map(sessions.build_result_item, sessions.find_unreported_pitches(user, now)),
        *map(companies.build_claim_item, select_waiting_claims(user)),
        *companies.list_company_items(user, now),
    ]
    return sorted(items, key=lambda item: (item.until is None, item.until or item.since or now))


def list_item_querysets(user: User, now: datetime) -> list[QuerySet[Any]]:
    """List the rows behind `list_dashboard_items`, each row one item, for who only counts them."""
    return [
        challenges.find_reviews_to_approve(user),
        challenges.find_rejected_drafts(user),
        *challenges.find_waiting_challenges(user, now).values(),
        challenges.find_unread_submissions(user),
        challenges.find_unanswered_introductions(user, now),
        sessions.find_registrations_to_approve(user, now),
        sessions.find_unreported_pitches(user, now),
        select_waiting_claims(user),
        *companies.find_waiting_companies(user, now).values(),
    ]


def count_items_by_kind(items: Iterable[DashboardItem], now: datetime) -> list[ItemCounter]:
    """Count the items of every kind, also where there are none. items: sorted, so that the first waits longest."""
    by_kind: dict[ItemKind, list[DashboardItem]] = {kind: [] for kind in ItemKind}
    for item in items:
        by_kind[item.kind].append(item)
    counters = []
    for kind, waiting in by_kind.items():
        note = ""
        if waiting:
            text = _("first: %(when)s") if waiting[0].until else _("oldest: %(when)s")
            note = text % {"when": waiting[0].waits}
        label = COUNTED[kind] % {"number": len(waiting)}
        counters.append(ItemCounter(kind, len(waiting), label, note, any(item.is_late(now) for item in waiting)))
    return counters
