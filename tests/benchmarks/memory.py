"""The most memory that one process takes to match everything: to read and fit the stock, and then piece after piece.

Pieces are alike, so the first of `--rounds` tell for the rest; all of them are done where there are no more.
"""

import multiprocessing
import os
import time
from argparse import Namespace
from collections.abc import Callable
from typing import Any

from tests.benchmarks.refresh import resident
from tests.benchmarks.site import site

MOST_GIB = 4


def run(options: Namespace) -> None:
    with site(redis=False):
        from tests.benchmarks.stock import make_challenges, make_companies

        make_companies(options.companies)
        make_challenges(options.challenges)
        begun, worked = in_a_process(_begin), in_a_process(_work, options.rounds)
    print(f"{options.companies} companies, {options.challenges} challenges")
    print(f"read, fitted and cut in pieces: {begun}")
    print(f"another process, {min(options.rounds, worked.done)} pieces of companies: {worked}")
    print(f"asked: at most {MOST_GIB} GiB resident; load average {os.getloadavg()[0]:.1f}")


class Took(Namespace):
    seconds: float
    kib: int
    done: int
    left: int

    def __str__(self) -> str:
        return f"{self.seconds:.0f} s of the processor, at most {self.kib / 2**20:.2f} GiB resident, {self.left} left"


def in_a_process(work: Callable[..., tuple[int, int]], *given: Any) -> Took:
    """A new one, which has read nothing yet."""
    context = multiprocessing.get_context("spawn")
    answers = context.SimpleQueue()
    process = context.Process(target=_told, args=(answers, work, *given))
    process.start()
    process.join()
    if process.exitcode:
        raise RuntimeError(f"The process ended with status {process.exitcode}.")
    return Took(**answers.get())


def _told(answers: Any, work: Callable[..., tuple[int, int]], *given: Any) -> None:
    import django

    django.setup()
    done, left = work(*given)
    answers.put({"seconds": time.process_time(), "kib": resident(os.getpid()), "done": done, "left": left})


def _begin() -> tuple[int, int]:
    from challenges.matching.refresh.runner import count_waiting_batches, start_due_matching

    return start_due_matching(), count_waiting_batches()


def _work(most: int) -> tuple[int, int]:
    from challenges.matching.refresh.runner import count_waiting_batches, process_next_batch

    done = 0
    while done < most and process_next_batch():
        done += 1
    return done, count_waiting_batches()
