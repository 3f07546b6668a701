"""Who comes without an account of the company gets their code by mail, and hears it when there is no seat for them any
more: they have no page to read it on."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import override

from challenges.sessions.registration_models import Attendee, Registration
from challenges.sessions.registration_workflow import State
from challenges.sessions.registrations.people import people_of
from portal.accounts.models import User
from portal.core.bilingual import LANGUAGES
from portal.notifications import outbox
from portal.notifications.models import Kind
from portal.ui.dates import span

CODE, CANCELLED = "challenges/mail/seat_code", "challenges/mail/seat_cancelled"


def mail_codes(registration: Registration, by: User | None = None) -> None:
    """Once to each, as soon as the seat is certain. In the language of who registered them, or of a colleague."""
    if registration.state != State.CONFIRMED:
        return
    language = _language(registration, by)
    for guest in guests_of(registration):
        _mail(guest, registration, language, f"seat-code:{guest.pk}", CODE)


def mail_cancelled(registration: Registration, by: User | None = None) -> None:
    """To those who were sent a code: where the seat never was certain, nobody was."""
    mail_removed(registration, guests_of(registration), by)


def mail_removed(registration: Registration, gone: Iterable[Attendee], by: User | None = None) -> None:
    """The same for guests who were taken out of a group that comes."""
    if not registration.steps.filter(state=State.CONFIRMED).exists():
        return
    language = _language(registration, by)
    for guest in gone:
        _mail(guest, registration, language, f"seat-cancelled:{guest.pk}", CANCELLED)


def guests_of(registration: Registration) -> QuerySet[Attendee]:
    """Those of its people who have no account, and an address."""
    found: QuerySet[Attendee] = registration.attendees.filter(user=None).exclude(email="").exclude(code=None)
    return found.order_by("pk")


def _mail(guest: Attendee, registration: Registration, language: str, key: str, template: str) -> None:
    session = registration.session
    with override(language):
        context = {
            "guest": guest,
            "company": registration.company,
            "session": session,
            "when": span(session.starts_at, session.ends_at),
        }
    outbox.put(
        key,
        to=guest.email,
        language=language,
        template=template,
        context=context,
        kind=Kind.SESSIONS,
        is_secret=True,
    )


def _language(registration: Registration, by: User | None) -> str:
    """Of somebody of the company: an organiser's may be another."""
    people = people_of(registration.company_id)
    reader = next((person for person in people if person == by), None) or next(iter(people), None)
    return reader.language if reader else LANGUAGES[0]
