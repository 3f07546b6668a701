"""Registrations of example companies for the example session that comes: full, with some who wait and an open offer.

Nobody is told of what lies in the past; the rows are made at once, as quick as the rest of the demo.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from challenges.models import Attendee, Registration, RegistrationStep, Session
from challenges.models.sessions.registration import new_code
from challenges.seats import CLOCK, COMPANY, Side, State, What
from companies.models import Company
from portal.workdays import add_working_hours

SLUG = "durf-voorbeeldsessie"
REGISTERED, WAITING, OFFERED = 46, 5, 1  # companies; of the first number the others are confirmed
NAMES = ("Noor", "Sem", "Aylin", "Daan", "Fleur", "Mats", "Yara", "Joris", "Iris", "Bilal")
SURNAMES = ("de Wit", "Bakker", "Visser", "Yilmaz", "Postma", "van Dam", "Kuipers", "Haddad", "Mulder", "Smit")


@dataclass(frozen=True)
class Seat:
    """How the company at this place of the list stands."""

    number: int

    @property
    def state(self) -> State:
        if self.number < REGISTERED - WAITING - OFFERED:
            return State.CONFIRMED
        return State.OFFERED if self.number < REGISTERED - WAITING else State.WAITING

    @property
    def seats(self) -> int:
        """Every third company brings two."""
        return 2 if self.number % 3 == 0 else 1

    @property
    def order(self) -> int | None:
        return self.number - (REGISTERED - WAITING) + 1 if self.state == State.WAITING else None


def load_seats(sessions: list[Session], now: datetime) -> None:
    """Of the sessions that were created just now. The founder's own company registers by hand."""
    session = next((each for each in sessions if each.slug == SLUG), None)
    if session is None:
        return
    companies = Company.objects.filter(is_example=True, state=Company.State.PUBLISHED, memberships=None).order_by("pk")[
        :REGISTERED
    ]
    made = [_registration(session, company, Seat(n), now) for n, company in enumerate(companies)]
    Registration.objects.bulk_create(made)
    people = [
        _attendee(row, Seat(number), place) for number, row in enumerate(made) for place in range(Seat(number).seats)
    ]
    Attendee.objects.bulk_create(people)
    RegistrationStep.objects.bulk_create(step for row in made for step in _steps(row, now))


def _registration(session: Session, company: Company, seat: Seat, now: datetime) -> Registration:
    asked_at = now - timedelta(hours=(REGISTERED - seat.number) * 5)
    is_offered = seat.state == State.OFFERED
    return Registration(
        session=session,
        company=company,
        state=seat.state,
        state_since=now if is_offered else asked_at,
        seats=seat.seats,
        asked_at=asked_at,
        order=seat.order,
        offer_lapses_at=add_working_hours(now, session.offer_hours) if is_offered else None,
    )


def _attendee(row: Registration, seat: Seat, place: int) -> Attendee:
    first, last = NAMES[(seat.number + 3 * place) % len(NAMES)], SURNAMES[(seat.number * 7 + place) % len(SURNAMES)]
    return Attendee(registration=row, name=f"{first} {last}", code=new_code())


def _steps(row: Registration, now: datetime) -> list[RegistrationStep]:
    begun = State.WAITING if row.state == State.OFFERED else State(row.state)
    place = row.order or (1 if row.state == State.OFFERED else None)
    found = [_step(row, What.REGISTER, COMPANY, row.asked_at, begun, place)]
    if row.state == State.OFFERED:
        found.append(_step(row, What.OFFER, CLOCK, now, State.OFFERED, None))
    return found


def _step(row: Registration, what: What, side: Side, at: datetime, state: State, place: int | None) -> RegistrationStep:
    return RegistrationStep(registration=row, what=what, side=side, at=at, state=state, seats=row.seats, place=place)
