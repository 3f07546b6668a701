"""Request, compute and stop timetables.

The row says what has to be done; a message to a worker only says "look again". A worker that computes a timetable holds
an advisory lock on it, which the database releases when the process ends, however it ends. A timetable that is being
computed without a lock is therefore started again from the beginning. Meetings are stored in one transaction at the
end, so that there is never half a timetable.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.models import Session
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.services import lock_owned_session
from challenges.timetables.engine import scheduler
from challenges.timetables.engine.problem import TimetablePlan
from challenges.timetables.engine.programme import MOST_SLOTS
from challenges.timetables.engine.scheduler import repair_plan
from challenges.timetables.engine.solver import InfeasibleError
from challenges.timetables.plan_snapshot import get_recorded_meetings, record_plan_meetings
from challenges.timetables.programme import TimetableInput, load_new_plan_input
from challenges.timetables.services.edits import build_meeting_row
from challenges.timetables.services.explanations import (
    compute_unrestricted_bounds,
    explain_infeasible_plan,
    explain_missed_priorities,
)
from portal.accounts.models import User

LOCK = 0x706C616E  # "plan"; with the id of a timetable, its advisory lock
REPORT_SECONDS = 1.0  # progress is written no more often
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
    """Request a timetable and return it with True, or return the one that is requested already with False.

    after: the number of the newest timetable that the person saw; a newer one is what they asked for. based_on: its
    locked meetings stay, and a repair moves as few of its other meetings as possible.
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
    """Ask for a timetable to stop with the best result so far, and end one that has not started.

    Returns whether there was anything to stop.
    """
    lock_owned_session(plan.session, by)
    if Plan.objects.filter(pk=plan.pk, state=State.WAITING).update(
        state=State.FAILED, failure=Failure.STOPPED, stop_asked_at=timezone.now(), ended_at=timezone.now()
    ):
        return True
    asked = Plan.objects.at_work().filter(pk=plan.pk, stop_asked_at=None)
    return bool(asked.update(stop_asked_at=timezone.now()))


def make_due_plans() -> int:
    """Compute every timetable that waits or was left behind, and return how many; two runs at once share the work."""
    made = 0
    for number in Plan.objects.at_work().order_by("made_at", "pk").values_list("pk", flat=True):
        with try_plan_lock(number) as is_mine:
            if is_mine and (plan := _start_plan(number)):
                _make_plan(plan)
                made += 1
    return made


@contextmanager
def try_plan_lock(number: int) -> Iterator[bool]:
    """Take the advisory lock on a timetable, and yield whether this process got it."""
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
    """Mark a timetable as being computed and return it; None where another worker has just finished it."""
    now = timezone.now()
    found = Plan.objects.at_work().filter(pk=number)
    if not found.update(state=State.SOLVING, started_at=now, heartbeat_at=now, progress=0):
        return None
    return Plan.objects.select_related("session", "based_on").get(pk=number)


@dataclass
class ProgressReporter:
    """Write the progress of a timetable to its row, at most once per second, and read from it whether to stop."""

    plan: int
    seconds: float
    began: float = field(default_factory=time.monotonic)
    reported_at: float = -REPORT_SECONDS
    is_stopped: bool = False

    def stop(self) -> bool:
        """Return whether the search has to stop, also because the timetable was deleted."""
        now = time.monotonic()
        if not self.is_stopped and now - self.reported_at >= REPORT_SECONDS:
            self.reported_at = now
            share = min((now - self.began) / self.seconds, 1.0) if self.seconds else 1.0
            rows = Plan.objects.filter(pk=self.plan, state=State.SOLVING)
            exists = rows.update(progress=round(100 * share), heartbeat_at=timezone.now())
            self.is_stopped = not exists or rows.exclude(stop_asked_at=None).exists()
        return self.is_stopped

    def report(self, best: TimetablePlan, bound: int) -> None:
        """Write the figures of the best timetable so far."""
        Plan.objects.filter(pk=self.plan, state=State.SOLVING).update(
            value=best.value, bound=max(bound, best.value), musts_kept=len(best.kept), fewest=best.fewest
        )


