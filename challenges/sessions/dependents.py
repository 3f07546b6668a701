"""Talks of timetables that go when what they stand on goes: a time slot, a table or a pitch."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from portal.ui.dates import format_time

MOST_NAMED = 8


def filter_planned_meetings(session: Session, **where: Any) -> QuerySet[Meeting]:
    """Of every version. where: on which slots, tables or pitches."""
    return Meeting.objects.filter(plan__session=session, **where)


def get_published_plan(session: Session) -> Plan | None:
    """The version that participants go by."""
    return session.plans.shown().first()


def check_published_meetings(session: Session, *, instead: str, go_ahead: bool = False, **where: Any) -> int:
    """How many talks go with it, in all versions.

    ValidationError with the code "in_use" where participants go by some of them, which it names: they are not lost
    without a word.
    instead: what to do about it. go_ahead: the person was told, and wants it all the same.
    """
    shown = get_published_plan(session)
    lost = (
        list(_order_meetings(filter_planned_meetings(session, **where).filter(plan=shown)))
        if shown and not go_ahead
        else []
    )
    if shown and lost:
        words = ngettext(
            "Version %(version)s of the timetable has %(n)s talk here that participants go by: %(talks)s. %(instead)s",
            "Version %(version)s of the timetable has %(n)s talks here that participants go by: %(talks)s. %(instead)s",
            len(lost),
        )
        told = {"version": shown.number, "n": len(lost), "talks": _name_meetings(lost), "instead": instead}
        raise ValidationError(words % told, code="in_use")
    return filter_planned_meetings(session, **where).count()


def _order_meetings(talks: QuerySet[Meeting]) -> QuerySet[Meeting]:
    related = talks.select_related("registration__company", "pitch__challenge", "slot")
    return related.order_by("slot__starts_at", "table__number", "pk")


def _name_meetings(talks: Sequence[Meeting]) -> str:
    """The first of them by who, about what and when, and how many there are besides."""
    named = "; ".join(
        _("%(company)s about “%(challenge)s”, %(time)s")
        % {
            "company": talk.registration.company,
            "challenge": talk.pitch.challenge.local("title"),
            "time": format_time(talk.slot.starts_at),
        }
        for talk in talks[:MOST_NAMED]
    )
    more = len(talks) - MOST_NAMED
    return _("%(talks)s; and %(n)s more") % {"talks": named, "n": more} if more > 0 else named
