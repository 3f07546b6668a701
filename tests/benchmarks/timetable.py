"""Timetables of invented sessions: with every rule, beside the bare program of the same size.

The bare program is the whole question in one: a yes or no for each pair and slot, one meeting at a time, everybody
there all day, no must-meets; the same solver, up to a proof or the time given.
"""

import argparse
import time
from dataclasses import replace

import numpy as np

from challenges.timetables.engine.constraints import build_constraints
from challenges.timetables.engine.problem import TimetablePlan
from challenges.timetables.engine.programme import SessionProgramme, SlotMeeting, build_programme
from challenges.timetables.engine.scheduler import repair_plan, solve_timetable
from challenges.timetables.engine.solver import build_program
from challenges.timetables.engine.variables import build_slot_variables

SIZES = [(40, 12, 10), (200, 40, 16), (600, 80, 20)]
BARE_SECONDS = [60, 60, 300]
SEED = 20260205
WALK = np.array([[0, 3, 6], [3, 0, 4], [6, 4, 0]])


def run(_options: argparse.Namespace) -> None:
    print("| session | bare program | all rules: first plan | proved | ratio | gap | repair |")
    for size, most in zip(SIZES, BARE_SECONDS, strict=True):
        session = drawn(*size)
        bare, bare_proved = _bare(session, most)
        first, took, plan = _whole(session)
        mended, proved = _repaired(session, plan)
        sign = "" if bare_proved else "> "
        done = f"{took:.1f} s" if plan.optimal else "not proved"
        print(
            f"| {' x '.join(map(str, size))} | {sign}{bare:.1f} s | {first:.1f} s | {done} | {sign and '< '}"
            f"{took / bare:.2f} | {plan.gap:.3%} | {mended:.1f} s{'' if proved else ', not proved'} |",
            flush=True,
        )


def _bare(session: SessionProgramme, seconds: float) -> tuple[float, bool]:
    began = time.perf_counter()
    times = session.times
    bare = build_programme(
        session.value,
        people=np.ones((session.companies, times)),
        places=np.ones((session.hosts, times)),
        slots=session.slots,
    )
    columns = build_slot_variables(bare)
    worth = bare.value[columns.company, columns.host]
    found = build_program(build_constraints(bare, columns, [])).best(worth, seconds)
    return time.perf_counter() - began, found.chosen is not None and found.proved


def _whole(session: SessionProgramme) -> tuple[float, float, TimetablePlan]:
    began = time.perf_counter()
    told: list[float] = []
    plan = solve_timetable(session, report=lambda _plan, _bound: told.append(time.perf_counter() - began))
    assert plan is not None
    return told[0], time.perf_counter() - began, plan


def _repaired(session: SessionProgramme, plan: TimetablePlan) -> tuple[float, bool]:
    """One company drops out, one comes two slots late."""
    people, least = session.people.copy(), session.least.copy()
    gone, late = 3, 7
    people[gone], least[gone], people[late, :2] = 0, 0, 0
    locked = tuple(each for each in session.locked if each.company not in {gone, late})
    began = time.perf_counter()
    found = repair_plan(replace(session, people=people, least=least, locked=locked), plan.meetings)
    return time.perf_counter() - began, found is not None and found.proved


def drawn(companies: int, hosts: int, times: int, seed: int = SEED) -> SessionProgramme:
    """Hosts as popular as Zipf has it, groups of one to three, who come late or leave early, in two or three rooms."""
    random = np.random.default_rng(seed)
    popular = 1 / np.arange(1, hosts + 1) ** 0.8
    random.shuffle(popular)
    wished = random.random((companies, hosts)) < popular * 0.6
    rooms = 2 if companies < 100 else 3
    room = random.integers(0, rooms, hosts)
    people = _there(random, companies, times) * random.choice([1, 1, 1, 2, 2, 3], companies)[:, None]
    places = _there(random, hosts, times)
    never = random.random((companies, hosts)) < 0.03
    standing = np.maximum(np.bincount(room, minlength=rooms) - 1, 1)
    return build_programme(
        np.minimum(random.integers(0, 500, wished.shape) + wished * random.integers(200, 500, wished.shape), 1000),
        must=_musts(random, companies, popular / popular.sum()),
        never=never,
        people=people,
        places=places,
        slots=_slots(random, times),
        tables=np.repeat(standing[:, None], times, axis=1),
        room=room,
        walk=WALK[:rooms, :rooms],
        least=1,
        most=random.integers(4, 9, companies),
        locked=_locked(random, people, places, never),
    )


def _there(random: np.random.Generator, size: int, times: int) -> np.ndarray:
    late, early = (random.integers(0, times // 3 + 1, size) * (random.random(size) < 0.3) for _side in "ab")
    slots = np.arange(times)
    return ((slots >= late[:, None]) & (slots < times - early[:, None])).astype(int)


def _musts(random: np.random.Generator, companies: int, chances: np.ndarray) -> np.ndarray:
    must = np.zeros((companies, len(chances)), bool)
    for row in must:
        row[random.choice(len(chances), random.integers(1, 4), replace=False, p=chances)] = True
    return must


def _slots(random: np.random.Generator, times: int) -> np.ndarray:
    """Of ten to twenty minutes, most without a break between, with a longer break after each fifth."""
    lengths = random.choice([10, 15, 20], times)
    breaks = np.where(np.arange(times) % 5 == 4, 20, random.choice([0, 0, 2], times))
    ends = np.cumsum(lengths + breaks) - breaks
    return np.stack([ends - lengths, ends], axis=1)


def _locked(
    random: np.random.Generator, people: np.ndarray, places: np.ndarray, never: np.ndarray
) -> list[SlotMeeting]:
    """One in twenty companies has a meeting that stays; no two with one company or at one table."""
    locked: list[SlotMeeting] = []
    for company in random.permutation(len(people))[: max(2, len(people) // 20)].tolist():
        host, slot = int(random.integers(places.shape[0])), int(random.integers(places.shape[1]))
        taken = any((each.host, each.slot) == (host, slot) for each in locked)
        if people[company, slot] and places[host, slot] and not never[company, host] and not taken:
            locked.append(SlotMeeting(company, host, slot))
    return locked
