"""The queue is a hint: the rows say what is due, a message says "look again". A lost one costs time, never work."""

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
MOMENT_SECONDS = 1.5  # that a page waits for what may be ready at once


@dataclass
class QueuePause:
    until: float = 0.0  # on the monotonic clock


pause = QueuePause()


def register_task(function: Callable[[], None]) -> Task:
    """A piece of work that a message may ask for; it takes no data and keeps no result."""
    made: Task = shared_task(ignore_result=True)(function)
    return made


def enqueue_matching() -> None:
    """After commit, ask a worker to match what is due; in this process where there is no Redis."""
    transaction.on_commit(lambda: _publish_task(MATCH_DUE))


def enqueue_batches(pieces: int, *, lasting: float | None = None) -> None:
    """Ask workers to take so many pieces of a refresh, each by a message that is forgotten after `lasting` seconds."""
    for _piece in range(pieces):
        _publish_task(MATCH_BATCH, expires=lasting)


def enqueue_comparisons() -> None:
    """After commit, ask a worker for the comparisons that are due; in this process where there is no Redis."""
    transaction.on_commit(lambda: _publish_task(COMPARE_VERSIONS))


def enqueue_scheduling() -> None:
    """After commit, ask a worker to make the timetables that are due.

    Where there is no Redis a thread of this process makes them, which the page waits for a moment only. It ends with
    the process, and what it leaves behind is found as after a worker's end.
    """
    transaction.on_commit(
        lambda: _run_in_thread(MAKE_PLANS) if settings.PLANS_IN_A_THREAD else _publish_task(MAKE_PLANS)
    )


def enqueue_mail() -> None:
    """After commit, ask a worker to send the mail that is due; in this process where there is no Redis."""
    transaction.on_commit(lambda: _publish_task(SEND_MAIL))


def _run_in_thread(task: str) -> None:
    thread = threading.Thread(target=_run_task, args=[task], name=task, daemon=True)
    thread.start()
    thread.join(MOMENT_SECONDS)


def _run_task(task: str) -> None:
    try:
        app.tasks[task]()
    except Exception:
        log.exception("%s failed in a thread; it is tried again with the next.", task)
    finally:
        connections.close_all()


def _publish_task(task: str, expires: float | None = None) -> None:
    """A lost Redis makes one request wait for it, not every one: after a failure nothing is tried for a while."""
    if time.monotonic() < pause.until:
        return
    try:
        app.tasks[task].apply_async(expires=expires)
    except OperationalError as error:
        pause.until = time.monotonic() + PAUSE_SECONDS
        log.warning("No message could be sent (%s); the reconciler will find the work.", error)
