"""A company's own registration: where it stands, what it can do now, and how it came there."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.posting.status_chips import StatusChip
from challenges.sessions.models import Session
from challenges.sessions.registration_labels import get_registration_chip
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep
from challenges.sessions.registration_workflow import (
    COMPANY,
    RegistrationAction,
    RegistrationState,
    list_registration_actions,
)
from challenges.sessions.registrations.notifications import describe_registration_step
from portal.ui.dates import format_date_time


@dataclass(frozen=True)
class OwnRegistration:
    registration: Registration
    people: list[Attendee]
    steps: list[RegistrationStep]
    now: datetime

    @property
    def chip(self) -> StatusChip:
        return get_registration_chip(self.registration)

    @property
    def lead(self) -> str:
        """Where it stands, in a sentence."""
        row = self.registration
        if row.state == RegistrationState.WAITING:
            told = _("You are at place %(place)d of the waiting list. You hear from us as soon as seats are free.")
            return told % {"place": row.order}
        if row.state == RegistrationState.OFFERED and self.is_late:
            return _("The time to take the offered seats is over.")
        if row.state == RegistrationState.OFFERED:
            told = ngettext(
                "A seat is free for you. Take it before %(moment)s, or it goes to the next.",
                "%(count)d seats are free for you. Take them before %(moment)s, or they go to the next.",
                row.seats,
            )
            return told % {"count": row.seats, "moment": format_date_time(row.offer_lapses_at)}
        return str(LEADS[RegistrationState(row.state)])

    @property
    def is_late(self) -> bool:
        lapses_at = self.registration.offer_lapses_at
        return lapses_at is not None and lapses_at <= self.now

    @property
    def reason(self) -> str:
        """Why the organiser refused or cancelled, where that is how it ended."""
        ended = [step for step in self.steps if step.state == self.registration.state and step.reason]
        return ended[-1].reason if ended and not self.registration.is_living else ""

    @property
    def moves(self) -> list[RegistrationAction]:
        """What the company can do now; nothing once the session began."""
        if self.registration.session.starts_at <= self.now:
            return []
        found = list_registration_actions(self.registration.state, COMPANY)
        return [what for what in found if what not in LATE or not self.is_late]

    @property
    def has_codes(self) -> bool:
        return self.registration.state == RegistrationState.CONFIRMED

    @property
    def log(self) -> list[dict[str, object]]:
        """The company reads why a decision fell, and not why somebody else was put before it."""
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
    """The latest last."""
    return [{"at": step.at, "text": describe_registration_step(step), "reason": step.reason} for step in steps]


def get_latest_registration(session: Session, company: int) -> Registration | None:
    """The living one, or how the last one ended."""
    rows = Registration.objects.filter(session=session, company=company).select_related("company")
    found = list(rows.order_by("-asked_at", "-pk")[:10])
    row = next((each for each in found if each.is_living), found[0] if found else None)
    if row:
        row.session = session
    return row
