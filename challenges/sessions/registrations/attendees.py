"""The attendees of a registration, one row for each place."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.models import Session
from challenges.sessions.registration_models import Attendee, Registration
from companies.profiles.membership_models import Membership


@dataclass(frozen=True)
class AttendeeInput:
    name: str
    email: str = ""


def validate_attendees(session: Session, people: Sequence[AttendeeInput]) -> None:
    """Raise ValidationError unless there are 1 to `most_people` attendees with different email addresses."""
    if not people:
        raise ValidationError(_("Say who comes: at least one person."))
    most = session.most_people
    if len(people) > most:
        text = ngettext(
            "A company brings at most %(count)d person to this session.",
            "A company brings at most %(count)d people to this session.",
            most,
        )
        raise ValidationError(text % {"count": most})
    addresses = [person.email.casefold() for person in people if person.email]
    if len(addresses) != len(set(addresses)):
        raise ValidationError(_("Two people have the same e-mail address. Give each their own."))


def write_attendees(registration: Registration, people: Sequence[AttendeeInput]) -> None:
    """Store the attendees. A person who stays keeps their row and entry code; other rows are deleted."""
    members = Membership.objects.filter(company=registration.company).values_list("user__email", "user")
    accounts = {email.casefold(): user_id for email, user_id in members}
    left = list(registration.attendees.order_by("pk"))
    rows: list[Attendee] = []
    for person in people:
        found = next((row for row in left if is_same_person(row, person)), None)
        if found:
            left.remove(found)
        row = found or Attendee(registration=registration)
        row.name, row.email, row.user_id = person.name, person.email, accounts.get(person.email.casefold())
        rows.append(row)
    for row in left:
        row.delete()
    for row in rows:
        row.save()


def is_same_person(row: Attendee, person: AttendeeInput) -> bool:
    if person.email or row.email:
        return row.email.casefold() == person.email.casefold()
    return row.name.casefold() == person.name.casefold()
