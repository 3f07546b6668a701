"""How full a session is."""

from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Sum

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee, Registration, SessionInvitation
from challenges.sessions.registration_workflow import SEATED_STATES, RegistrationState
from companies.profiles.models import Company


@dataclass(frozen=True)
class RegistrationFigures:
    """Seats of people, and companies."""

    capacity: int | None
    taken: int
    confirmed: int
    offered: int
    waiting: int
    requested: int

    @property
    def left(self) -> int | None:
        return None if self.capacity is None else self.capacity - self.taken


def count_registrations(session: Session) -> RegistrationFigures:
    """One query."""
    states = {
        "offered": Count("pk", filter=Q(state=RegistrationState.OFFERED)),
        "confirmed": Count("pk", filter=Q(state=RegistrationState.CONFIRMED)),
        "waiting": Count("pk", filter=Q(state=RegistrationState.WAITING)),
        "requested": Count("pk", filter=Q(state=RegistrationState.REQUESTED)),
    }
    found = session.registrations.aggregate(taken=Sum("seats", filter=Q(state__in=SEATED_STATES)), **states)
    return RegistrationFigures(capacity=session.capacity, taken=found.pop("taken") or 0, **found)


def get_session_invitations(session: Session) -> QuerySet[SessionInvitation]:
    """By the name of the company; each with whether it `is_registered`. One query."""
    registered = Registration.objects.living().filter(session=session, company=OuterRef("company"))
    invited = session.invitations.select_related("company").defer(*(f"company__{name}" for name in Company.LONG_FIELDS))
    return invited.annotate(is_registered=Exists(registered)).order_by("company__name", "pk")


@dataclass(frozen=True)
class CheckInFigures:
    """People who have a seat, by whether they came."""

    expected: int
    came: int
    absent: int

    @property
    def open(self) -> int:
        return self.expected - self.came - self.absent


def count_check_ins(session: Session) -> CheckInFigures:
    """One query."""
    rows = Attendee.objects.coming().filter(registration__session=session)
    return CheckInFigures(
        **rows.aggregate(
            expected=Count("pk"),
            came=Count("pk", filter=Q(attended=True)),
            absent=Count("pk", filter=Q(attended=False)),
        )
    )
