"""What follows from two answers: where both sides go on, one introduction of the pair, and that they met.

An answer rests a quarter of an hour first, so that a slip of the thumb can be mended before contacts are shown.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from challenges.introductions.models import Introduction
from challenges.introductions.services import record_mutual_interest
from challenges.introductions.workflow import ENDED_STATES, INTRODUCED_STATES, IntroductionParty, IntroductionState
from challenges.posting.ownership import is_rom_owner
from challenges.sessions.follow_up_deadlines import CORRECTION, get_amsterdam_day, get_follow_up_start
from challenges.sessions.meeting_models import Appointment, Outcome
from challenges.timetables.meeting_results import COMPANY, GOES_ON, HOST, lock_appointment
from portal.accounts.models import User
from portal.core.database_clock import database_now

BEYOND = tuple(state for state in INTRODUCED_STATES if state != IntroductionState.INTRODUCED)


def settle_due_meetings() -> int:
    """How many introductions this began or carried on; each once, however often asked."""
    due = filter_meetings_to_settle(database_now()).order_by("starts_at", "pk").values_list("pk", flat=True)
    return sum(_settle_meeting(number) for number in list(due))


def filter_meetings_to_settle(now: datetime) -> QuerySet[Appointment]:
    """Both go on since a quarter of an hour, and the pair's introduction does not know of it yet.

    Over is what ended after the talk began: that is for people to begin anew.
    """
    pair = Introduction.objects.filter(
        challenge=OuterRef("pitch__challenge"), company=OuterRef("registration__company")
    )
    all_said = Q(state=IntroductionState.ASKED, company_accepted_at__isnull=False, owner_accepted_at__isnull=False)
    over = Q(state__in=ENDED_STATES, asked_at__gte=OuterRef("starts_at"))
    known = pair.filter(Q(state__in=BEYOND) | all_said | over)
    found = Appointment.objects.begun(now).filter(starts_at__gte=get_follow_up_start(now))
    return found.filter(
        Exists(_filter_positive_results(COMPANY, now)), Exists(_filter_positive_results(HOST, now))
    ).exclude(Exists(known))


def _filter_positive_results(side: str, now: datetime) -> QuerySet[Outcome]:
    said = Outcome.objects.filter(appointment=OuterRef("pk"), side=side, kind=GOES_ON)
    return said.filter(at__lte=now - CORRECTION)


@transaction.atomic
def _settle_meeting(number: int) -> bool:
    """One talk, in a transaction of its own; what somebody corrected meanwhile is not due any more."""
    held = lock_appointment(number)
    if not filter_meetings_to_settle(database_now()).filter(pk=number).exists():
        return False
    challenge, said = held.pitch.challenge, {each.side: each.by for each in held.outcomes.select_related("by")}
    yes: dict[IntroductionParty, User | None] = {IntroductionParty.COMPANY: said[COMPANY]}
    host = said[HOST]
    if host is not None and is_rom_owner(host, challenge):
        yes[IntroductionParty.OWNER] = host  # an organiser speaks for the host, not for the ROM of the challenge
    note = held.pitch.session.title_nl
    return record_mutual_interest(challenge, held.registration.company, yes, get_amsterdam_day(held.starts_at), note)