@dataclass(frozen=True)
class SolvedPlan:
    """Hold a result. repair: how many meetings stay, and how many could at most; None for a new timetable."""

    plan: TimetablePlan
    is_proved: bool
    repair: dict[str, int] | None = None


def _make_plan(plan: Plan) -> None:
    if plan.session.slots.count() > MOST_SLOTS:
        return _fail_plan(plan, Failure.TOO_LARGE)
    loaded = load_new_plan_input(plan)
    Plan.objects.filter(pk=plan.pk).update(of_version=plan.session.version)
    if loaded.is_empty:
        return _fail_plan(plan, Failure.EMPTY)
    reporter = ProgressReporter(plan.pk, settings.PLAN_SECONDS)
    try:
        solved = _solve_plan(plan, loaded, reporter)
    except InfeasibleError:
        return _fail_plan(plan, Failure.IMPOSSIBLE, explain_infeasible_plan(loaded))
    if solved is None:
        return _fail_plan(plan, Failure.STOPPED if reporter.is_stopped else Failure.NO_TIME)
    try:
        _store_solved_plan(plan, loaded, solved)
    except IntegrityError:  # a slot, table or pitch was deleted meanwhile: compute again from what there is
        Plan.objects.filter(pk=plan.pk).update(state=State.WAITING)


def _solve_plan(plan: Plan, loaded: TimetableInput, reporter: ProgressReporter) -> SolvedPlan | None:
    seconds = settings.PLAN_SECONDS
    if plan.kind != Plan.Kind.REPAIR or plan.based_on is None:
        solved = scheduler.solve_timetable(
            loaded.programme, seconds=seconds, report=reporter.report, stop=reporter.stop
        )
        return SolvedPlan(solved, solved.optimal) if solved else None
    before = loaded.find_meetings(row[:3] for row in get_recorded_meetings(plan.based_on))
    repaired = repair_plan(loaded.programme, before, seconds=seconds, stop=reporter.stop)
    if repaired is None:
        return None
    return SolvedPlan(repaired.plan, repaired.proved, {"kept": len(repaired.kept), "most_kept": repaired.most_kept})


def _fail_plan(plan: Plan, failure: Plan.Failure, reasons: list[dict[str, object]] | None = None) -> None:
    Plan.objects.at_work().filter(pk=plan.pk).update(
        state=State.FAILED, failure=failure, reasons=reasons or [], ended_at=timezone.now(), progress=100
    )


def _store_solved_plan(plan: Plan, loaded: TimetableInput, solved: SolvedPlan) -> None:
    """Store a result completely or not at all; what takes long is computed before the transaction."""
    found = solved.plan
    reasons = explain_missed_priorities(loaded, found)
    record = replace(loaded.record, without_floor=compute_unrestricted_bounds(loaded), repair=solved.repair)
    locked = set(loaded.programme.locked)
    with transaction.atomic():
        row = Plan.objects.lock().get(pk=plan.pk)
        if row.state != State.SOLVING:
            return
        row.meetings.all().delete()
        Meeting.objects.bulk_create(
            build_meeting_row(row, loaded, each, is_locked=each in locked) for each in found.meetings
        )
        with connection.cursor() as cursor:  # raises here, not at the end, where a part was deleted meanwhile
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        was_stopped = row.stop_asked_at is not None and not solved.is_proved
        row.state = State.STOPPED if was_stopped else State.SOLVED
        row.value, row.bound, row.is_proved = found.value, max(found.bound, found.value), solved.is_proved
        row.musts, row.musts_kept = len(found.kept) + len(found.missed), len(found.kept)
        row.fewest, row.idle_tables = found.fewest, loaded.count_idle_tables(found.meetings)
        row.reasons, row.programme, row.progress, row.ended_at = reasons, record.to_json(), 100, timezone.now()
        record_plan_meetings(row)
        row.save()
