"""A real worker on a real Redis: messages get work done, and lost messages lose none."""

import os
import signal
import sys
import time
from collections.abc import Callable, Iterator
from multiprocessing import get_context
from multiprocessing.process import BaseProcess

import pytest
from django.db import connection, transaction

from challenges.matching.models import Match, MatchedCompany
from challenges.matching.refresh.runner import (
    count_waiting_batches,
    is_matching_due,
    process_next_batch,
    refresh_all_matches,
    run_due_matching,
    start_due_matching,
)
from challenges.sessions.plan_models import Meeting, Plan
from challenges.tasks import plans_task, reconcile_task
from challenges.timetables.services.plans import request_plan
from companies.profiles.models import Company
from portal.celery import app
from portal.core.queue import enqueue_batches, enqueue_matching, pause
from portal.devserver.processes import build_parent_death_hook
from portal.notifications.outbox import add_outbox_mail
from portal.notifications.outbox_models import OutboxMail
from portal.tasks import send_mail_task
from tests.broker import use_broker, use_no_broker
from tests.factories import (
    ChallengeFactory,
    CompanyFactory,
    PitchFactory,
    RegistrationFactory,
    SessionFactory,
    SlotFactory,
    UserFactory,
    WishFactory,
)
from tests.redis_server import RedisServer

pytestmark = pytest.mark.django_db(transaction=True)
PATIENCE_SECONDS = 60
OPTIONS = ["worker", "--pool=solo", "--loglevel=ERROR"]
end_with_parent = build_parent_death_hook(signal.SIGKILL) or (lambda: None)


@pytest.fixture
def queue(redis_server: RedisServer) -> Iterator[RedisServer]:
    """Tasks of this process go to the test's Redis, whatever tests before it left behind."""
    use_broker(redis_server.url)
    yield redis_server
    use_no_broker()


def work_in_fork(redis_url: str) -> None:
    end_with_parent()
    connection.connection = None  # the parent goes on using it: closing it here would end it there
    use_broker(redis_url)
    app.worker_main(OPTIONS)


def work_as_program(redis_url: str) -> None:
    """Become the program that production starts."""
    end_with_parent()
    given = connection.get_connection_params()
    environment = os.environ | {
        "DATABASE_URL": f"{os.environ['DATABASE_URL'].rpartition('/')[0]}/{given['dbname']}",
        "REDIS_URL": redis_url,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
    }
    os.execve(sys.executable, [sys.executable, "-m", "celery", "-A", "portal.celery", *OPTIONS], environment)


@pytest.fixture
def worker(queue: RedisServer) -> Iterator[Callable[..., BaseProcess]]:
    """Start workers on the test's database and kill them all at the end.

    A worker is a fork of this process, which has everything loaded: the program takes three seconds of the processor to
    load it again.
    """
    started: list[BaseProcess] = []

    def start(work: Callable[[str], object] = work_in_fork) -> BaseProcess:
        process = get_context("fork").Process(target=work, args=[queue.url])
        process.start()
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.join()


def until(condition: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.1)
    return False


def nothing_is_due() -> bool:
    with transaction.atomic():
        return not is_matching_due()


def test_worker_matches_what_a_message_points_at(worker):
    ChallengeFactory()
    company = CompanyFactory()
    worker(work_as_program)
    enqueue_matching()
    assert until(lambda: Match.objects.filter(company=company).exists())


def test_worker_sends_the_mail_that_a_message_points_at(worker):
    worker()
    add_outbox_mail(
        "hello", to="jan@example.org", language="nl", template="example/hello.html", context={"name": "Jan"}
    )
    assert until(lambda: OutboxMail.objects.get().sent_at is not None)


def test_mail_written_while_redis_is_gone_is_sent_after_its_return(worker, queue):
    queue.stop()
    add_outbox_mail(
        "hello", to="jan@example.org", language="nl", template="example/hello.html", context={"name": "Jan"}
    )
    assert OutboxMail.objects.get().sent_at is None
    queue.start()
    worker()
    send_mail_task.delay()
    assert until(lambda: OutboxMail.objects.get().sent_at is not None)


def test_a_change_is_kept_while_redis_is_gone_and_matched_after_its_return(worker, queue):
    ChallengeFactory()
    run_due_matching()
    queue.stop()
    company = CompanyFactory()
    enqueue_matching()
    queue.start()
    pause.until = 0
    worker()
    reconcile_task.delay()
    assert until(lambda: Match.objects.filter(company=company).exists())


