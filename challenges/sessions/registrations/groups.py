"""Changing who comes, and how many."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import Side, State, What, may
from challenges.sessions.registrations import people as group
from challenges.sessions.registrations.guests import guests_of, mail_codes, mail_removed
from challenges.sessions.registrations.locking import (
    CHANGED,
    Held,
    hold,
    holds_seats,
    must_act,
    must_not_have_begun,
    not_any_more,
)
from challenges.sessions.registrations.people import Person
from challenges.sessions.registrations.services import check_size
from challenges.sessions.registrations.waiting_list import first_in_line, settle
from portal.accounts.models import User

OTHERS_SAVED = gettext_lazy("Somebody else changed this registration meanwhile. Look at it again; nothing was saved.")


@transaction.atomic
def change_group(
    user: User, registration: Registration, side: Side, people: Sequence[Person], *, version: int | None = None
) -> Registration:
    """Write who comes. More people need free seats that nobody waits for; seats that come free are offered on.

    version: what the person saw; None where that does not matter.
    Raises ValidationError: "forbidden", "changed", or why the group cannot be so.
    """
    held = hold(registration.session_id)
    row = held.own(registration)
    must_act(user, row, side)
    if not may(row.state, side, What.CHANGE):
        raise not_any_more(row)
    if side == Side.COMPANY:
        must_not_have_begun(held)
    if is_so(row, people):
        return row
    if version is not None and version != row.version:
        raise ValidationError(OTHERS_SAVED, code=CHANGED)
    group.check(held.session, people)
    check_room(held, row, len(people))
    row.seats = len(people)
    held.record(row, What.CHANGE, side, user, State(row.state))
    before = list(guests_of(row))
    group.write(row, people)
    stay = set(row.attendees.values_list("pk", flat=True))
    mail_removed(row, [guest for guest in before if guest.pk not in stay], user)
    mail_codes(row, user)
    settle(held)
    return held.own(row)


def is_so(row: Registration, people: Sequence[Person]) -> bool:
    """The same form sent twice changes nothing."""
    return [(each.name, each.email) for each in row.attendees.order_by("pk")] == [
        (each.name, each.email) for each in people
    ]


def check_room(held: Held, row: Registration, seats: int) -> None:
    """One that waits or is to be approved holds no seats yet; one that does, keeps what it has and takes no others'."""
    check_size(held.session, seats)
    more = seats - row.seats
    if not holds_seats(row.state) or more <= 0:
        return
    if first_in_line(held) or not held.has_room(more):
        raise ValidationError(_("There are no free seats for more people: others wait, or the session is full."))
