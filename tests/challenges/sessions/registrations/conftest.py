from dataclasses import dataclass

import pytest
from django.utils import translation

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration
from challenges.sessions.registrations.attendees import AttendeeInput
from challenges.sessions.registrations.services import change_registration_state, register_company
from challenges.sessions.workflow import COMPANY, ORGANISER, RegistrationAction
from companies.profiles.models import Company
from portal.accounts.models import User
from tests.factories import CompanyFactory, MembershipFactory, SessionFactory, UserFactory


@dataclass
class Case:
    """A session with its organiser, and companies that each have a member."""

    session: Session
    organiser: User

    def company(self, **fields: object) -> tuple[User, Company]:
        company = CompanyFactory(claimed=True, **fields)
        return MembershipFactory(company=company).user, company

    def register(self, people: int = 1, *, who: tuple[User, Company] | None = None) -> Registration:
        user, company = who or self.company()
        return register_company(user, self.session, company, group(people))

    def by_company(self, registration: Registration, what: RegistrationAction) -> Registration:
        return change_registration_state(member_of(registration), registration, what, COMPANY)

    def by_organiser(self, registration: Registration, what: RegistrationAction, reason: str = "") -> Registration:
        return change_registration_state(self.organiser, registration, what, ORGANISER, reason)

    def change(self, **fields: object) -> None:
        Session.objects.filter(pk=self.session.pk).update(**fields)
        self.session.refresh_from_db()


def group(people: int) -> list[AttendeeInput]:
    return [AttendeeInput(f"Bezoeker {number}", f"guest{number}@example.org") for number in range(people)]


def member_of(registration: Registration) -> User:
    return User.objects.get(memberships__company=registration.company)


def make_case(capacity: int | None = 2, **fields: object) -> Case:
    session = SessionFactory(capacity=capacity, **fields)
    return Case(session, UserFactory(rom=session.rom, rom_role="adviser"))


@pytest.fixture(autouse=True)
def _in_english():
    with translation.override("en"):
        yield


@pytest.fixture
def case(db: None) -> Case:
    return make_case()
