"""The items of a desk in their order, and how many there are of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from challenges.dashboard.staff import companies
from challenges.dashboard.staff.challenges import KINDS, find_unread_submissions, list_challenge_items
from challenges.dashboard.staff.introductions import find_unanswered_introductions, list_introduction_items
from challenges.dashboard.staff.items import COUNTED, DashboardItem, ItemKind
from challenges.dashboard.staff.meeting_results import find_unreported_pitches, list_result_items
from challenges.dashboard.staff.registrations import find_registrations_to_approve, list_registration_items
from challenges.dashboard.staff.reviews import find_rejected_drafts, find_reviews_to_approve, list_review_items
from portal.accounts.models import User

FIND = [
    *(find_reviews_to_approve, find_rejected_drafts),
    *(*KINDS.values(), find_unread_submissions),
    *(find_unanswered_introductions, find_registrations_to_approve, find_unreported_pitches, *companies.KINDS),
]


SOURCES = (
    list_review_items,
    list_challenge_items,
    list_introduction_items,
    list_registration_items,
    list_result_items,
    companies.list_company_items,
)


@dataclass(frozen=True)
class ItemCounter:
    kind: ItemKind
    number: int
    label: str | Promise
    note: str
    late: bool


def list_dashboard_items(user: User, now: datetime) -> list[DashboardItem]:
    """List what waits for the user's ROM, or for every ROM when the user is an admin.

    Items with a deadline come first, the earliest first; then those that have waited longest. Runs nine queries.
    """
    found = [item for list_items in SOURCES for item in list_items(user, now)]
    return sorted(found, key=lambda item: (item.until is None, item.until or item.since or now))


def count_items_by_kind(found: Iterable[DashboardItem], now: datetime) -> list[ItemCounter]:
    by_kind: dict[ItemKind, list[DashboardItem]] = {kind: [] for kind in ItemKind}
    for item in found:
        by_kind[item.kind].append(item)
    return [_build_item_counter(kind, waiting, now) for kind, waiting in by_kind.items()]


def _build_item_counter(kind: ItemKind, waiting: list[DashboardItem], now: datetime) -> ItemCounter:
    note = ""
    if waiting and waiting[0].until:
        note = _("first: %(when)s") % {"when": waiting[0].waits}
    elif waiting:
        note = _("oldest: %(when)s") % {"when": waiting[0].waits}
    return ItemCounter(
        kind, len(waiting), COUNTED[kind] % {"number": len(waiting)}, note, any(i.is_late(now) for i in waiting)
    )
