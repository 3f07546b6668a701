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

REMINDED_HOURS = 3  # working hours before an offer expires


def list_waiting_registrations(locked: LockedRegistrations) -> list[Registration]:
    rows: QuerySet[Registration] = locked.registrations.waiting().select_related("company")
    return list(rows)


def get_next_waiting(locked: LockedRegistrations) -> Registration | None:
    """Return the registration that is next; only a matched one while matched companies come first."""
    line = (row for row in list_waiting_registrations(locked) if row.is_matched or not locked.is_matched_only)
    return next(line, None)


def can_confirm_now(locked: LockedRegistrations, seats: int, *, is_matched: bool) -> bool:
    """Return whether a new registration gets its places at once: enough are free, and nobody is waiting for them."""
    if locked.is_matched_only and not is_matched:
        return False
    return locked.has_room(seats) and get_next_waiting(locked) is None


def get_waiting_position(locked: LockedRegistrations, *, is_matched: bool) -> int:
    """Return the position of a new registration: behind the last matched one while those come first, or else at the
    end."""
    line = list_waiting_registrations(locked)
    if not (is_matched and locked.is_matched_only):
        return len(line) + 1
    return max((place for place, row in enumerate(line, start=1) if row.is_matched), default=0) + 1


def insert_in_waiting_list(locked: LockedRegistrations, registration: Registration, place: int) -> None:
    """Insert a registration at a position, counted from 1, and renumber the others. The caller saves the
    registration."""
    line = [row for row in list_waiting_registrations(locked) if row.pk != registration.pk]
    place = max(1, min(place, len(line) + 1))
    line.insert(place - 1, registration)
    registration.order = place
    renumber_waiting_list(locked, line)


def renumber_waiting_list(locked: LockedRegistrations, line: list[Registration]) -> None:
    """Store the positions from 1 without gaps."""
    for place, row in enumerate(line, start=1):
        if row.pk:
            Registration.objects.filter(pk=row.pk, state=RegistrationState.WAITING).exclude(order=place).update(
                order=place
            )


def offer_free_places(locked: LockedRegistrations) -> int:
    """Offer free places to those who are next while their groups fit, renumber the list, and return how many got an
    offer.

    Nothing is offered for a draft, or once the session has begun.
    """
    offered = 0
    if locked.session.is_published and locked.now < locked.session.starts_at:
        while (row := get_next_waiting(locked)) and locked.has_room(row.seats):
            offer_place(locked, row)
            offered += 1
    renumber_waiting_list(locked, list_waiting_registrations(locked))
    return offered


def offer_place(locked: LockedRegistrations, registration: Registration) -> None:
    """Offer places for `offer_hours` working hours, but not beyond the start of the session."""
    starts_at, hours = locked.session.starts_at, locked.session.offer_hours
    registration.session = locked.session
    registration.offer_lapses_at = min(add_working_hours(locked.now, hours), starts_at)
    reminder = add_working_hours(locked.now, hours - REMINDED_HOURS) if hours > REMINDED_HOURS else None
    registration.remind_at = reminder if reminder and reminder < registration.offer_lapses_at else None
    notify_registration_step(
        locked.record(registration, RegistrationAction.OFFER, CLOCK, None, RegistrationState.OFFERED)
    )
