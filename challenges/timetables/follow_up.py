"""What follows from two answers: where both sides go on, one introduction of the pair, and that they met.

An answer rests a quarter of an hour first, so that a slip of the thumb can be mended before contacts are shown.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from challenges.introductions.models import Introduction
from challenges.introductions.mutual_interest import agree
from challenges.introductions.workflow import ENDED_STATES, INTRODUCED_STATES, Side, State
from challenges.posting.ownership import owns
from challenges.sessions.follow_up_deadlines import CORRECTION, day_of, followed_from
from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.timetables.meeting_results import COMPANY, GOES_ON, HOST, held_row
from portal.accounts.models import User
from portal.core.database_clock import database_now

BEYOND = tuple(state for state in INTRODUCED_STATES if state != State.INTRODUCED)


def settle_due() -> int:
    """How many introductions this began or carried on; each once, however often asked."""
    due = to_settle(database_now()).order_by("starts_at", "pk").values_list("pk", flat=True)
    return sum(_settle(number) for number in list(due))


def to_settle(now: datetime) -> QuerySet[Appointment]:
    """Both go on since a quarter of an hour, and the pair's introduction does not know of it yet.

    Over is what ended after the talk began: that is for people to begin anew.
    """
    pair = Introduction.objects.filter(
        challenge=OuterRef("pitch__challenge"), company=OuterRef("registration__company")
    )
    all_said = Q(state=State.ASKED, company_accepted_at__isnull=False, owner_accepted_at__isnull=False)
    over = Q(state__in=ENDED_STATES, asked_at__gte=OuterRef("starts_at"))
    known = pair.filter(Q(state__in=BEYOND) | all_said | over)
    found = Appointment.objects.begun(now).filter(starts_at__gte=followed_from(now))
    return found.filter(Exists(_goes_on(COMPANY, now)), Exists(_goes_on(HOST, now))).exclude(Exists(known))


def _goes_on(side: str, now: datetime) -> QuerySet[Outcome]:
    said = Outcome.objects.filter(appointment=OuterRef("pk"), side=side, kind=GOES_ON)
    return said.filter(at__lte=now - CORRECTION)


@transaction.atomic
def _settle(number: int) -> bool:
    """One talk, in a transaction of its own; what somebody corrected meanwhile is not due any more."""
    held = held_row(number)
    if not to_settle(database_now()).filter(pk=number).exists():
        return False
    challenge, said = held.pitch.challenge, {each.side: each.by for each in held.outcomes.select_related("by")}
    yes: dict[Side, User | None] = {Side.COMPANY: said[COMPANY]}
    host = said[HOST]
    if host is not None and owns(host, challenge):
        yes[Side.OWNER] = host  # an organiser speaks for the host, not for the ROM of the challenge
    note = held.pitch.session.title_nl
    return agree(challenge, held.registration.company, yes, day_of(held.starts_at), note)
