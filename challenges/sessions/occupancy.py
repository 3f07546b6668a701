"""Coming sessions with how full they are, for the desk."""

from dataclasses import dataclass
from typing import Any

from django.db.models import BooleanField, Count, ExpressionWrapper, Q, QuerySet, Sum, Value
from django.urls import reverse
from django.utils.translation import ngettext

from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.registration_workflow import SEATED_STATES, RegistrationState
from portal.accounts.models import User


def annotate_places(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Adds `seats_taken` (None: none) and `offers`; for the session's organisers alone."""
    seated = Q(registrations__state__in=SEATED_STATES)
    offered = Q(registrations__state=RegistrationState.OFFERED)
    return sessions.annotate(
        seats_taken=Sum("registrations__seats", filter=seated), offers=Count("registrations", filter=offered)
    )


@dataclass(frozen=True)
class SessionOccupancy:
    """How full a session is, in a sentence; "" where nothing is known."""

    session: Session
    text: str
    url: str


def annotate_ownership(sessions: QuerySet[Session], user: User) -> QuerySet[Session]:
    """Adds `is_own`, whether this person organises it, to what `full` reads."""
    own = Q() if user.is_superuser else build_ownership_condition(Session, user.rom_id)
    is_own = ExpressionWrapper(own, BooleanField()) if own else Value(value=True)
    return annotate_places(sessions.annotate(is_own=is_own))


def describe_occupancy(session: Any) -> SessionOccupancy:
    """Of those that the reader does not organise without a word; no query."""
    if not session.is_own:
        return SessionOccupancy(session, "", "")
    return SessionOccupancy(
        session, _format_occupancy(session), reverse("challenges:registration_list", args=[session.slug])
    )


def _format_occupancy(session: Any) -> str:
    taken, offers = session.seats_taken or 0, session.offers
    if session.capacity is None:
        told = ngettext("%(count)d seat taken", "%(count)d seats taken", taken) % {"count": taken}
    else:
        left = session.capacity - taken
        told = ngettext("%(count)d seat left", "%(count)d seats left", left) % {"count": left}
    if offers:
        told += ", " + ngettext("%(count)d open offer", "%(count)d open offers", offers) % {"count": offers}
    return told
