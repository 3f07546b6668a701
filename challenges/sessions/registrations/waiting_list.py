"""The waiting list: positions, who is next, and the places that are offered.

Matched companies come first until the time that the session sets. Then the order is that of registration, as changed by
the organiser. Free places go to the first registration only; if its group is too large, everyone behind it waits too.
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
    """Return the registration that is next; only a matched one while matched companies come first."""
    line = (row for row in list_waiting_registrations(held) if row.is_matched or not held.matched_only)
    return next(line, None)


def can_confirm_now(held: LockedRegistrations, seats: int, *, is_matched: bool) -> bool:
    """Return whether a new registration gets its places at once: enough are free, and nobody is waiting for them."""
    if held.matched_only and not is_matched:
        return False
    return held.has_room(seats) and get_next_waiting(held) is None


def get_waiting_position(held: LockedRegistrations, *, is_matched: bool) -> int:
    """Return the position of a new registration: behind the last matched one while those come first, or else at the
    end."""
    line = list_waiting_registrations(held)
    if not (is_matched and held.matched_only):
        return len(line) + 1
    return max((place for place, row in enumerate(line, start=1) if row.is_matched), default=0) + 1


def insert_in_waiting_list(held: LockedRegistrations, registration: Registration, place: int) -> None:
    """Insert a registration at a position, counted from 1, and renumber the others. The caller saves the
    registration."""
    line = [row for row in list_waiting_registrations(held) if row.pk != registration.pk]
    place = max(1, min(place, len(line) + 1))
    line.insert(place - 1, registration)
    registration.order = place
    renumber_waiting_list(held, line)


def renumber_waiting_list(held: LockedRegistrations, line: list[Registration]) -> None:
    """Store the positions from 1 without gaps."""
    for place, row in enumerate(line, start=1):
        if row.pk:
            Registration.objects.filter(pk=row.pk, state=RegistrationState.WAITING).exclude(order=place).update(
                order=place
            )


def offer_free_places(held: LockedRegistrations) -> int:
    """Offer free places to those who are next while their groups fit, renumber the list, and return how many got an
    offer.

    Nothing is offered for a draft, or once the session has begun.
    """
    offered = 0
    if held.session.is_published and held.now < held.session.starts_at:
        while (row := get_next_waiting(held)) and held.has_room(row.seats):
            offer_place(held, row)
            offered += 1
    renumber_waiting_list(held, list_waiting_registrations(held))
    return offered


def offer_place(held: LockedRegistrations, registration: Registration) -> None:
    """Offer places for `offer_hours` working hours, but not beyond the start of the session."""
    starts_at, hours = held.session.starts_at, held.session.offer_hours
    registration.session = held.session
    registration.offer_lapses_at = min(add_working_hours(held.now, hours), starts_at)
    reminder = add_working_hours(held.now, hours - REMINDED_HOURS) if hours > REMINDED_HOURS else None
    registration.remind_at = reminder if reminder and reminder < registration.offer_lapses_at else None
    notify_registration_step(
        held.record(registration, RegistrationAction.OFFER, CLOCK, None, RegistrationState.OFFERED)
    )
