"""The example session that is over: who came, who talked with whom, and what each side said came of it.

Nobody is told of what lies in the past. The founder's own company has said nothing yet: there is something to do.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta

from challenges.demo.introductions import create_demo_introduction
from challenges.demo.registrations import NAMES, SURNAMES
from challenges.sessions.appointment_models import Appointment, Outcome
from challenges.sessions.models import Session
from challenges.sessions.part_models import Pitch
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep
from challenges.sessions.workflow import COMPANY, RegistrationAction, RegistrationState
from companies.profiles.models import Company

SLUG, OWN = "voorbeeldsessie-terugblik", "zilverreiger-sensing"
COMPANIES = 8  # the founder's and seven others; the last but one did not come
ABSENT = 6
GO, LATER, NO, NOT_MET, NOTHING = "goes_on", "later", "no_fit", "not_met", ""
# Of each talk what the company and the host say, by time slot and then by table. The companies come in turns.
SAID = (
    *((NOTHING, NOTHING), (GO, GO), (LATER, GO)),
    *((GO, GO), (NO, NO), (GO, NOTHING)),
    *((NOT_MET, NOT_MET), (GO, LATER), (NOTHING, NOTHING)),
    *((GO, GO), (NOTHING, GO), (LATER, NO)),
)
DAYS_SINCE = (4, 3, 2)  # how long ago each of the introductions began
FOLLOWED = 1  # of the first so many there was a follow-up


def load_demo_results(sessions: list[Session], now: datetime) -> None:
    """Of the session where it was created just now, and its three challenges are there."""
    session = next((each for each in sessions if each.slug == SLUG), None)
    pitches = list(session.pitches.select_related("challenge", "table").order_by("pk")) if session else []
    if session is None or len(pitches) * session.slots.count() != len(SAID):
        return
    coming = _create_confirmed_registrations(session)
    if len(coming) < COMPANIES:
        return
    talks = Appointment.objects.bulk_create(_build_demo_appointments(session, coming, pitches))
    Outcome.objects.bulk_create(
        Outcome(appointment=talk, side=side, kind=kind)
        for talk, said in zip(talks, SAID, strict=True)
        for side, kind in zip(("company", "host"), said, strict=True)
        if kind
    )
    going_on = [talk for talk, said in zip(talks, SAID, strict=True) if said == (GO, GO)]
    for number, (talk, days) in enumerate(zip(going_on, DAYS_SINCE, strict=True)):
        _add_follow_up_introduction(talk, days, number < FOLLOWED, now)


def _create_confirmed_registrations(session: Session) -> list[Registration]:
    published = Company.objects.filter(is_example=True, state=Company.State.PUBLISHED)
    own = list(published.filter(slug=OWN))
    others = published.filter(memberships=None).order_by("pk")[: COMPANIES - len(own)]
    asked_at = session.starts_at - timedelta(days=20)
    rows = Registration.objects.bulk_create(
        Registration(
            session=session,
            company=company,
            state=RegistrationState.CONFIRMED,
            state_since=asked_at,
            asked_at=asked_at,
            seats=1,
        )
        for company in (*own, *others)
    )
    Attendee.objects.bulk_create(_build_checked_in_attendee(row, number) for number, row in enumerate(rows))
    RegistrationStep.objects.bulk_create(
        RegistrationStep(
            registration=row,
            what=RegistrationAction.REGISTER,
            side=COMPANY,
            at=asked_at,
            state=RegistrationState.CONFIRMED,
            seats=1,
        )
        for row in rows
    )
    return rows


def _build_checked_in_attendee(row: Registration, number: int) -> Attendee:
    came = number != ABSENT
    name = f"{NAMES[number % len(NAMES)]} {SURNAMES[(3 * number) % len(SURNAMES)]}"
    return Attendee(registration=row, name=name, attended=came, checked_in_at=row.session.starts_at if came else None)


def _build_demo_appointments(
    session: Session, coming: Sequence[Registration], pitches: Sequence[Pitch]
) -> list[Appointment]:
    places = [(slot, pitch) for slot in session.slots.order_by("starts_at") for pitch in pitches]
    return [
        Appointment(
            registration=coming[number % COMPANIES],
            pitch=pitch,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            table=pitch.table,
        )
        for number, (slot, pitch) in enumerate(places)
    ]


def _add_follow_up_introduction(talk: Appointment, days: int, followed: bool, now: datetime) -> None:
    steps = [
        {"what": "ask", "side": "company", "ago": days},
        {"what": "accept", "side": "owner", "ago": days},
        {"what": "accept", "side": "company_rom", "ago": days},
        {"what": "meet", "side": "company", "ago": days, "day": (now - talk.starts_at).days},
        *([{"what": "follow_up", "side": "company", "ago": 1}] if followed else []),
    ]
    create_demo_introduction(talk.pitch.challenge, talk.registration.company, steps, now)
