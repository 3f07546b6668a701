"""Who comes without an account of the company gets their code by mail: they have no page to read it on."""

from django.utils.translation import override

from challenges.models import Attendee, Registration
from challenges.seats import State
from challenges.services.sessions.seats.people import people_of
from portal.face.dates import span
from portal.models import User
from portal.models.local import LANGUAGES
from portal.models.notification import Kind
from portal.services import outbox

TEMPLATE = "challenges/mail/seat_code"


def mail_codes(registration: Registration, by: User | None = None) -> None:
    """Once to each, as soon as the seat is certain. In the language of who registered them, or of a colleague."""
    if registration.state != State.CONFIRMED:
        return
    guests = registration.attendees.filter(user=None).exclude(email="").exclude(code=None)
    language = _language(registration, by)
    for guest in guests.order_by("pk"):
        _mail(guest, registration, language)


def _mail(guest: Attendee, registration: Registration, language: str) -> None:
    session = registration.session
    with override(language):
        context = {
            "guest": guest,
            "company": registration.company,
            "session": session,
            "when": span(session.starts_at, session.ends_at),
        }
    outbox.put(
        f"seat-code:{guest.pk}",
        to=guest.email,
        language=language,
        template=TEMPLATE,
        context=context,
        kind=Kind.SESSIONS,
        is_secret=True,
    )


def _language(registration: Registration, by: User | None) -> str:
    """Of somebody of the company: an organiser's may be another."""
    people = people_of(registration.company_id)
    reader = next((person for person in people if person == by), None) or next(iter(people), None)
    return reader.language if reader else LANGUAGES[0]
