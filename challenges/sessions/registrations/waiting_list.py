"""The waiting list: where somebody comes in, who is next, and the seats that are offered to them.

The order: companies that match first while the session says so, then by time of asking, then as the organiser put it. A
seat goes to the first whose turn it is; where the group is bigger than what is free, everyone behind it waits too.
"""

from django.db.models import QuerySet

from challenges.sessions.registration_models import Registration
from challenges.sessions.registrations.lock import LockedRegistrations
from challenges.sessions.registrations.notifications import notify_registration_step
from challenges.sessions.workflow import CLOCK, RegistrationAction, RegistrationState
from portal.core.workdays import add_working_hours

REMINDED_HOURS = 3  # working hours before an offer lapses


def list_waiting_registrations(held: LockedRegistrations) -> list[Registration]:
    rows: QuerySet[Registration] = held.registrations.waiting().select_related("company")
    return list(rows)


def get_next_waiting(held: LockedRegistrations) -> Registration | None:
    """Whose turn it is now: while companies that match go first, it is nobody else's."""
    line = (row for row in list_waiting_registrations(held) if row.is_matched or not held.matched_only)
    return next(line, None)


def can_confirm_now(held: LockedRegistrations, seats: int, *, is_matched: bool) -> bool:
    """Whether a newcomer gets its seats at once: they are free, and nobody whose turn it is comes before."""
    if held.matched_only and not is_matched:
        return False
    return held.has_room(seats) and get_next_waiting(held) is None


def get_waiting_position(held: LockedRegistrations, *, is_matched: bool) -> int:
    """Where a newcomer comes in: behind the last one that matches while those go first, and else at the end."""
    line = list_waiting_registrations(held)
    if not (is_matched and held.matched_only):
        return len(line) + 1
    return max((place for place, row in enumerate(line, start=1) if row.is_matched), default=0) + 1


def insert_in_waiting_list(held: LockedRegistrations, registration: Registration, place: int) -> None:
    """At that place, counted from 1; the others make room. The caller saves the registration."""
    line = [row for row in list_waiting_registrations(held) if row.pk != registration.pk]
    place = max(1, min(place, len(line) + 1))
    line.insert(place - 1, registration)
    registration.order = place
    renumber_waiting_list(held, line)


def renumber_waiting_list(held: LockedRegistrations, line: list[Registration]) -> None:
    """Counts the list anew from 1, without a gap."""
    for place, row in enumerate(line, start=1):
        if row.pk:
            Registration.objects.filter(pk=row.pk, state=RegistrationState.WAITING).exclude(order=place).update(
                order=place
            )


def offer_free_places(held: LockedRegistrations) -> int:
    """Offer what is free to who is next, as long as their group fits; closes the gaps. How many were offered to.

    Never once the session began, nor while it is a draft.
    """
    offered = 0
    if held.session.is_published and held.now < held.session.starts_at:
        while (row := get_next_waiting(held)) and held.has_room(row.seats):
            offer_place(held, row)
            offered += 1
    renumber_waiting_list(held, list_waiting_registrations(held))
    return offered


def offer_place(held: LockedRegistrations, registration: Registration) -> None:
    """Until so many working hours from now, and never beyond the start of the session."""
    starts_at, hours = held.session.starts_at, held.session.offer_hours
    registration.session = held.session
    registration.offer_lapses_at = min(add_working_hours(held.now, hours), starts_at)
    reminder = add_working_hours(held.now, hours - REMINDED_HOURS) if hours > REMINDED_HOURS else None
    registration.remind_at = reminder if reminder and reminder < registration.offer_lapses_at else None
    notify_registration_step(
        held.record(registration, RegistrationAction.OFFER, CLOCK, None, RegistrationState.OFFERED)
    )
