"""Changing who comes, and how many."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import (
    CHANGED,
    RegistrationAction,
    RegistrationParty,
    RegistrationState,
)
from challenges.sessions.registrations.locking import (
    LockedRegistrations,
    check_acts_for_side,
    is_place_holding,
    lock_registrations,
)
from challenges.sessions.registrations.notifications import (
    get_registration_guests,
    mail_entry_codes,
    mail_guests_removed,
)
from challenges.sessions.registrations.people import AttendeeInput, validate_attendees, write_attendees
from challenges.sessions.registrations.services import check_group_size
from challenges.sessions.registrations.waiting_list import get_next_waiting, offer_free_places
from portal.accounts.models import User

OTHERS_SAVED = gettext_lazy("Somebody else changed this registration meanwhile. Look at it again; nothing was saved.")


@transaction.atomic
def change_registration_group(
    user: User,
    registration: Registration,
    side: RegistrationParty,
    people: Sequence[AttendeeInput],
    *,
    version: int | None = None,
) -> Registration:
    """Write who comes. More people need free seats that nobody waits for; seats that come free are offered on.

    version: what the person saw; None where that does not matter.
    Raises ValidationError: "forbidden", "changed", or why the group cannot be so.
    """
    held = lock_registrations(registration.session_id)
    row = held.own(registration)
    check_acts_for_side(user, row, side)
    held.check(row, RegistrationAction.CHANGE, side)
    if has_same_people(row, people):
        return row
    if version is not None and version != row.version:
        raise ValidationError(OTHERS_SAVED, code=CHANGED)
    validate_attendees(held.session, people)
    check_free_places(held, row, len(people))
    row.seats = len(people)
    held.record(row, RegistrationAction.CHANGE, side, user, RegistrationState(row.state))
    before = list(get_registration_guests(row))
    write_attendees(row, people)
    stay = set(row.attendees.values_list("pk", flat=True))
    mail_guests_removed(row, [guest for guest in before if guest.pk not in stay], user)
    mail_entry_codes(row, user)
    offer_free_places(held)
    return held.own(row)


def has_same_people(row: Registration, people: Sequence[AttendeeInput]) -> bool:
    """The same form sent twice changes nothing."""
    return [(each.name, each.email) for each in row.attendees.order_by("pk")] == [
        (each.name, each.email) for each in people
    ]


def check_free_places(held: LockedRegistrations, row: Registration, seats: int) -> None:
    """One that waits or is to be approved holds no seats yet; one that does, keeps what it has and takes no others'."""
    check_group_size(held.session, seats)
    more = seats - row.seats
    if not is_place_holding(row.state) or more <= 0:
        return
    if get_next_waiting(held) or not held.has_room(more):
        raise ValidationError(_("There are no free seats for more people: others wait, or the session is full."))
