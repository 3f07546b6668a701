"""Who comes without an account of the company gets their code by mail, and hears it when there is no seat for them any
more: they have no page to read it on."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import override

from challenges.sessions.registration_models import Attendee, Registration
from challenges.sessions.registration_workflow import RegistrationState
from challenges.sessions.registrations.people import list_company_users
from portal.accounts.models import User
from portal.core.bilingual import LANGUAGES
from portal.notifications.models import NotificationKind
from portal.notifications.outbox import add_outbox_mail
from portal.ui.dates import format_time_span

CODE, CANCELLED = "challenges/sessions/mail/seat_code", "challenges/sessions/mail/seat_cancelled"


def mail_entry_codes(registration: Registration, by: User | None = None) -> None:
    """Once to each, as soon as the seat is certain. In the language of who registered them, or of a colleague."""
    if registration.state != RegistrationState.CONFIRMED:
        return
    language = _get_mail_language(registration, by)
    for guest in get_registration_guests(registration):
        _queue_guest_mail(guest, registration, language, f"seat-code:{guest.pk}", CODE)


def mail_guests_cancelled(registration: Registration, by: User | None = None) -> None:
    """To those who were sent a code: where the seat never was certain, nobody was."""
    mail_guests_removed(registration, get_registration_guests(registration), by)


def mail_guests_removed(registration: Registration, gone: Iterable[Attendee], by: User | None = None) -> None:
    """The same for guests who were taken out of a group that comes."""
    if not registration.steps.filter(state=RegistrationState.CONFIRMED).exists():
        return
    language = _get_mail_language(registration, by)
    for guest in gone:
        _queue_guest_mail(guest, registration, language, f"seat-cancelled:{guest.pk}", CANCELLED)


def get_registration_guests(registration: Registration) -> QuerySet[Attendee]:
    """Those of its people who have no account, and an address."""
    found: QuerySet[Attendee] = registration.attendees.filter(user=None).exclude(email="").exclude(code=None)
    return found.order_by("pk")


def _queue_guest_mail(guest: Attendee, registration: Registration, language: str, key: str, template: str) -> None:
    session = registration.session
    with override(language):
        context = {
            "guest": guest,
            "company": registration.company,
            "session": session,
            "when": format_time_span(session.starts_at, session.ends_at),
        }
    add_outbox_mail(
        key,
        to=guest.email,
        language=language,
        template=template,
        context=context,
        kind=NotificationKind.SESSIONS,
        is_secret=True,
    )


def _get_mail_language(registration: Registration, by: User | None) -> str:
    """Of somebody of the company: an organiser's may be another."""
    people = list_company_users(registration.company_id)
    reader = next((person for person in people if person == by), None) or next(iter(people), None)
    return reader.language if reader else LANGUAGES[0]
