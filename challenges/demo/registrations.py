"""Registrations of example companies for the example session that comes: full, with some who wait and an open offer.

Nobody is told of what lies in the past; the rows are made at once, as quick as the rest of the demo.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep
from challenges.sessions.workflow import (
    CLOCK,
    COMPANY,
    RegistrationAction,
    RegistrationParty,
    RegistrationState,
)
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
class DemoRegistration:
    """How the company at this place of the list stands."""

    number: int

    @property
    def state(self) -> RegistrationState:
        if self.number < REGISTERED - WAITING - OFFERED:
            return RegistrationState.CONFIRMED
        return RegistrationState.OFFERED if self.number < REGISTERED - WAITING else RegistrationState.WAITING

    @property
    def seats(self) -> int:
        """Every third company brings two."""
        return 2 if self.number % 3 == 0 else 1

    @property
    def order(self) -> int | None:
        return self.number - (REGISTERED - WAITING) + 1 if self.state == RegistrationState.WAITING else None


def load_demo_registrations(sessions: list[Session], now: datetime) -> None:
    """Of the sessions that were created just now."""
    session = next((each for each in sessions if each.slug == SLUG), None)
    if session is None:
        return
    examples = Company.objects.filter(is_example=True, state=Company.State.PUBLISHED).exclude(slug=BY_HAND)
    companies = sorted(examples, key=lambda company: (company.slug != COMES, company.pk))[:REGISTERED]
    made = [_build_demo_registration(session, company, DemoRegistration(n), now) for n, company in enumerate(companies)]
    Registration.objects.bulk_create(made)
    Attendee.objects.bulk_create(
        each for number, row in enumerate(made) for each in _build_demo_attendees(row, DemoRegistration(number))
    )
    RegistrationStep.objects.bulk_create(step for row in made for step in _build_registration_steps(row, now))


def _build_demo_registration(session: Session, company: Company, seat: DemoRegistration, now: datetime) -> Registration:
    asked_at = now - timedelta(hours=(REGISTERED - seat.number) * 5)
    is_offered = seat.state == RegistrationState.OFFERED
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


def _build_demo_attendees(row: Registration, seat: DemoRegistration) -> list[Attendee]:
    """Its own people, where the company has some."""
    members = [each.user for each in row.company.memberships.select_related("user").order_by("pk")[: seat.seats]]
    own = [Attendee(registration=row, name=user.name, email=user.email, user=user) for user in members]
    return own + [_build_demo_attendee(row, seat, place) for place in range(len(own), seat.seats)]


def _build_demo_attendee(row: Registration, seat: DemoRegistration, place: int) -> Attendee:
    first, last = NAMES[(seat.number + 3 * place) % len(NAMES)], SURNAMES[(seat.number * 7 + place) % len(SURNAMES)]
    return Attendee(registration=row, name=f"{first} {last}")


def _build_registration_steps(row: Registration, now: datetime) -> list[RegistrationStep]:
    begun = RegistrationState.WAITING if row.state == RegistrationState.OFFERED else RegistrationState(row.state)
    place = row.order or (1 if row.state == RegistrationState.OFFERED else None)
    found = [_build_registration_step(row, RegistrationAction.REGISTER, COMPANY, row.asked_at, begun, place)]
    if row.state == RegistrationState.OFFERED:
        found.append(
            _build_registration_step(row, RegistrationAction.OFFER, CLOCK, now, RegistrationState.OFFERED, None)
        )
    return found


def _build_registration_step(
    row: Registration,
    what: RegistrationAction,
    side: RegistrationParty,
    at: datetime,
    state: RegistrationState,
    place: int | None,
) -> RegistrationStep:
    return RegistrationStep(registration=row, what=what, side=side, at=at, state=state, seats=row.seats, place=place)
