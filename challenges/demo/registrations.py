"""Registrations of example companies for the example session that comes: full, with some who wait and an open offer.

Nobody is told of what lies in the past; the rows are made at once, as quick as the rest of the demo.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep
from challenges.sessions.registration_workflow import CLOCK, COMPANY, Side, State, What
from companies.profiles.models import Company
from portal.core.workdays import add_working_hours

SLUG = "durf-voorbeeldsessie"
COMES, BY_HAND = (
    "zilverreiger-sensing",
    "essteen-radio",
)  # whose people can sign in: to an agenda, and to the waiting list
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
    """Of the sessions that were created just now."""
    session = next((each for each in sessions if each.slug == SLUG), None)
    if session is None:
        return
    examples = Company.objects.filter(is_example=True, state=Company.State.PUBLISHED).exclude(slug=BY_HAND)
    companies = sorted(examples, key=lambda company: (company.slug != COMES, company.pk))[:REGISTERED]
    made = [_registration(session, company, Seat(n), now) for n, company in enumerate(companies)]
    Registration.objects.bulk_create(made)
    Attendee.objects.bulk_create(each for number, row in enumerate(made) for each in _people(row, Seat(number)))
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


def _people(row: Registration, seat: Seat) -> list[Attendee]:
    """Its own people, where the company has some."""
    members = [each.user for each in row.company.memberships.select_related("user").order_by("pk")[: seat.seats]]
    own = [Attendee(registration=row, name=user.name, email=user.email, user=user) for user in members]
    return own + [_attendee(row, seat, place) for place in range(len(own), seat.seats)]


def _attendee(row: Registration, seat: Seat, place: int) -> Attendee:
    first, last = NAMES[(seat.number + 3 * place) % len(NAMES)], SURNAMES[(seat.number * 7 + place) % len(SURNAMES)]
    return Attendee(registration=row, name=f"{first} {last}")


def _steps(row: Registration, now: datetime) -> list[RegistrationStep]:
    begun = State.WAITING if row.state == State.OFFERED else State(row.state)
    place = row.order or (1 if row.state == State.OFFERED else None)
    found = [_step(row, What.REGISTER, COMPANY, row.asked_at, begun, place)]
    if row.state == State.OFFERED:
        found.append(_step(row, What.OFFER, CLOCK, now, State.OFFERED, None))
    return found


def _step(row: Registration, what: What, side: Side, at: datetime, state: State, place: int | None) -> RegistrationStep:
    return RegistrationStep(registration=row, what=what, side=side, at=at, state=state, seats=row.seats, place=place)
