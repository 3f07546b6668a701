"""What the clock does to seats: it reminds, ends offers that nobody took, and offers what is free; each once, however
often asked, and also what fell due while nobody asked."""

from django.db import transaction
from django.db.models import Exists, OuterRef, Q

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registration_workflow import CLOCK, State, What
from challenges.sessions.registrations.check_in import close_after_the_day
from challenges.sessions.registrations.locking import Held, hold
from challenges.sessions.registrations.notifications import tell
from challenges.sessions.registrations.waiting_list import settle
from portal.core.database_clock import database_now


def follow_clock() -> tuple[int, int, int]:
    """(how many were reminded, how many offers lapsed, how many were made), over all sessions."""
    totals = [0, 0, 0]
    for number in due():
        for index, done in enumerate(_turn(number)):
            totals[index] += done
    return totals[0], totals[1], totals[2]


def due() -> list[int]:
    """Sessions with an offer that ends or waits for a reminder, with somebody who waits, or that are over."""
    now = database_now()
    rows = Registration.objects.filter(session=OuterRef("pk"))
    waits = Q(Exists(rows.waiting()), starts_at__gt=now)
    unsaid = rows.confirmed().filter(attendees__attended=None)
    over = Q(Exists(unsaid), ends_at__lte=now) & Q(Exists(rows.filter(attendees__attended=True)))
    found = Session.objects.filter(waits | over | Q(Exists(rows.to_lapse(now))) | Q(Exists(rows.to_remind(now))))
    return list(found.order_by("starts_at", "pk").values_list("pk", flat=True))


@transaction.atomic
def _turn(number: int) -> tuple[int, int, int]:
    """One session, in a transaction of its own; what somebody else did meanwhile is not due any more."""
    held = hold(number)
    lapsed = list(held.registrations.to_lapse(held.now).select_related("company"))
    for row in lapsed:
        _step(held, row, What.LAPSE, State.LAPSED)
    reminded = list(held.registrations.to_remind(held.now).select_related("company"))
    for row in reminded:
        row.reminded_at = held.now
        _step(held, row, What.REMIND, State.OFFERED)
    close_after_the_day(held)
    return len(reminded), len(lapsed), settle(held)


def _step(held: Held, row: Registration, what: What, state: State) -> None:
    row.session = held.session
    tell(held.record(row, what, CLOCK, None, state))
