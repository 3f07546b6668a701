"""Many people at the same moment, each with a connection of their own: nothing is lost, doubled or late."""

import random
import threading
import time
from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, transaction

from challenges.posting.models import Challenge
from challenges.responses.models import Answer, Response, Submission
from challenges.responses.submissions import save_and_submit, submit_response, withdraw_response
from portal.core.database_clock import database_now
from portal.notifications.models import Notification
from portal.notifications.outbox_models import OutboxMail
from tests.challenges.responses.conftest import Case, make_case
from tests.factories import MembershipFactory
from tests.test_double_submit import at_once

pytestmark = pytest.mark.django_db(transaction=True)
MANY = 40


def test_deadline_decides_and_everyone_is_told_the_truth():
    """At the deadline's second: who gets a receipt is in the database, in time; who is refused is not."""
    case = make_case()
    people = [MembershipFactory() for _number in range(MANY)]
    changes = [case.change("een"), case.change("", question=1)]
    chance = random.Random(7)
    waits = [chance.uniform(0, 1.5) for _person in people]
    Challenge.objects.update(closes_at=database_now() + timedelta(seconds=1.2))
    deadline = Challenge.objects.get().closes_at

    def submit(place: int):
        time.sleep(waits[place])
        person = people[place]
        return save_and_submit(person.user, case.challenge, person.company, changes, key=uuid4(), language="nl")

    results = at_once(*(lambda place=place: submit(place) for place in range(MANY)))
    receipts = {result.submission.pk for result in results if not isinstance(result, Exception)}
    refusals = [result for result in results if isinstance(result, Exception)]
    assert [error for error in refusals if not (isinstance(error, ValidationError) and error.code == "closed")] == []
    assert receipts == set(Submission.objects.values_list("pk", flat=True))
    assert all(sent.submitted_at < deadline for sent in Submission.objects.all())
    assert Response.objects.submitted().count() == len(receipts)
    assert Notification.objects.count() == OutboxMail.objects.count() == len(receipts)
    assert len(receipts) + len(refusals) == MANY


def waiting() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
        )
        return bool(cursor.fetchone()[0])


def while_held(case: Case, change, act):
    """What `act` returns that began while the challenge was held, and got its turn after `change`."""
    held = threading.Event()

    def hold() -> None:
        with transaction.atomic():
            Challenge.objects.select_for_update(no_key=True).get(pk=case.challenge.pk)
            held.set()
            for _attempt in range(500):
                if waiting():
                    break
                time.sleep(0.02)
            change()

    def follow():
        held.wait(10)
        return act()

    return at_once(hold, follow)[1]


def test_who_waited_for_the_lock_meets_the_deadline_as_it_is_then():
    case = make_case()
    result = while_held(
        case,
        lambda: Challenge.objects.update(closes_at=database_now() - timedelta(seconds=1)),
        lambda: case.send("een"),
    )
    assert isinstance(result, ValidationError)
    assert result.code == "closed"
    assert not Submission.objects.exists()


def test_deadline_that_passes_while_one_waits_is_passed():
    """The clock is read when the lock is held, and not when the request came."""
    case = make_case()
    Challenge.objects.update(closes_at=database_now() + timedelta(seconds=1))
    result = while_held(case, lambda: time.sleep(1.1), lambda: case.send("een"))
    assert isinstance(result, ValidationError)
    assert not Submission.objects.exists()


def test_closing_waits_for_who_is_submitting():
    case = make_case()
    case.save("een")
    results = at_once(
        lambda: case.send("een", base=1).submission,
        lambda: Challenge.objects.filter(state="open").update(state=Challenge.State.EVALUATING),
    )
    if isinstance(results[0], ValidationError):
        assert not Submission.objects.exists()
    else:
        assert Submission.objects.get() == results[0]


def test_two_colleagues_who_begin_at_once_have_one_draft_and_one_conflict():
    case = make_case()
    results = at_once(lambda: case.save("van mij"), lambda: case.save("van de collega", by=case.colleague))
    assert [len(result.conflicts) for result in results].count(1) == 1
    assert (Response.objects.count(), Answer.objects.count(), Answer.objects.get().version) == (1, 1, 1)


def test_one_saving_delivered_many_times_is_one_version():
    case = make_case()
    window = uuid4()
    results = at_once(*(lambda: case.save("een", window=window, seq=1) for _time in range(6)))
    assert [result.conflicts for result in results] == [{}] * 6
    assert (case.answer().version, case.response.version) == (1, 1)


def test_one_form_sent_many_times_is_one_submission_and_one_mail():
    case = make_case()
    key = uuid4()
    results = at_once(*(lambda: case.submitted("een", key=key) for _time in range(6)))
    assert len({result.pk for result in results}) == 1
    assert Submission.objects.count() == 1
    assert OutboxMail.objects.filter(user=case.person).count() == 1


def test_two_colleagues_who_submit_at_once_send_one_text():
    case = make_case()
    version = case.save("een").response.version

    def submit(person):
        return submit_response(person, case.challenge, case.company, key=uuid4(), language="nl", version=version)

    results = at_once(lambda: submit(case.person), lambda: submit(case.colleague))
    assert results[0] == results[1] == Submission.objects.get()


def test_submitting_and_taking_back_at_once_ends_in_one_of_the_two():
    case = make_case()
    case.submitted("een")
    case.save("twee", base=1)
    results = at_once(
        lambda: case.send("twee", base=2).submission,
        lambda: withdraw_response(case.colleague, case.challenge, case.company),
    )
    assert [result for result in results if isinstance(result, Exception)] == []
    assert case.response.state in {Response.State.SUBMITTED, Response.State.WITHDRAWN}
    assert Submission.objects.count() == 2
