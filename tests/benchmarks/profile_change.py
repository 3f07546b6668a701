"""How long from saving a profile until the ranking shows it: with a worker on Redis, and in the process itself."""

import time
from argparse import Namespace

from tests.benchmarks.figures import told
from tests.benchmarks.site import site, worker

STEP_SECONDS = 0.005
PATIENCE_SECONDS = 60
START_SECONDS = 300  # until a worker is there and has read the stock


def run(options: Namespace) -> None:
    rounds = range(1, options.rounds + 1)
    with site(redis=True):
        prepare(options)
        with worker():
            change(0, START_SECONDS)  # the worker reads the stock once
            print(told("with a worker on Redis", [change(n) for n in rounds]))
        in_this_process()
        change(0, START_SECONDS)
        print(told("in the process itself", [change(n) for n in rounds]))


def in_this_process() -> None:
    """As a site without REDIS_URL."""
    from portal.celery import app

    app.conf.update(task_always_eager=True)


def prepare(options: Namespace) -> None:
    from challenges.services import matching
    from tests.benchmarks.stock import make_challenges, make_companies

    make_companies(options.companies)
    make_challenges(options.challenges)
    began = time.perf_counter()
    matching.refresh_all()
    size = f"{options.companies} companies, {options.challenges} challenges"
    print(f"{size}: matched in {time.perf_counter() - began:.1f} s")


def change(n: int, patience: float = PATIENCE_SECONDS) -> float:
    """Save another text for one company; the seconds until its matches are those of the new text."""
    from challenges.models import MatchedCompany
    from companies.models import Company, CompanyRevision
    from companies.services.companies import update_company
    from portal.queue import look_again

    company = Company.objects.get(slug=f"company-{n}")
    began = time.perf_counter()
    update_company(company, text_en=f"{company.text_en} We listen to small drones with microphones.")
    look_again()
    wanted = CompanyRevision.objects.get(owner=company).version
    while MatchedCompany.objects.get(company=company).version < wanted:
        if time.perf_counter() - began > patience:
            raise TimeoutError(f"{company} was not matched within {patience} s")
        time.sleep(STEP_SECONDS)
    return time.perf_counter() - began
