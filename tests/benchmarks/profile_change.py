"""How long from saving a profile, or publishing a challenge, until both rankings show it: with a worker on Redis and in
the process itself; and whether a thousand saved within a minute are in soon after.
"""

import os
import time
from argparse import Namespace

from tests.benchmarks.figures import told
from tests.benchmarks.site import site, worker

STEP_SECONDS = 0.005
PATIENCE_SECONDS = 120
START_SECONDS = 1800  # until a worker is there and has read the stock
MANY, MINUTE = 1000, 60.0


def run(options: Namespace) -> None:
    rounds = range(1, options.rounds + 1)
    with site(redis=True):
        prepare(options)
        with worker():
            change(0, START_SECONDS)
            publish(0, START_SECONDS)  # the worker has read all of the stock now
            print(told("a profile saved, with a worker on Redis", [change(n) for n in rounds]))
            print(told("a challenge published, with a worker", [publish(n) for n in rounds]))
            many(options.rounds + 1)
        in_this_process()
        change(0, START_SECONDS)
        print(told("a profile saved, in the process itself", [change(n) for n in rounds]))
        print(f"load average {os.getloadavg()[0]:.1f}")


def in_this_process() -> None:
    """As a site without REDIS_URL."""
    from portal.celery import app

    app.conf.update(task_always_eager=True)


def prepare(options: Namespace) -> None:
    from challenges.matching.refresh.runner import refresh_all_matches
    from tests.benchmarks.stock import make_challenges, make_companies

    make_companies(options.companies)
    make_challenges(options.challenges)
    began = time.perf_counter()
    refresh_all_matches()
    size = f"{options.companies} companies, {options.challenges} challenges"
    print(f"{size}: matched in {time.perf_counter() - began:.1f} s; load average {os.getloadavg()[0]:.1f}")


def change(n: int, patience: float = PATIENCE_SECONDS) -> float:
    """Save another text for one company; the seconds until its matches are those of the new text."""
    from challenges.matching.models import MatchedCompany

    began = time.perf_counter()
    company, wanted = save(n)
    while MatchedCompany.objects.get(company=company).version < wanted:
        wait(began, patience)
    return time.perf_counter() - began


def save(n: int) -> tuple[int, int]:
    """The company's id, and the version that is to be matched."""
    from companies.profiles.models import Company, CompanyRevision
    from companies.profiles.services import update_company
    from portal.core.queue import enqueue_matching

    company = Company.objects.get(slug=f"company-{n}")
    update_company(company, text_en=f"{company.text_en} We listen to small drones with microphones.")
    enqueue_matching()
    return company.pk, CompanyRevision.objects.get(owner=company).version


def publish(n: int, patience: float = PATIENCE_SECONDS) -> float:
    """A challenge that opens; the seconds until it stands in both rankings."""
    from challenges.matching.models import MatchedChallenge
    from challenges.posting.models import Challenge
    from portal.core.queue import enqueue_matching
    from tests.benchmarks.stock import SEED, make_challenges

    make_challenges(1, seed=SEED + 2 + n, name=f"new-{n}")
    challenge = Challenge.objects.get(slug=f"new-{n}-0")
    began = time.perf_counter()
    enqueue_matching()
    while not MatchedChallenge.objects.filter(challenge=challenge).exists():
        wait(began, patience)
    return time.perf_counter() - began


def many(first: int) -> None:
    """MANY companies save another text, one after another within a minute."""
    from challenges.matching.models import MatchedCompany

    began = time.perf_counter()
    wanted = {}
    for n in range(MANY):
        time.sleep(max(0.0, n * MINUTE / MANY - (time.perf_counter() - began)))
        company, version = save(first + n)
        wanted[company] = version
    saved = time.perf_counter()
    while any(
        version < wanted[company]
        for company, version in MatchedCompany.objects.filter(pk__in=wanted).values_list("pk", "version")
    ):
        wait(saved, START_SECONDS)
    print(
        f"{MANY} profiles saved in {saved - began:.0f} s: all in {time.perf_counter() - saved:.1f} s after the last one"
    )


def wait(since: float, patience: float) -> None:
    if time.perf_counter() - since > patience:
        raise TimeoutError(f"not matched within {patience} s")
    time.sleep(STEP_SECONDS)
