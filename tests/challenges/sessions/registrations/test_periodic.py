"""Offers that end, reminders, and who did not come: by the clock, once."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from challenges.sessions.registration_models import Attendee, Registration
from challenges.sessions.registrations.attendees import AttendeeInput
from challenges.sessions.registrations.check_in import (
    check_in_attendee,
    close_check_in,
    register_walk_in,
    undo_check_in,
)
from challenges.sessions.registrations.periodic import run_due_registrations
from challenges.sessions.workflow import RegistrationAction
from challenges.tasks import seats_task
from portal.core.workdays import add_working_hours
from portal.notifications.outbox_models import OutboxMail
from portal.privacy import retention
from tests.challenges.sessions.registrations.conftest import make_case, member_of
from tests.factories import AttendeeFactory

pytestmark = pytest.mark.django_db


def offered_case(**fields):
    case = make_case(capacity=1, **fields)
    first, second, third = (case.register() for _each in range(3))
    case.by_company(first, RegistrationAction.CANCEL)
    return case, Registration.objects.get(pk=second.pk), third


def test_offer_lapses_once_and_goes_to_the_next_also_when_nobody_asked_for_long():
    _case, second, third = offered_case()
    Registration.objects.filter(pk=second.pk).update(offer_lapses_at=timezone.now() - timedelta(days=2))
    with pytest.raises(ValidationError, match="lapsed"):
        _case.by_company(second, RegistrationAction.ACCEPT)
    assert run_due_registrations() == (0, 1, 1)
    mails = OutboxMail.objects.count()
    assert run_due_registrations() == (0, 0, 0)
    seats_task()
    assert OutboxMail.objects.count() == mails
    assert Registration.objects.get(pk=second.pk).state == "lapsed"
    assert Registration.objects.get(pk=third.pk).state == "offered"
    assert list(second.steps.order_by("pk").values_list("what", flat=True)) == ["register", "offer", "lapse"]


def test_reminder_comes_once_before_the_end():
    _case, second, _third = offered_case()
    assert second.remind_at < second.offer_lapses_at
    assert run_due_registrations() == (0, 0, 0)
    Registration.objects.filter(pk=second.pk).update(remind_at=timezone.now() - timedelta(minutes=1))
    assert run_due_registrations() == (1, 0, 0)
    assert run_due_registrations() == (0, 0, 0)
    assert "vervalt binnenkort" in OutboxMail.objects.filter(user=member_of(second)).latest("pk").subject


def test_offer_ends_in_working_hours_and_never_after_the_start():
    case, second, _third = offered_case(offer_hours=8)
    assert second.offer_lapses_at == add_working_hours(second.state_since, 8)
    assert second.remind_at == add_working_hours(second.state_since, 5)
    starts_at = timezone.now() + timedelta(minutes=30)
    case, second, third = offered_case(starts_at=starts_at)
    assert (second.offer_lapses_at, second.remind_at) == (starts_at, None)
    case.change(starts_at=timezone.now() - timedelta(minutes=1), ends_at=timezone.now() + timedelta(hours=1))
    Registration.objects.filter(pk=second.pk).update(offer_lapses_at=timezone.now())
    assert run_due_registrations() == (0, 1, 0)
    assert Registration.objects.get(pk=third.pk).state == "waiting"


def on_the_day(case):
    case.change(starts_at=timezone.now() - timedelta(minutes=5), ends_at=timezone.now() + timedelta(hours=2))


def test_people_are_let_in_by_their_code_and_let_out_again():
    case = make_case(capacity=3)
    row = case.register(2)
    here, gone = row.attendees.order_by("pk")
    with pytest.raises(ValidationError, match="day of the session"):
        check_in_attendee(case.organiser, case.session, here.code)
    with pytest.raises(ValidationError, match="once the session has begun"):
        close_check_in(case.organiser, case.session)
    on_the_day(case)
    code = f" {here.code[:3].lower()}-{here.code[3:]} "
    first = check_in_attendee(case.organiser, case.session, code)
    again = check_in_attendee(case.organiser, case.session, code)
    assert first.checked_in_at == again.checked_in_at
    other = AttendeeFactory()
    for wrong in ("", "nonsense", other.code):
        with pytest.raises(ValidationError, match="not of anybody"):
            check_in_attendee(case.organiser, case.session, wrong)
    with pytest.raises(ValidationError, match="act for"):
        check_in_attendee(member_of(row), case.session, here.code)
    undo_check_in(case.organiser, first)
    assert Attendee.objects.get(pk=here.pk).attended is None
    check_in_attendee(case.organiser, case.session, here.code)
    assert close_check_in(case.organiser, case.session) == 1
    assert Attendee.objects.get(pk=gone.pk).attended is False
    assert check_in_attendee(case.organiser, case.session, gone.code).attended is True
    with pytest.raises(ValidationError, match="has begun"):
        case.by_company(row, RegistrationAction.CANCEL)


def test_who_walks_in_gets_a_free_seat_and_is_in():
    case = make_case(capacity=2)
    row = case.register()
    _user, company = case.company()
    on_the_day(case)
    people = [AttendeeInput("Iemand")]
    walked = register_walk_in(case.organiser, case.session, company, people)
    assert walked.attendees.get().attended
    assert walked.steps.get().what == "walk_in"
    for who, words in ((company, "registered already"), (case.company()[1], "0 free seats")):
        with pytest.raises(ValidationError, match=words):
            register_walk_in(case.organiser, case.session, who, people)
    case.change(ends_at=timezone.now() - timedelta(minutes=1))
    run_due_registrations()
    assert row.attendees.get().attended is None
    case.change(ends_at=timezone.now() - timedelta(days=2), starts_at=timezone.now() - timedelta(days=3))
    run_due_registrations()
    assert row.attendees.get().attended is False


def test_names_go_some_time_after_the_session_and_counts_stay(settings):
    case = make_case(capacity=3)
    rows = case.register(2).attendees
    settings.KEEP_DAYS = settings.KEEP_DAYS | {"attendee": 90}
    for days, left in ((89, 2), (91, 0)):
        ended = timezone.now() - timedelta(days=days)
        case.change(starts_at=ended - timedelta(hours=2), ends_at=ended)
        rule = next(each for each in retention.list_retention_rules() if each.name == "name_of_an_attendee")
        found = rule.find(timezone.now(), 10)
        assert len(found) == 2 - left
        assert rule.remove(found) == len(found)
        assert rows.exclude(name="").count() == rows.exclude(code=None).count() == left
    assert rows.count() == 2