def test_a_worker_killed_at_work_leaves_nothing_missing(worker):
    for _ in range(20):
        ChallengeFactory(teaser_nl="drone " * 300)
        CompanyFactory(text_nl="drone " * 300)
    first = worker()
    enqueue_matching()
    until(lambda: bool(_active_runs()))
    first.kill()
    first.join()
    worker()
    reconcile_task.delay()
    assert until(nothing_is_due)
    found = list(Match.objects.order_by("challenge", "company").values_list("challenge", "company", "total"))
    refresh_all_matches()
    assert found == list(Match.objects.order_by("challenge", "company").values_list("challenge", "company", "total"))


def test_messages_delivered_twice_do_no_work_twice(worker):
    ChallengeFactory()
    company = CompanyFactory()
    worker()
    for _ in range(5):
        enqueue_matching()
    assert until(nothing_is_due)
    matched_at = MatchedCompany.objects.get(company=company).matched_at
    enqueue_matching()
    Company.objects.filter(pk=company.pk).update(website="https://example.org")
    assert not until_changed(company, matched_at)


@pytest.mark.parametrize(
    ("table", "done_before"), [("matchedcompany", 0), ("matchedcompany", 2), ("matchedchallenge", 3)]
)
def test_a_worker_killed_in_the_middle_of_a_refresh_leaves_the_very_same_matches(worker, settings, table, done_before):
    """It stores a piece of companies, or of challenges, and is held up there until it is killed."""
    settings.MATCH_AT_ONCE = 4
    for number in range(10):
        ChallengeFactory(teaser_nl="drone " * number)
        CompanyFactory(text_nl="drone " * number, trl=1 + number % 9)
    start_due_matching()
    for _piece in range(done_before):
        process_next_batch()
    with connection.get_new_connection(connection.get_connection_params()) as holding:
        holding.execute(f"LOCK TABLE challenges_{table} IN ACCESS EXCLUSIVE MODE")
        killed = worker()
        enqueue_batches(count_waiting_batches())
        assert until(lambda: is_waited_for(f"challenges_{table}"))
        killed.kill()
        killed.join()
    worker()
    assert count_waiting_batches()
    reconcile_task.delay()
    assert until(nothing_is_due)
    assert Match.objects.count() == 100
    found = stored_matches()
    settings.MATCH_AT_ONCE = 100
    refresh_all_matches()
    assert found == stored_matches()


def stored_matches() -> list[tuple[object, ...]]:
    listed = Match.objects.order_by("challenge", "company")
    return list(listed.values_list("challenge", "company", "total", "similarity", "in_challenge_top", "in_company_top"))


def until_changed(company: Company, matched_at: object, seconds: float = 2) -> bool:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if MatchedCompany.objects.get(company=company).matched_at != matched_at:
            return True
        time.sleep(0.1)
    return False


def _active_runs() -> list[tuple[object, ...]]:
    """Sessions that hold the matcher's lock."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND granted")
        return cursor.fetchall()


@pytest.mark.parametrize("table", ["challenges_wish", "challenges_meeting"])
def test_a_worker_killed_at_a_timetable_leaves_no_half_one_and_another_makes_it(worker, table):
    """Once while it reads the session, once while it stores the meetings: there it is held up until it is killed."""
    session = SessionFactory()
    SlotFactory(session=session)
    for _ in range(3):
        wanted = {"registration": RegistrationFactory(session=session), "pitch": PitchFactory(session=session)}
        WishFactory(**wanted, side="host", wish="must")
    plan, _is_new = request_plan(session, UserFactory(rom=session.rom, rom_role="adviser"))
    with connection.get_new_connection(connection.get_connection_params()) as holding:
        holding.execute(f"LOCK TABLE {table} IN ACCESS EXCLUSIVE MODE")
        killed = worker()
        plans_task.delay()
        assert until(lambda: is_waited_for(table))
        killed.kill()
        killed.join()
    worker()
    assert Plan.objects.get().state == "solving"
    assert not Meeting.objects.exists()
    assert until(lambda: plans_task.delay() and is_solved(plan))
    assert Meeting.objects.filter(plan=plan, is_must=True).count() == 3


def is_waited_for(table: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted", [table])
        return bool(cursor.fetchone()[0])


def is_solved(plan: Plan) -> bool:
    time.sleep(0.5)  # messages enough
    return Plan.objects.filter(pk=plan.pk, state=Plan.State.SOLVED).exists()
