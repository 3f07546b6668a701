"""The lock, the clock and the log of every write to registrations.

The row of the session is locked first, and then PostgreSQL's clock is read. Other writes to registrations of the
session wait, so that counts stay valid until the transaction ends.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy

from challenges.posting.ownership import is_rom_owner
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Registration, RegistrationStep
from challenges.sessions.workflow import (
    ORGANISER,
    REGISTRATION_WORKFLOW,
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
    """A locked session, with the time at which it was locked."""

    session: Session
    now: datetime

    @property
    def registrations(self) -> Any:
        return self.session.registrations

    @property
    def free_places(self) -> int | None:
        """Return the number of free places; None without a limit."""
        capacity = self.session.capacity
        return None if capacity is None else capacity - self.registrations.seats_taken()

    def has_room(self, seats: int) -> bool:
        free = self.free_places
        return free is None or seats <= free

    @property
    def is_matched_only(self) -> bool:
        """Return whether only matched companies can get a place for now."""
        until = self.session.matched_first_until
        return until is not None and self.now < until

    def reload(self, registration: Registration) -> Registration:
        """Return the registration as it is stored now."""
        found: Registration = self.registrations.select_related("company").get(pk=registration.pk)
        found.session = self.session
        return found

    def check(
        self, registration: Registration, what: RegistrationAction, side: RegistrationParty, reason: str = ""
    ) -> Transition:
        """Return the transition for this side. Raise ValidationError if the table or a guard refuses it."""
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
        """Save the registration in its new state and log the step. The caller has already checked the transition."""
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
    """Lock the session until the transaction ends. Its key stays unlocked, so that rows which only refer to it can be
    saved."""
    key = session if isinstance(session, int) else session.pk
    rows = Session.objects.lock().select_related("rom")
    return LockedRegistrations(rows.get(pk=key), database_now())


def get_acting_side(user: User, registration: Registration) -> RegistrationParty:
    """Return the side for which the user acts; the company comes first for a user who acts for both.

    Raise ValidationError with the code "forbidden" for a user who acts for neither.
    """
    if is_company_member(user, registration.company):
        return RegistrationParty.COMPANY
    check_is_organiser(user, registration.session)
    return ORGANISER


def check_is_organiser(user: User, session: Session) -> None:
    if not is_rom_owner(user, session):
        raise ValidationError(FORBIDDEN, code="forbidden")


def check_acts_for_side(user: User, registration: Registration, side: RegistrationParty) -> None:
    """Raise ValidationError with the code "forbidden" if the user does not act for this side."""
    if side == RegistrationParty.COMPANY and is_company_member(user, registration.company):
        return
    if side == ORGANISER and is_rom_owner(user, registration.session):
        return
    raise ValidationError(FORBIDDEN, code="forbidden")
