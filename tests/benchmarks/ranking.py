"""Ranking by all parts of the score, beside what others need for a part of it, in one run.

bare       the same matrices multiplied and no more: technologies and words by sparse_dot_topn, each with a selection of
           its own, the vectors by BLAS with one
in SQL     the technology part alone: the best 50 companies of a challenge by PostgreSQL
tags       companies with tags in common, by django-taggit; it knows no near technologies and no weights

Tables stand ready for all of them; of the slow ones a sample of challenges is looked at.
"""

import argparse
import os
import statistics
import time
from collections.abc import Callable
from typing import NamedTuple

import numpy as np
from scipy.sparse import csr_matrix
from sparse_dot_topn import sp_matmul_topn

from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import rank_matches
from challenges.matching.engine.scoring import build_worth_matrix
from challenges.matching.engine.tables import ChallengeTable, CompanyTable, build_challenge_table, build_company_table
from challenges.matching.engine.texts import align_challenge_words
from tests.benchmarks.ranking_sql import in_sql
from tests.benchmarks.ranking_tags import by_tags
from tests.benchmarks.rows import challenges, companies, fitted
from tests.benchmarks.site import empty_database

BEST, ROUNDS, THREADS = 50, 5, 2
AT_ONCE = 100  # challenges multiplied at a time by BLAS, as in ranking itself


class Took(NamedTuple):
    """Seconds by the clock, and of all cores together: on a machine with other work these say more."""

    clock: float
    cores: float


def run(options: argparse.Namespace) -> None:
    wanted, offered, model = tables(options.companies, options.challenges)
    print(f"{len(offered)} companies, {len(wanted)} challenges; load average {os.getloadavg()[0]:.1f}")
    ours, *bare, part = in_turn(
        {
            "rank, all parts": lambda: rank_matches(wanted, offered, model, per_want=BEST, per_offer=None),
            **bare_products(wanted, offered),
            "technology part alone": lambda: technology(wanted, offered),
        }
    )
    clock, cores = sum(each.clock for each in bare), sum(each.cores for each in bare)
    print(
        f"rank takes {ours.clock / clock:.2f} times the bare products by the clock, {ours.cores / cores:.2f} times in"
        " seconds of the processor; asked: at most 1.5",
        flush=True,
    )
    with empty_database() as url:
        print_times("in SQL", in_sql(url, wanted, offered, BEST), part.clock / len(wanted), asked=100)
        print_times(
            "similar_objects of django-taggit", by_tags(url, wanted, offered), part.clock / len(wanted), asked=3000
        )
    print(f"load average {os.getloadavg()[0]:.1f}")


def tables(n_companies: int, n_challenges: int) -> tuple[ChallengeTable, CompanyTable, MatchingModel]:
    began = time.perf_counter()
    offers, wants = companies(n_companies), challenges(n_challenges)
    model = fitted(offers, wants)
    assert len(model.vectors)
    assert len(model.anchors)
    made = build_challenge_table(wants, model), build_company_table(offers, model), model
    print(f"drawn, fitted and stacked in {time.perf_counter() - began:.0f} s")
    return made


def bare_products(wanted: ChallengeTable, offered: CompanyTable) -> dict[str, Callable[[], object]]:
    words = align_challenge_words(wanted.texts, offered.texts)
    return {
        "  technologies, sparse_dot_topn": lambda: technology(wanted, offered),
        "  words, sparse_dot_topn": lambda: best_of(words, offered.texts.words),
        "  vectors, BLAS and argpartition": lambda: vectors(wanted, offered),
    }


def technology(wanted: ChallengeTable, offered: CompanyTable) -> csr_matrix:
    """The technology part and its best, exactly; not rounded to tenths."""
    return best_of(build_worth_matrix(wanted, offered), offered.closeness)


def best_of(asked, told_) -> csr_matrix:
    return sp_matmul_topn(csr_matrix(asked), csr_matrix(told_), top_n=BEST, n_threads=THREADS)


def vectors(wanted: ChallengeTable, offered: CompanyTable) -> None:
    for start in range(0, len(wanted), AT_ONCE):
        first, second = (
            asked[start : start + AT_ONCE] @ met
            for asked, met in zip(wanted.texts.meaning, offered.texts.meaning, strict=True)
        )
        first += second
        np.argpartition(first, len(offered) - BEST, axis=1)[:, -BEST:]


def in_turn(works: dict[str, Callable[[], object]]) -> list[Took]:
    """The medians of ROUNDS of all of them, after one round that does not count: the machine is faster now and slower
    then, for all alike."""
    rounds = [[measured(work) for work in works.values()] for _ in range(ROUNDS + 1)][1:]
    medians = [
        Took(*(statistics.median(column) for column in zip(*each, strict=True))) for each in zip(*rounds, strict=True)
    ]
    for name, median in zip(works, medians, strict=True):
        print(f"{name:<34} {median.clock:8.3f} s, {median.cores:8.3f} s of the processor", flush=True)
    return medians


def measured(work: Callable[[], object]) -> Took:
    began = time.perf_counter(), time.process_time()
    work()
    return Took(time.perf_counter() - began[0], time.process_time() - began[1])


def print_times(name: str, seconds: list[float] | None, ours: float, *, asked: int) -> None:
    """seconds: of each challenge of a sample."""
    if seconds is None:
        print(f"{name:<34} skipped: not installed (requirements/dev.txt)")
        return
    mean = statistics.mean(seconds)
    print(f"{name:<34} {mean:8.3f} s a challenge, mean of {len(seconds)}: {mean / ours:,.0f} times; asked {asked:,}")
