"""What pages show about registrations: status, own registration, figures, table, occupancy and QR code."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import qrcode
from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Sum,
    Value,
    When,
)
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from qrcode.constants import ERROR_CORRECT_M

from challenges.posting.ownership import build_ownership_condition
from challenges.posting.status_chips import StatusChip
from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep, SessionInvitation
from challenges.sessions.registrations.notifications import describe_registration_step
from challenges.sessions.workflow import (
    COMPANY,
    SEATED_STATES,
    RegistrationAction,
    RegistrationState,
    list_registration_actions,
)
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import format_date_time

SHAPES = {
    RegistrationState.REQUESTED: "soon",
    RegistrationState.WAITING: "draft",
    RegistrationState.OFFERED: "soon",
    RegistrationState.CONFIRMED: "open",
}


def get_registration_chip(state: str) -> StatusChip:
    return StatusChip(SHAPES.get(RegistrationState(state), "closed"), str(RegistrationState(state).label))


@dataclass(frozen=True)
class RegistrationFigures:
    """Places at a session (capacity, taken) and the number of companies in each state."""

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
    """Count the registrations of a session with one query."""
    states = {
        "offered": Count("pk", filter=Q(state=RegistrationState.OFFERED)),
        "confirmed": Count("pk", filter=Q(state=RegistrationState.CONFIRMED)),
        "waiting": Count("pk", filter=Q(state=RegistrationState.WAITING)),
        "requested": Count("pk", filter=Q(state=RegistrationState.REQUESTED)),
    }
    found = session.registrations.aggregate(taken=Sum("seats", filter=Q(state__in=SEATED_STATES)), **states)
    return RegistrationFigures(capacity=session.capacity, taken=found.pop("taken") or 0, **found)


def get_session_invitations(session: Session) -> QuerySet[SessionInvitation]:
    """Return the invitations by company name, with `is_registered` for each; one query."""
    registered = Registration.objects.living().filter(session=session, company=OuterRef("company"))
    invited = session.invitations.select_related("company").defer(*(f"company__{name}" for name in Company.LONG_FIELDS))
    return invited.annotate(is_registered=Exists(registered)).order_by("company__name", "pk")


@dataclass(frozen=True)
class CheckInFigures:
    """Attendees with a place, by whether they came."""

    expected: int
    came: int
    absent: int

    @property
    def open(self) -> int:
        return self.expected - self.came - self.absent


def count_check_ins(session: Session) -> CheckInFigures:
    """Count the attendees of a session with one query."""
    rows = Attendee.objects.coming().filter(registration__session=session)
    return CheckInFigures(
        **rows.aggregate(
            expected=Count("pk"),
            came=Count("pk", filter=Q(attended=True)),
            absent=Count("pk", filter=Q(attended=False)),
        )
    )


@dataclass(frozen=True)
class OwnRegistration:
    """A company's own registration: its status, the actions that are possible now, and its history."""

    registration: Registration
    people: list[Attendee]
    steps: list[RegistrationStep]
    now: datetime

    @property
    def chip(self) -> StatusChip:
        return get_registration_chip(self.registration.state)

    @property
    def lead(self) -> str:
        """Return the status in a sentence."""
        row = self.registration
        if row.state == RegistrationState.WAITING:
            text = _("You are number %(place)d on the waiting list. We will email you when a place becomes free.")
            return text % {"place": row.order}
        if row.state == RegistrationState.OFFERED and self.is_late:
            return _("The time to take the offered seats is over.")
        if row.state == RegistrationState.OFFERED:
            text = ngettext(
                "A seat is free for you. Take it before %(moment)s, or it goes to the next.",
                "%(count)d seats are free for you. Take them before %(moment)s, or they go to the next.",
                row.seats,
            )
            return text % {"count": row.seats, "moment": format_date_time(row.offer_lapses_at)}
        return str(LEADS[RegistrationState(row.state)])

    @property
    def is_late(self) -> bool:
        lapses_at = self.registration.offer_lapses_at
        return lapses_at is not None and lapses_at <= self.now

    @property
    def reason(self) -> str:
        """Return why the organiser rejected or cancelled the registration; "" if it did not end that way."""
        ended = [step for step in self.steps if step.state == self.registration.state and step.reason]
        return ended[-1].reason if ended and not self.registration.is_living else ""

    @property
    def moves(self) -> list[RegistrationAction]:
        """Return what the company can do now; nothing once the session has begun."""
        if self.registration.session.starts_at <= self.now:
            return []
        found = list_registration_actions(self.registration.state, COMPANY)
        return [what for what in found if what not in LATE or not self.is_late]

    @property
    def has_codes(self) -> bool:
        return self.registration.state == RegistrationState.CONFIRMED

    @property
    def log(self) -> list[dict[str, object]]:
        """Return the history without changes of the waiting list, which may be about another company."""
        return build_registration_log([step for step in self.steps if step.what != RegistrationAction.REORDER])


LATE = {RegistrationAction.ACCEPT, RegistrationAction.DECLINE}


