"""The items of a desk in their order, and how many there are of each kind."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from challenges.dashboard.staff import challenges, companies, introductions, meeting_results, registrations, reviews
from challenges.dashboard.staff.items import COUNTED, Item, Kind
from portal.accounts.models import User

FIND = [
    *(reviews.approve, reviews.mend),
    *(*challenges.KINDS.values(), challenges.unread),
    *(introductions.unanswered, registrations.to_approve, meeting_results.unsaid, *companies.KINDS),
]


@dataclass(frozen=True)
class Counter:
    kind: Kind
    number: int
    label: str | Promise
    note: str
    late: bool


def items(user: User, now: datetime) -> list[Item]:
    """Of the user's ROM, of all for an admin. What runs out stands first, then what waits longest; nine queries."""
    sources = reviews, challenges, introductions, registrations, meeting_results, companies
    found = [item for source in sources for item in source.items(user, now)]
    return sorted(found, key=lambda item: (item.until is None, item.until or item.since or now))


def counters(found: Iterable[Item], now: datetime) -> list[Counter]:
    by_kind: dict[Kind, list[Item]] = {kind: [] for kind in Kind}
    for item in found:
        by_kind[item.kind].append(item)
    return [_counter(kind, waiting, now) for kind, waiting in by_kind.items()]


def _counter(kind: Kind, waiting: list[Item], now: datetime) -> Counter:
    note = ""
    if waiting and waiting[0].until:
        note = _("first: %(when)s") % {"when": waiting[0].waits}
    elif waiting:
        note = _("oldest: %(when)s") % {"when": waiting[0].waits}
    return Counter(
        kind, len(waiting), COUNTED[kind] % {"number": len(waiting)}, note, any(i.is_late(now) for i in waiting)
    )
