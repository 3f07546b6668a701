"""How the time of ranking grows with companies and with challenges, and a picture of it.

The exponent is that of the straight line through the logarithms, by least squares: 1 is twice the time for twice the
number. Seconds of the processor, so that other work on the machine weighs less.
"""

import argparse
import os
import statistics
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from challenges.matching.engine.ranking import rank_matches
from challenges.matching.engine.tables import ChallengeTable, CompanyTable, build_challenge_table, build_company_table
from tests.benchmarks.drawing import Line, drawing
from tests.benchmarks.rows import challenges, companies, fitted

COMPANIES, WITH_CHALLENGES = (100, 1_000, 10_000, 100_000), 300
CHALLENGES, WITH_COMPANIES = (10, 100, 1_000, 10_000), 10_000
BEST, ROUNDS = 50, 3
ASKED = 1.1
PICTURE = Path(__file__).parents[2] / "docs" / "images" / "growth.svg"


def run(_options: argparse.Namespace) -> None:
    offers, wants = companies(COMPANIES[-1]), challenges(CHALLENGES[-1])
    model = fitted(offers, wants)
    some_wants = build_challenge_table(wants[:WITH_CHALLENGES], model)
    some_offers = build_company_table(offers[:WITH_COMPANIES], model)

    def seconds(wanted: ChallengeTable, offered: CompanyTable) -> float:
        return measured(lambda: rank_matches(wanted, offered, model, per_want=BEST, per_offer=None))

    print(f"load average {os.getloadavg()[0]:.1f}")
    by_companies = [seconds(some_wants, build_company_table(offers[:number], model)) for number in COMPANIES]
    first = told("companies", COMPANIES, by_companies)
    by_challenges = [seconds(build_challenge_table(wants[:number], model), some_offers) for number in CHALLENGES]
    second = told("challenges", CHALLENGES, by_challenges)
    lines = [
        Line(f"companies, for {WITH_CHALLENGES} challenges: exponent {first:.2f}", COMPANIES, by_companies),
        Line(f"challenges, for {WITH_COMPANIES:,} companies: exponent {second:.2f}", CHALLENGES, by_challenges),
    ]
    PICTURE.write_text(drawing(lines), encoding="utf-8")
    print(f"load average {os.getloadavg()[0]:.1f}; drawn into {PICTURE.name}")


def measured(work) -> float:
    """The median of ROUNDS, after one that does not count."""
    took = []
    for _ in range(1 + ROUNDS):
        began = time.process_time()
        work()
        took.append(time.process_time() - began)
    return statistics.median(took[1:])


def told(name: str, numbers: Sequence[int], seconds: Sequence[float]) -> float:
    exponent = float(np.polyfit(np.log(numbers), np.log(seconds), 1)[0])
    print(f"| {name} | " + " | ".join(f"{n:,}: {took:.3f} s" for n, took in zip(numbers, seconds, strict=True)) + " |")
    print(f"exponent {exponent:.2f}; asked: at most {ASKED}", flush=True)
    return exponent
