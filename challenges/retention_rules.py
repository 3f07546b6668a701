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
from portal.privacy.audit_override import disable_guard_triggers
from portal.privacy.retention import RetentionRule, get_retention_cutoff
from portal.privacy.retention_rules import list_row_keys


def find_old_readings(now: datetime, most: int) -> list[Any]:
    old = Reading.objects.filter(read_at__lt=get_retention_cutoff(now, "reading"), user__isnull=False)
    return list_row_keys(old.order_by("read_at", "pk"), most)


def clear_reading_users(found: list[Any]) -> int:
    return Reading.objects.filter(pk__in=found, user__isnull=False).update(user=None)


def find_ended_steps(now: datetime, most: int) -> list[Any]:
    """Those that still say who took them, or hold a note."""
    over = {
        "introduction__state__in": ENDED_STATES,
        "introduction__state_since__lt": get_retention_cutoff(now, "introduction"),
    }
    old = IntroductionStep.objects.filter(Q(by__isnull=False) | ~Q(note=""), **over)
    return list_row_keys(old.order_by("introduction__state_since", "pk"), most)


def clear_step_authors(found: list[Any]) -> int:
    with disable_guard_triggers(IntroductionStep):
        return IntroductionStep.objects.filter(pk__in=found).update(by=None, note="")


def find_old_attendees(now: datetime, most: int) -> list[Any]:
    named = ~Q(name="", email="", code=None, user=None)
    old = Attendee.objects.filter(named, registration__session__ends_at__lt=get_retention_cutoff(now, "attendee"))
    return list_row_keys(old.order_by("pk"), most)


def anonymise_attendees(found: list[Any]) -> int:
    return Attendee.objects.filter(pk__in=found).update(name="", email="", code=None, user=None)


RULES = [
    RetentionRule("reader_of_a_response", find_old_readings, clear_reading_users),
    RetentionRule("step_of_an_ended_introduction", find_ended_steps, clear_step_authors),
    RetentionRule("name_of_an_attendee", find_old_attendees, anonymise_attendees),
]
