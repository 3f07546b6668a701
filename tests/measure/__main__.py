"""Measures what a request costs and how long the tests take: `.venv/bin/python -m tests.measure`.

The requests are made by Django's test client in a warm process, on a database server that exists for this run only.
"""

import argparse
import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from portal.devserver.places import ROOT
from tests.benchmarks.site import site

COMPANIES, CHALLENGES = 60, 10
SMALL_TEST = Path(__file__).with_name("test_round_trips.py")

ENVIRONMENT = dict(os.environ)  # before the measures set a database of their own, for the tests to find theirs

Row = tuple[str, float, float | None]  # what is measured, its value, and the most that it should be


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.measure", description=__doc__)
    parser.add_argument("--check", action="store_true", help="exit with 1 when a target is missed")
    parser.add_argument("--suite", action="store_true", help="also run the whole test suite")
    options = parser.parse_args()
    missed = 0
    with site(redis=False):
        for row in [*files_of_requests(), *round_trips_of_saves()]:
            missed += show(row)
    missed += show(("seconds of one small test", seconds_of_tests(str(SMALL_TEST), "-n0"), 8))
    if options.suite:
        missed += show(("minutes of the whole suite", seconds_of_tests() / 60, 10))
    return int(options.check and missed > 0)


def show(row: Row) -> bool:
    """Print one measure; return whether it misses its target."""
    name, value, most = row
    missed = most is not None and value > most
    target = "" if most is None else f"   target <= {most:g}"
    print(f"{name:56} {value:8.1f}{target}{'   MISSED' if missed else ''}", flush=True)
    return missed


def files_of_requests() -> Iterator[Row]:
    """Measure each page at its third request, when templates are loaded and caches are filled."""
    from django.test import Client

    from challenges.matching.models import Match
    from challenges.matching.refresh.runner import refresh_all_matches
    from challenges.posting.models import Challenge
    from tests.benchmarks.stock import make_challenges, make_companies
    from tests.factories import UserFactory
    from tests.measure.counters import count_files

    make_companies(COMPANIES)
    make_challenges(CHALLENGES)
    refresh_all_matches()
    challenge = Challenge.objects.get(slug="challenge-0")
    visitor, adviser = Client(), Client()
    adviser.force_login(UserFactory(rom=challenge.rom, rom_role="adviser"))
    detail = f"/en/challenges/{challenge.slug}/"
    matched = Match.objects.filter(challenge=challenge).order_by("-total")[0].company.slug
    pages = [
        ("challenge list, visitor", visitor, "/en/challenges/", 14),
        ("match explanation, adviser", adviser, f"{detail}matches/{matched}/", 22),
        ("challenge detail, visitor", visitor, detail, None),
        ("challenge detail, adviser", adviser, detail, None),
        ("company list, visitor", visitor, "/en/companies/", None),
    ]
    for name, client, path, most in pages:
        for _ in range(2):
            assert client.get(path).status_code == 200, path
        yield f"files entered: {name}", count_files(partial(client.get, path)), most


def round_trips_of_saves() -> Iterator[Row]:
    from portal.core.queue import pause
    from tests.measure.counters import count_round_trips
    from tests.measure.saves import saves

    pause.until = math.inf  # tasks are the work of a worker, so they do not count here
    for name, save, most in saves():
        yield f"round trips: {name}", count_round_trips(save), most


def seconds_of_tests(*arguments: str) -> float:
    """Run these tests; failing tests count as a miss, because their time says nothing."""
    began = time.perf_counter()
    command = [sys.executable, "manage.py", "test", "-q", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL)
    return time.perf_counter() - began if done.returncode == 0 else math.inf


if __name__ == "__main__":
    sys.exit(main())
