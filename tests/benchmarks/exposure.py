"""How uneven the places among ten are, and what a floor of one and two costs, in an invented stock, or with `--here` in
the database that DATABASE_URL names, once it is matched."""

import os
import time
from argparse import Namespace

import django

from tests.benchmarks.site import site

FLOORS = [(1, 2, 50), (1, 3, 100), (2, 2, 50), (2, 3, 100)]  # places for each, places of a list, tenths
HEAD = (
    "| floor | given, points | lost in all | most in a list | lists changed | come in | with enough: before, after | "
    "unseen: before, after | Gini: before, after | seconds |"
)


def run(options: Namespace) -> None:
    if options.here:
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
        django.setup()
        here()
        return
    with site(redis=False):
        from challenges.matching.refresh.runner import refresh_all_matches
        from tests.benchmarks.stock import make_challenges, make_companies

        make_companies(options.companies)
        make_challenges(options.challenges)
        refresh_all_matches()
        here()


def here() -> None:
    from django.utils import timezone

    from challenges.exposure.engine.inequality import compute_gini, distribute_evenly
    from challenges.exposure.models import ExposureFloor
    from challenges.exposure.services import compute_floor_cost

    now = timezone.now()
    print(HEAD)
    print("|---" * 10 + "|")
    for least, places, lost in FLOORS:
        began = time.perf_counter()
        found, told = compute_floor_cost(ExposureFloor(least=least, places=places, lost=lost), now)
        seconds = time.perf_counter() - began
        print(
            f"| {least} | {places}, {lost / 10:g} | {told['lost'] / 10:g} | {told['most_lost'] / 10:g} "
            f"| {told['changed']} of {told['lists']} | {told['came']} | {told['reached_before']}, {told['reached']} "
            f"| {told['unseen_before']}, {told['unseen']} "
            f"| {told['gini_before'] / 1000:.3f}, {told['gini'] / 1000:.3f} | {seconds:.1f} |",
            flush=True,
        )
    before = list(found.before.values())
    whole = sum(before)
    evenest = compute_gini(distribute_evenly(whole, len(before)))
    print(f"{len(before)} companies qualify, {whole} places; spread evenly: Gini {evenest:.3f}")
