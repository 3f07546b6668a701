from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError

from challenges.introductions.models import Introduction
from challenges.introductions.services import compute_answer_deadlines, run_due_introductions
from challenges.introductions.workflow import IntroductionAction, IntroductionParty, IntroductionState
from portal.core.database_clock import database_now
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from portal.ui.dates import AMSTERDAM

MINUTE = timedelta(minutes=1)


def at(day: str, time: str = "00:00") -> datetime:
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("asked", "days", "reminder", "end"),
    [
        ("2026-11-30", 10, "2026-12-09", "2026-12-15"),  # two weeks without a holiday
        ("2026-03-30", 5, "2026-04-01", "2026-04-08"),  # over Easter, 5 and 6 April
        ("2026-04-20", 10, "2026-04-30", "2026-05-06"),  # over King's Day, a Monday
        ("2026-05-11", 5, "2026-05-13", "2026-05-20"),  # over Ascension Day
        ("2026-12-21", 10, "2026-12-31", "2027-01-07"),  # over Christmas and New Year
        ("2026-10-23", 2, None, "2026-10-28"),  # through the end of summer time; too short for a reminder
    ],
)
def test_deadlines_count_working_days(asked, days, reminder, end):
    assert compute_answer_deadlines(at(asked, "16:45"), days) == (at(reminder) if reminder else None, at(end))


def test_deadline_of_an_evening_is_of_that_day_in_amsterdam():
    """23:30 on Monday is still Monday, though it is Tuesday further east and the day began later in UTC."""
    assert compute_answer_deadlines(at("2026-06-01", "23:30"), 10) == compute_answer_deadlines(
        at("2026-06-01", "00:10"), 10
    )


def move_to(introduction, **moments):
    moments = {"remind_at": None} | moments
    Introduction.objects.filter(pk=introduction.pk).update(asked_at=database_now() - timedelta(days=20), **moments)


@pytest.mark.django_db
def test_reminder_comes_once_and_to_who_has_not_answered(case):
    introduction = case.begin()
    case.take(introduction, IntroductionParty.OWNER, IntroductionAction.ACCEPT)
    assert run_due_introductions() == (0, 0)
    move_to(introduction, remind_at=database_now() - MINUTE)
    before = Notification.objects.count()
    assert [run_due_introductions(), run_due_introductions()] == [(1, 0), (0, 0)]
    assert Notification.objects.count() == before + 1
    assert Notification.objects.order_by("pk").last().user == case.neighbour


@pytest.mark.django_db
def test_unanswered_introduction_lapses_once_and_all_are_told(case):
    introduction = case.begin()
    move_to(introduction, lapses_at=database_now() - MINUTE, remind_at=database_now() - 2 * MINUTE)
    mails = OutboxMail.objects.count()
    assert [run_due_introductions(), run_due_introductions()] == [(0, 1), (0, 0)]
    introduction.refresh_from_db()
    assert introduction.state == IntroductionState.LAPSED
    assert introduction.steps.filter(what="lapse", side="clock", by=None).count() == 1
    assert OutboxMail.objects.count() == mails + 3


@pytest.mark.django_db
def test_who_answers_after_the_end_is_refused_though_nobody_noted_it_yet(case):
    introduction = case.begin()
    move_to(introduction, lapses_at=database_now() - MINUTE)
    for side, what in (
        (IntroductionParty.OWNER, IntroductionAction.ACCEPT),
        (IntroductionParty.OWNER, IntroductionAction.DECLINE),
        (IntroductionParty.COMPANY, IntroductionAction.WITHDRAW),
    ):
        with pytest.raises(ValidationError) as refused:
            case.take(introduction, side, what)
        assert refused.value.code == "changed"
    assert run_due_introductions() == (0, 1)


@pytest.mark.django_db
def test_introduced_ones_neither_lapse_nor_are_reminded_of(case):
    introduction = case.introduced()
    move_to(introduction, lapses_at=database_now() - MINUTE, remind_at=database_now() - 2 * MINUTE)
    assert run_due_introductions() == (0, 0)
