"""Talks of timetables that go when what they stand on goes: a time slot, a table or a pitch."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import ngettext

from challenges.models import Meeting, Plan, Session


def talks_on(session: Session, **where: Any) -> QuerySet[Meeting]:
    """Of every version. where: on which slots, tables or pitches."""
    return Meeting.objects.filter(plan__session=session, **where)


def shown_of(session: Session) -> Plan | None:
    """The version that participants go by."""
    return session.plans.shown().first()


def must_spare(session: Session, *, instead: str, go_ahead: bool = False, **where: Any) -> int:
    """How many talks go with it, in all versions.

    ValidationError with the code "in_use" where participants go by some of them: they are not lost without a word.
    instead: what to do about it. go_ahead: the person was told, and wants it all the same.
    """
    shown = shown_of(session)
    number = talks_on(session, **where).filter(plan=shown).count() if shown else 0
    if number and not go_ahead:
        words = ngettext(
            "Version %(version)s of the timetable has %(n)s talk there, and participants go by it. %(instead)s",
            "Version %(version)s of the timetable has %(n)s talks there, and participants go by it. %(instead)s",
            number,
        )
        raise ValidationError(
            words % {"version": shown and shown.number, "n": number, "instead": instead}, code="in_use"
        )
    return talks_on(session, **where).count()
