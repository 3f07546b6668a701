"""A company's own registration: where it stands, what it can do now, and how it came there."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from challenges.posting.status_chips import Chip
from challenges.sessions.models import Session
from challenges.sessions.registration_labels import chip_of
from challenges.sessions.registration_models import Attendee, Registration, RegistrationStep
from challenges.sessions.registration_workflow import COMPANY, State, What, moves_for
from challenges.sessions.registrations.notification_texts import sentence
from portal.ui.dates import moment


@dataclass(frozen=True)
class Own:
    registration: Registration
    people: list[Attendee]
    steps: list[RegistrationStep]
    now: datetime

    @property
    def chip(self) -> Chip:
        return chip_of(self.registration)

    @property
    def lead(self) -> str:
        """Where it stands, in a sentence."""
        row = self.registration
        if row.state == State.WAITING:
            told = _("You are at place %(place)d of the waiting list. You hear from us as soon as seats are free.")
            return told % {"place": row.order}
        if row.state == State.OFFERED and self.is_late:
            return _("The time to take the offered seats is over.")
        if row.state == State.OFFERED:
            told = ngettext(
                "A seat is free for you. Take it before %(moment)s, or it goes to the next.",
                "%(count)d seats are free for you. Take them before %(moment)s, or they go to the next.",
                row.seats,
            )
            return told % {"count": row.seats, "moment": moment(row.offer_lapses_at)}
        return str(LEADS[State(row.state)])

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
    def moves(self) -> list[What]:
        """What the company can do now; nothing once the session began."""
        if self.registration.session.starts_at <= self.now:
            return []
        found = moves_for(self.registration.state, COMPANY)
        return [what for what in found if what not in LATE or not self.is_late]

    @property
    def has_codes(self) -> bool:
        return self.registration.state == State.CONFIRMED

    @property
    def log(self) -> list[dict[str, object]]:
        """The company reads why a decision fell, and not why somebody else was put before it."""
        return log_of([step for step in self.steps if step.what != What.REORDER])


LATE = {What.ACCEPT, What.DECLINE}


LEADS = {
    State.REQUESTED: gettext_lazy("The organiser has your registration, and says yes or no."),
    State.CONFIRMED: gettext_lazy("You have your seats."),
    State.REFUSED: gettext_lazy("The organiser refused your registration."),
    State.LAPSED: gettext_lazy("Nobody took the offered seats in time; they went to the next."),
    State.CANCELLED: gettext_lazy("This registration is cancelled."),
}


def log_of(steps: list[RegistrationStep]) -> list[dict[str, object]]:
    """The latest last."""
    return [{"at": step.at, "text": sentence(step), "reason": step.reason} for step in steps]


def latest(session: Session, company: int) -> Registration | None:
    """The living one, or how the last one ended."""
    rows = Registration.objects.filter(session=session, company=company).select_related("company")
    found = list(rows.order_by("-asked_at", "-pk")[:10])
    row = next((each for each in found if each.is_living), found[0] if found else None)
    if row:
        row.session = session
    return row
