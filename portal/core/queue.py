"""The queue of hints: rows record what is due, and a message only asks a worker to look. A lost one loses no work."""

import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass

from celery import Task, shared_task
from django.conf import settings
from django.db import connections, transaction
from kombu.exceptions import OperationalError

from portal.celery import app

log = logging.getLogger(__name__)
MATCH_DUE = "challenges.tasks.match_due_task"
MATCH_BATCH = "challenges.tasks.match_batch_task"
MAKE_PLANS = "challenges.tasks.plans_task"
COMPARE_VERSIONS = "challenges.tasks.compare_task"
SEND_MAIL = "portal.tasks.send_mail_task"
PAUSE_SECONDS = 10
SHORT_WAIT_SECONDS = 1.5  # a page waits so long for work that may be ready at once


@dataclass
class QueuePause:
    """A time in which nothing is sent, because Redis did not answer."""

    until: float = 0.0  # on the monotonic clock


pause = QueuePause()


def register_task(function: Callable[[], None]) -> Task:
    """Register a task that a message can ask for; it takes no data and stores no result."""
    task: Task = shared_task(ignore_result=True)(function)
    return task


def enqueue_matching() -> None:
    """Ask a worker, after the commit, for the matches that are due; without Redis, compute them in this process."""
    transaction.on_commit(lambda: _publish_task(MATCH_DUE))


def enqueue_batches(pieces: int, *, lasting: float | None = None) -> None:
    """Ask workers for this number of pieces of a refresh, by messages that expire after `lasting` seconds."""
    for _piece in range(pieces):
        _publish_task(MATCH_BATCH, expires=lasting)


def enqueue_comparisons() -> None:
    """Ask a worker, after the commit, for the comparisons that are due; without Redis, make them in this process."""
    transaction.on_commit(lambda: _publish_task(COMPARE_VERSIONS))


def enqueue_scheduling() -> None:
    """Ask a worker, after the commit, for the timetables that are due.

    Without Redis a thread of this process makes them; the page waits for it SHORT_WAIT_SECONDS at most. The thread ends
    with the process; unfinished work is found later, as after the end of a worker.
    """
    transaction.on_commit(
        lambda: _run_in_thread(MAKE_PLANS) if settings.PLANS_IN_A_THREAD else _publish_task(MAKE_PLANS)
    )


def enqueue_mail() -> None:
    """Ask a worker, after the commit, to send the mail that is due; without Redis, send it in this process."""
    transaction.on_commit(lambda: _publish_task(SEND_MAIL))


def _run_in_thread(task: str) -> None:
    thread = threading.Thread(target=_run_task, args=[task], name=task, daemon=True)
    thread.start()
    thread.join(SHORT_WAIT_SECONDS)


def _run_task(task: str) -> None:
    try:
        app.tasks[task]()
    except Exception:
        log.exception("%s failed in a thread; it is tried again with the next.", task)
    finally:
        connections.close_all()


def _publish_task(task: str, expires: float | None = None) -> None:
    """Send a message; after a failure send none for PAUSE_SECONDS, so that only one request waits for a lost Redis."""
    if time.monotonic() < pause.until:
        return
    try:
        app.tasks[task].apply_async(expires=expires)
    except OperationalError as error:
        pause.until = time.monotonic() + PAUSE_SECONDS
        log.warning("No message could be sent (%s); the reconciler will find the work.", error)
