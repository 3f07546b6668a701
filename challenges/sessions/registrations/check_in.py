"""The day itself: who came in, who came without registering, and who did not come."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.models import Session
from challenges.sessions.registration_models import CODE_LENGTH, Attendee, Registration
from challenges.sessions.registration_workflow import ORGANISER, State, What
from challenges.sessions.registrations import people as group
from challenges.sessions.registrations.locking import Held, hold, must_organise
from challenges.sessions.registrations.people import Person
from challenges.sessions.registrations.services import matches
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import as_day, day


def plain(code: str) -> str:
    """As it was given out, however it was typed: small letters, with spaces or dashes."""
    return "".join(letter for letter in code.upper() if letter.isalnum())[: CODE_LENGTH + 1]


@transaction.atomic
def check_in(user: User, session: Session, code: str) -> Attendee:
    """Note that the person with this code came; a second time says no more than the first.

    Raises ValidationError: before the day, for a code that is not of this session, and for a group without seats.
    """
    held = hold(session)
    must_organise(user, held.session)
    must_be_the_day(held)
    rows = Attendee.objects.select_related("registration__company").filter(registration__session=held.session)
    attendee = rows.filter(code=plain(code)).first()
    if attendee is None:
        raise ValidationError({"code": _("This code is not of anybody at this session. Look at the letters again.")})
    if attendee.registration.state != State.CONFIRMED:
        told = _("%(company)s has no seat: its registration is %(state)s.")
        state = attendee.registration.get_state_display().lower()
        raise ValidationError({"code": told % {"company": attendee.registration.company, "state": state}})
    if not attendee.attended:
        attendee.attended, attendee.checked_in_at = True, held.now
        attendee.save(update_fields=["attended", "checked_in_at"])
    return attendee


@transaction.atomic
def undo_check_in(user: User, attendee: Attendee) -> Attendee:
    """As if nobody had said anything of this person."""
    held = hold(attendee.registration.session_id)
    must_organise(user, held.session)
    attendee = Attendee.objects.select_related("registration__company").get(pk=attendee.pk)
    attendee.attended, attendee.checked_in_at = None, None
    attendee.save(update_fields=["attended", "checked_in_at"])
    return attendee


@transaction.atomic
def walk_in(user: User, session: Session, company: Company, people: Sequence[Person]) -> Registration:
    """A company that comes without registering: seated and checked in, where there is room.

    One that waits or was to be approved is for the organiser to let in first. Raises ValidationError.
    """
    held = hold(session)
    must_organise(user, held.session)
    must_be_the_day(held)
    group.check(held.session, people)
    if found := held.registrations.living().filter(company=company).first():
        raise ValidationError(
            _("%(company)s is registered already: %(state)s.")
            % {"company": company, "state": found.get_state_display().lower()}
        )
    free = held.free
    if free is not None and len(people) > free:
        told = ngettext(
            "There is %(count)d free seat. Raise the capacity first.",
            "There are %(count)d free seats. Raise the capacity first.",
            free,
        )
        raise ValidationError(told % {"count": free})
    row = Registration(
        session=held.session,
        company=company,
        seats=len(people),
        is_matched=matches(held.session, company),
        asked_at=held.now,
        state_since=held.now,
        state=State.CONFIRMED,
    )
    held.record(row, What.WALK_IN, ORGANISER, user, State.CONFIRMED)
    group.write(row, people)
    row.attendees.update(attended=True, checked_in_at=held.now)
    return row


@transaction.atomic
def close_day(user: User, session: Session) -> int:
    """Whoever is not checked in did not come. How many that are. Raises ValidationError before the session began."""
    held = hold(session)
    must_organise(user, held.session)
    if held.now < held.session.starts_at:
        raise ValidationError(_("Note who did not come once the session has begun."))
    return note_absent(held)


def close_after_the_day(held: Held) -> None:
    """The same by the clock, the day after, where anybody was checked in at all: else nobody kept the list."""
    is_kept = Attendee.objects.filter(registration__session=held.session, attended=True).exists()
    if is_kept and as_day(held.now) > as_day(held.session.ends_at):
        note_absent(held)


def note_absent(held: Held) -> int:
    rows = Attendee.objects.coming().filter(registration__session=held.session, attended=None)
    return rows.update(attended=False)


def must_be_the_day(held: Held) -> None:
    if as_day(held.now) < as_day(held.session.starts_at):
        told = _("Check-in opens on the day of the session, %(day)s.")
        raise ValidationError(told % {"day": day(held.session.starts_at)})