LEADS = {
    RegistrationState.REQUESTED: gettext_lazy("The organiser has your registration, and says yes or no."),
    RegistrationState.CONFIRMED: gettext_lazy("You have your seats."),
    RegistrationState.REFUSED: gettext_lazy("The organiser refused your registration."),
    RegistrationState.LAPSED: gettext_lazy("Nobody took the offered seats in time; they went to the next."),
    RegistrationState.CANCELLED: gettext_lazy("This registration is cancelled."),
}


def build_registration_log(steps: list[RegistrationStep]) -> list[dict[str, object]]:
    """Return the history, with the latest step last."""
    return [{"at": step.at, "text": describe_registration_step(step), "reason": step.reason} for step in steps]


def get_latest_registration(session: Session, company: int) -> Registration | None:
    """Return the current registration of the company, or else the last one that ended."""
    rows = Registration.objects.filter(session=session, company=company).select_related("company")
    found = list(rows.order_by("-asked_at", "-pk")[:10])
    row = next((each for each in found if each.is_living), found[0] if found else None)
    if row:
        row.session = session
    return row


# Registrations that the organiser has to decide on come first, then those that may still come, then the rest.
FIRST = (RegistrationState.REQUESTED, RegistrationState.OFFERED, RegistrationState.WAITING, RegistrationState.CONFIRMED)


def order_registrations(registrations: QuerySet[Registration]) -> QuerySet[Registration]:
    places = [When(state=state, then=Value(place)) for place, state in enumerate(FIRST)]
    by_state = Case(*places, default=Value(len(FIRST)), output_field=IntegerField())
    return registrations.order_by(by_state, "order", "asked_at", "pk")


def build_registrations_table(registrations: Iterable[Registration]) -> list[list[Any]]:
    """Return a header and a row for each attendee, with only what name tags and a check-in list need."""
    head = [_("Company"), _("State"), _("Seats"), _("Place on the waiting list"), _("Registered")]
    lines: list[list[Any]] = [[*head, _("Name"), _("E-mail address"), _("Came")]]
    for row in registrations:
        own = [row.company.name, row.get_state_display(), row.seats, row.order, format_date_time(row.asked_at)]
        came = {None: "", True: _("yes"), False: _("no")}
        lines += [[*own, each.name, each.email, came[each.attended]] for each in row.attendees.all()]
    return lines


def annotate_places(sessions: QuerySet[Session]) -> QuerySet[Session]:
    """Add `seats_taken` (None if there are none) and `offers`, which only organisers may see."""
    seated = Q(registrations__state__in=SEATED_STATES)
    offered = Q(registrations__state=RegistrationState.OFFERED)
    return sessions.annotate(
        seats_taken=Sum("registrations__seats", filter=seated), offers=Count("registrations", filter=offered)
    )


@dataclass(frozen=True)
class SessionOccupancy:
    """How full a session is, in a sentence; "" if the reader may not know."""

    session: Session
    text: str
    url: str


def annotate_ownership(sessions: QuerySet[Session], user: User) -> QuerySet[Session]:
    """Add `is_own`, whether this user organises the session, and the annotations of `annotate_places`."""
    own = Q() if user.is_superuser else build_ownership_condition(Session, user.rom_id)
    is_own = ExpressionWrapper(own, BooleanField()) if own else Value(value=True)
    return annotate_places(sessions.annotate(is_own=is_own))


def describe_occupancy(session: Any) -> SessionOccupancy:
    """Describe how full an annotated session is, without a query; the text is empty for sessions of other
    organisers."""
    if not session.is_own:
        return SessionOccupancy(session, "", "")
    return SessionOccupancy(
        session, _format_occupancy(session), reverse("challenges:registration_list", args=[session.slug])
    )


def _format_occupancy(session: Any) -> str:
    taken, offers = session.seats_taken or 0, session.offers
    if session.capacity is None:
        text = ngettext("%(count)d seat taken", "%(count)d seats taken", taken) % {"count": taken}
    else:
        left = session.capacity - taken
        text = ngettext("%(count)d seat left", "%(count)d seats left", left) % {"count": left}
    if offers:
        text += ", " + ngettext("%(count)d open offer", "%(count)d open offers", offers) % {"count": offers}
    return text


QUIET = 4  # white modules around the code, the least that ISO/IEC 18004 asks for


@dataclass(frozen=True)
class QrCode:
    """A QR code as the path of an SVG. size: the side in modules, including the white border."""

    size: int
    path: str


def build_qr_code(text: str) -> QrCode:
    code = qrcode.QRCode(error_correction=ERROR_CORRECT_M, border=QUIET)
    code.add_data(text)
    code.make(fit=True)
    rows = code.get_matrix()
    runs = [f"M{x} {y}h{length}v1h-{length}z" for y, row in enumerate(rows) for x, length in _list_black_runs(row)]
    return QrCode(len(rows), "".join(runs))


def _list_black_runs(row: list[bool]) -> list[tuple[int, int]]:
    """Return the start and length of each run of black modules."""
    found: list[tuple[int, int]] = []
    for x, is_black in enumerate(row):
        if is_black and found and sum(found[-1]) == x:
            found[-1] = (found[-1][0], found[-1][1] + 1)
        elif is_black:
            found.append((x, 1))
    return found
