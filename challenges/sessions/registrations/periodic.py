"""Periodic work on registrations: reminders, expired offers, new offers and closing the check-in.

Everything is done once, however often this runs, and also when it runs late.
"""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registrations.check_in import close_past_check_in
from challenges.sessions.registrations.lock import LockedRegistrations, lock_registrations
from challenges.sessions.registrations.notifications import notify_registration_step
from challenges.sessions.registrations.waiting_list import offer_free_places
from challenges.sessions.workflow import CLOCK, RegistrationAction, RegistrationState
from portal.core.database_clock import database_now


def run_due_registrations() -> tuple[int, int, int]:
    """Process all sessions, and return how many reminders were sent, offers expired and offers were made."""
    totals = [0, 0, 0]
    for number in list_due_sessions():
        for index, done in enumerate(_process_due_session(number)):
            totals[index] += done
    return totals[0], totals[1], totals[2]


def list_due_sessions() -> list[int]:
    """Return the ids of sessions with work to do: an offer that expires or needs a reminder, a waiting list, or open
    check-in."""
    now = database_now()
    rows = Registration.objects.filter(session=OuterRef("pk"))
    waits = Q(Exists(rows.waiting()), starts_at__gt=now)
    unsaid = rows.confirmed().filter(attendees__attended=None)
    over = Q(Exists(unsaid), ends_at__lte=now) & Q(Exists(rows.filter(attendees__attended=True)))
    found = Session.objects.filter(waits | over | Q(Exists(rows.to_lapse(now))) | Q(Exists(rows.to_remind(now))))
    return list(found.order_by("starts_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def _process_due_session(number: int) -> tuple[int, int, int]:
    """Process one session in its own transaction. The rows are read again, because somebody may have changed them."""
    locked = lock_registrations(number)
    lapsed = list(locked.registrations.to_lapse(locked.now).select_related("company"))
    for row in lapsed:
        _record_clock_step(locked, row, RegistrationAction.LAPSE, RegistrationState.LAPSED)
    reminded = list(locked.registrations.to_remind(locked.now).select_related("company"))
    for row in reminded:
        row.reminded_at = locked.now
        _record_clock_step(locked, row, RegistrationAction.REMIND, RegistrationState.OFFERED)
    close_past_check_in(locked)
    return len(reminded), len(lapsed), offer_free_places(locked)


def _record_clock_step(
    locked: LockedRegistrations, row: Registration, what: RegistrationAction, state: RegistrationState
) -> None:
    row.session = locked.session
    notify_registration_step(locked.record(row, what, CLOCK, None, state))
