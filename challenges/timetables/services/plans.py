"""Why a must-meet is missed, or why no timetable can be: grounds by id, as a plan keeps them.

Timetables asked for, made and stopped. The row says what is to be done; a message only says "look again".

Who makes a plan holds an advisory lock on it, which the database lets go of when that process dies, however it dies.
A plan that is being made and that nobody holds is therefore taken up again, from the beginning. Meetings are stored in
one transaction at the end, so that there is never half a timetable.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.locking import lock_owned_session
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.engine import scheduler
from challenges.timetables.engine.conflict_core import find_conflict_core
from challenges.timetables.engine.constraints import TimetableRule
from challenges.timetables.engine.problem import TimetablePlan
from challenges.timetables.engine.programme import MOST_SLOTS, MeetingPair
from challenges.timetables.engine.reasons import explain_missed_pair
from challenges.timetables.engine.scheduler import repair_plan
from challenges.timetables.engine.solver import InfeasibleError
from challenges.timetables.plan_snapshot import list_meeting_triples, record_plan_meetings
from challenges.timetables.programme import TimetableInput
from challenges.timetables.services.conflicts import load_planning_input
from challenges.timetables.services.edits import build_meeting_row
from challenges.timetables.services.tradeoffs import compute_unrestricted_bounds
from portal.accounts.models import User

SECONDS = 60.0  # for all reasons of a plan together
SECONDS_EACH = 10.0
FREE, UNKNOWN = "free", "unknown"  # nothing is in its way: better was not found in time; no time to find out
HAND = "hand"  # nobody looked: the timetable was changed by hand


def explain_missed_priorities(
    loaded: TimetableInput, found: TimetablePlan, seconds: float = SECONDS
) -> list[dict[str, Any]]:
    """Of each must-meet that is missed, in the order of the registrations."""
    until = time.monotonic() + seconds
    return [
        loaded.pair(pair) | _explain_priority_pair(loaded, found, pair, until - time.monotonic())
        for pair in found.missed
    ]


def _explain_priority_pair(
    loaded: TimetableInput, found: TimetablePlan, pair: MeetingPair, seconds: float
) -> dict[str, Any]:
    if loaded.programme.never[pair]:
        return {"grounds": [{"rule": str(TimetableRule.NEVER), **loaded.pair(pair)}]}
    try:
        if seconds <= 0:
            raise TimeoutError
        reason = explain_missed_pair(loaded.programme, found, pair, seconds=min(seconds, SECONDS_EACH))
    except TimeoutError:
        return {"grounds": [], "without": UNKNOWN}
    if reason is None:
        return {"grounds": [], "without": FREE}
    return {"grounds": [loaded.ground(ground) for ground in reason.grounds]}


def explain_infeasible_plan(loaded: TimetableInput, seconds: float = SECONDS) -> list[dict[str, Any]]:
    """The rules that cannot go together; empty where none were found in time."""
    try:
        found = find_conflict_core(loaded.programme, seconds=seconds)
    except TimeoutError:
        found = None
    return [] if found is None else [loaded.ground(ground) for ground in found.grounds]


LOCK = 0x706C616E  # "plan": with the number of the plan, the advisory lock of who makes it
TELL_SECONDS = 1.0  # progress is written no more often
MOST_FLOOR = 20
State, Failure = Plan.State, Plan.Failure


@transaction.atomic
def request_plan(
    session: Session,
    by: User,
    *,
    floor: int = 0,
    after: int | None = None,
    based_on: Plan | None = None,
    kind: Plan.Kind = Plan.Kind.SOLVE,
) -> tuple[Plan, bool]:
    """The plan that is being made already, or a new one; and whether it is new: two who ask at once get one.

    after: the number of the newest plan that the person had seen; one that came since is what they asked for.
    based_on: whose locked meetings stay; a repair moves as few of its other meetings as can be.
    """
    session = lock_owned_session(session, by)
    newest = session.plans.order_by("number").last()
    if newest and (newest.is_at_work or (after is not None and newest.number > after)):
        return newest, False
    if not 0 <= floor <= MOST_FLOOR:
        raise ValidationError(_("Promise 0 to 20 meetings."), code="floor")
    if based_on is not None and not (based_on.is_made and based_on.session_id == session.pk):
        raise ValidationError(_("This timetable is not ready."), code="not_ready")
    number = newest.number + 1 if newest else 1
    made = Plan.objects.create(session=session, number=number, floor=floor, made_by=by, based_on=based_on, kind=kind)
    return made, True


@transaction.atomic
def request_plan_stop(plan: Plan, by: User) -> bool:
    """Whether there was anything to stop; the best plan so far is kept. One that nobody has begun ends here."""
    lock_owned_session(plan.session, by)
    if Plan.objects.filter(pk=plan.pk, state=State.WAITING).update(
        state=State.FAILED, failure=Failure.STOPPED, stop_asked_at=timezone.now(), ended_at=timezone.now()
    ):
        return True
    asked = Plan.objects.at_work().filter(pk=plan.pk, stop_asked_at=None)
    return bool(asked.update(stop_asked_at=timezone.now()))


def make_due_plans() -> int:
    """Makes every plan that waits, or that was left behind; how many it made. Two runs at once share the work."""
    made = 0
    for number in Plan.objects.at_work().order_by("made_at", "pk").values_list("pk", flat=True):
        with try_plan_lock(number) as is_mine:
            if is_mine and (plan := _start_plan(number)):
                _make_plan(plan)
                made += 1
    return made


@contextmanager
def try_plan_lock(number: int) -> Iterator[bool]:
    """Whether nobody else makes this plan, as long as this lasts or the process lives."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [LOCK, number % 2**31])
        (is_mine,) = cursor.fetchone()
    try:
        yield is_mine
    finally:
        if is_mine:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [LOCK, number % 2**31])


