"""What challenges forget, each after its time: who read a response, took part in an introduction that ended, or came to
a session.

That it was read, how the introduction went, and how many came, stays: figures are counted from it.
"""

from datetime import datetime
from typing import Any

from django.db.models import Q

from challenges.introductions.models import IntroductionStep
from challenges.introductions.workflow import ENDED_STATES
from challenges.responses.reading_models import Reading
from challenges.sessions.registration_models import Attendee
from portal.privacy.erasure.audit_override import opened
from portal.privacy.retention import Rule, days_ago
from portal.privacy.retention_rules import keys


def readers(now: datetime, most: int) -> list[Any]:
    old = Reading.objects.filter(read_at__lt=days_ago(now, "reading"), user__isnull=False)
    return keys(old.order_by("read_at", "pk"), most)


def forget_readers(found: list[Any]) -> int:
    return Reading.objects.filter(pk__in=found, user__isnull=False).update(user=None)


def steps_of_ended(now: datetime, most: int) -> list[Any]:
    """Those that still say who took them, or hold a note."""
    over = {"introduction__state__in": ENDED_STATES, "introduction__state_since__lt": days_ago(now, "introduction")}
    old = IntroductionStep.objects.filter(Q(by__isnull=False) | ~Q(note=""), **over)
    return keys(old.order_by("introduction__state_since", "pk"), most)


def forget_who_said(found: list[Any]) -> int:
    with opened(IntroductionStep):
        return IntroductionStep.objects.filter(pk__in=found).update(by=None, note="")


def attendees(now: datetime, most: int) -> list[Any]:
    named = ~Q(name="", email="", code=None, user=None)
    old = Attendee.objects.filter(named, registration__session__ends_at__lt=days_ago(now, "attendee"))
    return keys(old.order_by("pk"), most)


def forget_attendees(found: list[Any]) -> int:
    return Attendee.objects.filter(pk__in=found).update(name="", email="", code=None, user=None)


RULES = [
    Rule("reader_of_a_response", readers, forget_readers),
    Rule("step_of_an_ended_introduction", steps_of_ended, forget_who_said),
    Rule("name_of_an_attendee", attendees, forget_attendees),
]
