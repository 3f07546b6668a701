"""Everything matched anew, from rows to stored lists: by one worker, by two, and with one of two killed in the middle.

`fit at hand`: everything is due because another fit was activated; `with a new fit`: as `refresh_matches --all` has it.
Workers have read nothing before, and multiply with one thread each.
"""

import os
import time
from argparse import Namespace
from contextlib import ExitStack
from pathlib import Path

from tests.benchmarks.site import site, worker

STEP_SECONDS = 0.1  # so seldom that looking takes nothing from the workers
PATIENCE_SECONDS = 3 * 3600


def run(options: Namespace) -> None:
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    with site(redis=True):
        prepare(options)
        one = timed(1)
        lists = digest()
        two = timed(2)
        print(f"two workers: {one / two:.2f} times as fast; the same lists: {digest() == lists}")
        timed(2, kill=True)
        print(f"after kill -9 in the middle the same lists: {digest() == lists}")


def prepare(options: Namespace) -> None:
    from challenges.matching.refresh.runner import start_due_matching
    from tests.benchmarks.stock import make_challenges, make_companies

    began = time.perf_counter()
    make_companies(options.companies)
    make_challenges(options.challenges)
    print(f"{options.companies} companies, {options.challenges} challenges made in {time.perf_counter() - began:.0f} s")
    began = time.perf_counter()
    start_due_matching()
    print(f"read, and fitted anew, by one process: {time.perf_counter() - began:.1f} s")


def timed(workers: int, *, kill: bool = False) -> float:
    """From nothing stored and everything due until all lists stand, in seconds."""
    from portal.core.queue import enqueue_batches

    with ExitStack() as stack:
        started = [stack.enter_context(worker()) for _ in range(workers)]
        wait_for(started)
        pieces = begin_anew()
        began = time.perf_counter()
        enqueue_batches(pieces)
        if kill:
            wait_until(lambda: left() < pieces)
            started[0].kill()
            started[0].wait()
            enqueue_batches(
                left()
            )  # as beat does within a minute; what the dead one held comes back after half an hour
        memory = watched(started)
        took = time.perf_counter() - began
    load = os.getloadavg()[0]
    killed = ", one killed" if kill else ""
    print(f"{workers} workers{killed}: {took:.1f} s; at most {memory:.2f} GiB resident in one; load average {load:.1f}")
    return took


def begin_anew() -> int:
    """Everything due, with the fit at hand and nothing stored; the number of pieces."""
    from django.db import connection

    from challenges.matching.model_versions import Fit
    from challenges.matching.models import Batch
    from challenges.matching.refresh.runner import count_waiting_batches, start_due_matching

    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE challenges_match, challenges_matchedcompany, challenges_matchedchallenge")
    Batch.objects.all().delete()
    assert Fit.objects.filter(is_active=True).exists()
    start_due_matching()
    return count_waiting_batches()


def left() -> int:
    from challenges.matching.models import Batch

    return Batch.objects.filter(done_at=None).count()


def watched(workers: list) -> float:
    """Wait for the end; the most memory that a worker took, in GiB."""
    from challenges.matching.refresh.runner import is_matching_due

    most = 0
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        most = max([most, *(resident(each.pid) for each in workers if each.poll() is None)])
        if not left() and not is_matching_due():
            return most / 2**20
        time.sleep(STEP_SECONDS)
    raise TimeoutError


def resident(pid: int) -> int:
    """The most memory that a process has had, in KiB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM"))


def wait_for(workers: list) -> None:
    from portal.celery import app

    wait_until(lambda: len(app.control.ping(timeout=1) or []) == len(workers))


def wait_until(condition) -> None:
    deadline = time.monotonic() + 120
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(STEP_SECONDS)


def digest() -> str:
    """All lists, in one number."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_DIGEST)
        return str(cursor.fetchone()[0])


_DIGEST = """
SELECT md5(string_agg(md5((to_jsonb(kept) - '{id,is_candidate}'::text[])::text), '' ORDER BY challenge_id, company_id))
FROM challenges_match AS kept
"""
