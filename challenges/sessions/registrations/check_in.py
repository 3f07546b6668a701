"""Check-in on the day of the session: who came, who came without registering, and who was absent."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.models import Session
from challenges.sessions.registration_models import CODE_LENGTH, Attendee, Registration
from challenges.sessions.registrations.attendees import AttendeeInput, validate_attendees, write_attendees
from challenges.sessions.registrations.lock import LockedRegistrations, check_is_organiser, lock_registrations
from challenges.sessions.registrations.services import has_session_match
from challenges.sessions.workflow import ORGANISER, RegistrationAction, RegistrationState
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.ui.dates import format_day, to_local_day


@transaction.atomic
def check_in_attendee(user: User, session: Session, code: str) -> Attendee:
    """Store that the person with this code came; checking in again changes nothing.

    Raise ValidationError before the day of the session, for an unknown code, and for a group without places.
    """
    locked = lock_registrations(session)
    check_is_organiser(user, locked.session)
    check_session_day(locked)
    # A code may be typed with small letters, spaces or dashes. One letter too many makes it another code.
    code = "".join(letter for letter in code.upper() if letter.isalnum())[: CODE_LENGTH + 1]
    rows = Attendee.objects.select_related("registration__company").filter(registration__session=locked.session)
    attendee = rows.filter(code=code).first()
    if attendee is None:
        raise ValidationError({"code": _("This code is not of anybody at this session. Look at the letters again.")})
    if attendee.registration.state != RegistrationState.CONFIRMED:
        text = _("%(company)s has no seat: its registration is %(state)s.")
        state = attendee.registration.get_state_display().lower()
        raise ValidationError({"code": text % {"company": attendee.registration.company, "state": state}})
    if not attendee.attended:
        attendee.attended, attendee.checked_in_at = True, locked.now
        attendee.save(update_fields=["attended", "checked_in_at"])
    return attendee


@transaction.atomic
def undo_check_in(user: User, attendee: Attendee) -> Attendee:
    """Clear whether this person came."""
    locked = lock_registrations(attendee.registration.session_id)
    check_is_organiser(user, locked.session)
    attendee = Attendee.objects.select_related("registration__company").get(pk=attendee.pk)
    attendee.attended, attendee.checked_in_at = None, None
    attendee.save(update_fields=["attended", "checked_in_at"])
    return attendee


@transaction.atomic
def register_walk_in(user: User, session: Session, company: Company, people: Sequence[AttendeeInput]) -> Registration:
    """Register and check in a company that came without registering, if there are enough free places.

    Raise ValidationError for a company on the waiting list or awaiting approval: the organiser has to decide on it
    first.
    """
    locked = lock_registrations(session)
    check_is_organiser(user, locked.session)
    check_session_day(locked)
    validate_attendees(locked.session, people)
    if found := locked.registrations.living().filter(company=company).first():
        raise ValidationError(
            _("%(company)s is registered already: %(state)s.")
            % {"company": company, "state": found.get_state_display().lower()}
        )
    free = locked.free_places
    if free is not None and len(people) > free:
        text = ngettext(
            "There is %(count)d free seat. Raise the capacity first.",
            "There are %(count)d free seats. Raise the capacity first.",
            free,
        )
        raise ValidationError(text % {"count": free})
    row = Registration(
        session=locked.session,
        company=company,
        seats=len(people),
        is_matched=has_session_match(locked.session, company),
        asked_at=locked.now,
        state_since=locked.now,
        state=RegistrationState.CONFIRMED,
    )
    locked.record(row, RegistrationAction.WALK_IN, ORGANISER, user, RegistrationState.CONFIRMED)
    write_attendees(row, people)
    row.attendees.update(attended=True, checked_in_at=locked.now)
    return row


@transaction.atomic
def close_check_in(user: User, session: Session) -> int:
    """Mark everybody who is not checked in as absent, and return how many they are.

    Raise ValidationError before the session has begun.
    """
    locked = lock_registrations(session)
    check_is_organiser(user, locked.session)
    if locked.now < locked.session.starts_at:
        raise ValidationError(_("Note who did not come once the session has begun."))
    return mark_absent(locked)


def close_past_check_in(locked: LockedRegistrations) -> None:
    """Close the check-in automatically on the next day, if anybody was checked in at all: else nobody kept the list."""
    is_kept = Attendee.objects.filter(registration__session=locked.session, attended=True).exists()
    if is_kept and to_local_day(locked.now) > to_local_day(locked.session.ends_at):
        mark_absent(locked)


def mark_absent(locked: LockedRegistrations) -> int:
    rows = Attendee.objects.coming().filter(registration__session=locked.session, attended=None)
    return rows.update(attended=False)


def check_session_day(locked: LockedRegistrations) -> None:
    if to_local_day(locked.now) < to_local_day(locked.session.starts_at):
        text = _("Check-in opens on the day of the session, %(day)s.")
        raise ValidationError(text % {"day": format_day(locked.session.starts_at)})