@transaction.atomic
def _start_plan(number: int) -> Plan | None:
    """None where somebody has just finished it."""
    now = timezone.now()
    found = Plan.objects.at_work().filter(pk=number)
    if not found.update(state=State.SOLVING, started_at=now, heartbeat_at=now, progress=0):
        return None
    return Plan.objects.select_related("session", "based_on").get(pk=number)


@dataclass
class _ProgressReporter:
    """Tells the row how far it is, each second at most, and hears from it whether to stop."""

    plan: int
    seconds: float
    began: float = field(default_factory=time.monotonic)
    told_at: float = -TELL_SECONDS
    is_stopped: bool = False

    def stop(self) -> bool:
        if not self.is_stopped and time.monotonic() - self.told_at >= TELL_SECONDS:
            self._tell()
        return self.is_stopped

    def report(self, best: TimetablePlan, bound: int) -> None:
        Plan.objects.filter(pk=self.plan, state=State.SOLVING).update(
            value=best.value, bound=max(bound, best.value), musts_kept=len(best.kept), fewest=best.fewest
        )

    def _tell(self) -> None:
        self.told_at = time.monotonic()
        gone = min((self.told_at - self.began) / self.seconds, 1.0) if self.seconds else 1.0
        rows = Plan.objects.filter(pk=self.plan, state=State.SOLVING)
        is_there = rows.update(progress=round(100 * gone), heartbeat_at=timezone.now())
        self.is_stopped = not is_there or rows.exclude(stop_asked_at=None).exists()


def _make_plan(plan: Plan) -> None:
    if plan.session.slots.count() > MOST_SLOTS:
        return _fail_plan(plan, Failure.TOO_LARGE)
    loaded = load_planning_input(plan)
    Plan.objects.filter(pk=plan.pk).update(of_version=plan.session.version)
    if loaded.is_empty:
        return _fail_plan(plan, Failure.EMPTY)
    telling = _ProgressReporter(plan.pk, settings.PLAN_SECONDS)
    try:
        found = _solve_plan(plan, loaded, telling)
    except InfeasibleError:
        return _fail_plan(plan, Failure.IMPOSSIBLE, explain_infeasible_plan(loaded))
    if found is None:
        return _fail_plan(plan, Failure.STOPPED if telling.is_stopped else Failure.NO_TIME)
    try:
        _store_solved_plan(plan, loaded, found)
    except IntegrityError:  # something in it was removed meanwhile: made anew from what there is
        Plan.objects.filter(pk=plan.pk).update(state=State.WAITING)


def _solve_plan(plan: Plan, loaded: TimetableInput, telling: _ProgressReporter) -> "SolvedPlan | None":
    seconds = settings.PLAN_SECONDS
    if plan.kind != Plan.Kind.REPAIR or plan.based_on is None:
        solved = scheduler.solve_timetable(loaded.programme, seconds=seconds, report=telling.report, stop=telling.stop)
        return SolvedPlan(solved, solved.optimal) if solved else None
    before = loaded.meetings(list_meeting_triples(plan.based_on))
    repaired = repair_plan(loaded.programme, before, seconds=seconds, stop=telling.stop)
    if repaired is None:
        return None
    return SolvedPlan(repaired.plan, repaired.proved, {"kept": len(repaired.kept), "most_kept": repaired.most_kept})


@dataclass(frozen=True)
class SolvedPlan:
    """repair: how many meetings stay, and that none with as many must-meets leaves more of them; None of a new plan."""

    plan: TimetablePlan
    is_proved: bool
    repair: dict[str, int] | None = None


def _fail_plan(plan: Plan, failure: Plan.Failure, reasons: list[dict[str, object]] | None = None) -> None:
    Plan.objects.at_work().filter(pk=plan.pk).update(
        state=State.FAILED, failure=failure, reasons=reasons or [], ended_at=timezone.now(), progress=100
    )


def _store_solved_plan(plan: Plan, loaded: TimetableInput, made: SolvedPlan) -> None:
    """All of it or nothing, in one transaction; the reasons are found before that."""
    found = made.plan
    reasons = explain_missed_priorities(loaded, found)
    programme = loaded.ids | {"without_floor": compute_unrestricted_bounds(loaded)}
    programme |= {"repair": made.repair} if made.repair else {}
    with transaction.atomic():
        row = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
        if row.state != State.SOLVING:
            return
        row.meetings.all().delete()
        Meeting.objects.bulk_create(build_meeting_rows(row, loaded, found))
        with connection.cursor() as cursor:  # what was removed meanwhile is found here, not at the end
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _write_plan_figures(row, loaded, made)
        row.reasons, row.programme, row.progress, row.ended_at = reasons, programme, 100, timezone.now()
        record_plan_meetings(row)
        row.save()


def _write_plan_figures(row: Plan, loaded: TimetableInput, made: SolvedPlan) -> None:
    found, was_stopped = made.plan, row.stop_asked_at is not None and not made.is_proved
    row.state = State.STOPPED if was_stopped else State.SOLVED
    row.value, row.bound, row.is_proved = found.value, max(found.bound, found.value), made.is_proved
    row.musts, row.musts_kept = len(found.kept) + len(found.missed), len(found.kept)
    row.fewest, row.idle_tables = found.fewest, loaded.idle(found.meetings)


def build_meeting_rows(plan: Plan, loaded: TimetableInput, found: TimetablePlan) -> list[Meeting]:
    stays = set(loaded.programme.locked)
    return [build_meeting_row(plan, loaded, each, is_locked=each in stays) for each in found.meetings]
