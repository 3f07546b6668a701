"""The waiting list: where somebody comes in, who is next, and the seats that are offered to them.

The order: companies that match first while the session says so, then by time of asking, then as the organiser put it. A
seat goes to the first whose turn it is; where the group is bigger than what is free, everyone behind it waits too.
"""

from django.db.models import QuerySet

from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import CLOCK, State, What
from challenges.sessions.registrations.locking import Held
from challenges.sessions.registrations.notifications import tell
from portal.core.workdays import add_working_hours

REMINDED_HOURS = 3  # working hours before an offer lapses


def waiting(held: Held) -> list[Registration]:
    rows: QuerySet[Registration] = held.registrations.waiting().select_related("company")
    return list(rows)


def first_in_line(held: Held) -> Registration | None:
    """Whose turn it is now: while companies that match go first, it is nobody else's."""
    line = (row for row in waiting(held) if row.is_matched or not held.matched_only)
    return next(line, None)


def can_be_seated(held: Held, seats: int, *, is_matched: bool) -> bool:
    """Whether a newcomer gets its seats at once: they are free, and nobody whose turn it is comes before."""
    if held.matched_only and not is_matched:
        return False
    return held.has_room(seats) and first_in_line(held) is None


def place_for(held: Held, *, is_matched: bool) -> int:
    """Where a newcomer comes in: behind the last one that matches while those go first, and else at the end."""
    line = waiting(held)
    if not (is_matched and held.matched_only):
        return len(line) + 1
    return max((place for place, row in enumerate(line, start=1) if row.is_matched), default=0) + 1


def insert(held: Held, registration: Registration, place: int) -> None:
    """At that place, counted from 1; the others make room. The caller saves the registration."""
    line = [row for row in waiting(held) if row.pk != registration.pk]
    place = max(1, min(place, len(line) + 1))
    line.insert(place - 1, registration)
    registration.order = place
    number(held, line)


def number(held: Held, line: list[Registration]) -> None:
    """Counts the list anew from 1, without a gap."""
    for place, row in enumerate(line, start=1):
        if row.pk:
            Registration.objects.filter(pk=row.pk, state=State.WAITING).exclude(order=place).update(order=place)


def settle(held: Held) -> int:
    """Offer what is free to who is next, as long as their group fits; closes the gaps. How many were offered to.

    Never once the session began, nor while it is a draft.
    """
    offered = 0
    if held.session.is_published and held.now < held.session.starts_at:
        while (row := first_in_line(held)) and held.has_room(row.seats):
            offer(held, row)
            offered += 1
    number(held, waiting(held))
    return offered


def offer(held: Held, registration: Registration) -> None:
    """Until so many working hours from now, and never beyond the start of the session."""
    starts_at, hours = held.session.starts_at, held.session.offer_hours
    registration.session = held.session
    registration.offer_lapses_at = min(add_working_hours(held.now, hours), starts_at)
    reminder = add_working_hours(held.now, hours - REMINDED_HOURS) if hours > REMINDED_HOURS else None
    registration.remind_at = reminder if reminder and reminder < registration.offer_lapses_at else None
    tell(held.record(registration, What.OFFER, CLOCK, None, State.OFFERED))
