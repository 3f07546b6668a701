"""The lock, the clock and the log of every write on seats: the session's row is held, then PostgreSQL says what time
it is. Whoever else writes seats of that session queues, so that what is counted stays so until the transaction ends."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from challenges.posting.ownership import is_rom_owner
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration, RegistrationStep
from challenges.sessions.registration_workflow import (
    ORGANISER,
    REGISTRATION_WORKFLOW,
    SEATED_STATES,
    RegistrationAction,
    RegistrationParty,
    RegistrationState,
)
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.core.workflow import Attempt, Transition, apply_transition

FORBIDDEN = gettext_lazy("You do not act for this company, nor for the organiser.")


@dataclass(frozen=True)
class LockedRegistrations:
    """A session whose seats nobody else writes meanwhile, and what time it is."""

    session: Session
    now: datetime

    @property
    def registrations(self) -> Any:
        return self.session.registrations

    @property
    def free(self) -> int | None:
        """Seats that nobody holds; None where there is no limit."""
        capacity = self.session.capacity
        return None if capacity is None else capacity - self.registrations.seats_taken()

    def has_room(self, seats: int) -> bool:
        free = self.free
        return free is None or seats <= free

    @property
    def matched_only(self) -> bool:
        """Whether for now only companies that match get a seat."""
        until = self.session.matched_first_until
        return until is not None and self.now < until

    def own(self, registration: Registration) -> Registration:
        """The registration as it stands now."""
        found: Registration = self.registrations.select_related("company").get(pk=registration.pk)
        found.session = self.session
        return found

    def check(
        self, registration: Registration, what: RegistrationAction, side: RegistrationParty, reason: str = ""
    ) -> Transition:
        """Return the transition for this side. Raises ValidationError if the table or a guard refuses it."""
        return REGISTRATION_WORKFLOW.check(
            Attempt(row=registration, actors={side}, name=what, now=self.now, reason=reason)
        )

    def record(
        self,
        registration: Registration,
        what: RegistrationAction,
        side: RegistrationParty,
        user: User | None,
        state: RegistrationState,
        reason: str = "",
    ) -> RegistrationStep:
        """Bring the registration where this step leads, and log it. The table of transitions was asked already."""
        if state != registration.state:
            registration.state_since = self.now
        if state != RegistrationState.WAITING:
            registration.order = None
        if state != RegistrationState.OFFERED:
            registration.offer_lapses_at = registration.remind_at = registration.reminded_at = None
        registration.version += bool(registration.pk)
        step = RegistrationStep(
            registration=registration,
            what=what,
            side=side,
            by=user,
            at=self.now,
            state=state,
            seats=registration.seats,
            place=registration.order,
            reason=reason,
        )
        return apply_transition(registration, REGISTRATION_WORKFLOW.get(what), step, target=state)


def lock_registrations(session: Session | int) -> LockedRegistrations:
    """As it stands, until the transaction ends. Without its key: rows may still be written that only point to it."""
    key = session if isinstance(session, int) else session.pk
    rows = Session.objects.lock().select_related("rom")
    return LockedRegistrations(rows.get(pk=key), database_now())


def get_acting_side(user: User, registration: Registration) -> RegistrationParty:
    """Raises ValidationError, "forbidden", for who acts for neither; who acts for both does so for the company."""
    if is_company_member(user, registration.company):
        return RegistrationParty.COMPANY
    check_is_organiser(user, registration.session)
    return ORGANISER


def check_is_organiser(user: User, session: Session) -> None:
    if not is_rom_owner(user, session):
        raise ValidationError(FORBIDDEN, code="forbidden")


def check_acts_for_side(user: User, registration: Registration, side: RegistrationParty) -> None:
    """Raises ValidationError, "forbidden", where the person does not act for that side."""
    if side == RegistrationParty.COMPANY and is_company_member(user, registration.company):
        return
    if side == ORGANISER and is_rom_owner(user, registration.session):
        return
    raise ValidationError(FORBIDDEN, code="forbidden")


def is_place_holding(state: RegistrationState | str) -> bool:
    return state in SEATED_STATES
