"""Timetables asked for, made and stopped. The row says what is to be done; a message only says "look again".

Who makes a plan holds an advisory lock on it, which the database lets go of when that process dies, however it dies.
A plan that is being made and that nobody holds is therefore taken up again, from the beginning. Meetings are stored in
one transaction at the end, so that there is never half a timetable.
"""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.locking import locked
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.conflicts import loaded_to_make
from challenges.timetables.engine import plan as engine_plan
from challenges.timetables.engine import repair as engine_repair
from challenges.timetables.engine import scheduler
from challenges.timetables.engine.programme import MOST_SLOTS
from challenges.timetables.engine.solver import Impossible
from challenges.timetables.explanations import clash_in, reasons_in
from challenges.timetables.manual_edits import row_of
from challenges.timetables.plan_snapshot import keep_record, triples_of
from challenges.timetables.programme import Loaded
from challenges.timetables.tradeoffs import without_floor
from portal.accounts.models import User

LOCK = 0x706C616E  # "plan": with the number of the plan, the advisory lock of who makes it
TELL_SECONDS = 1.0  # progress is written no more often
MOST_FLOOR = 20
State, Failure = Plan.State, Plan.Failure


@transaction.atomic
def ask_for_plan(
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
    session = locked(session, by)
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
def ask_to_stop(plan: Plan, by: User) -> bool:
    """Whether there was anything to stop; the best plan so far is kept. One that nobody has begun ends here."""
    locked(plan.session, by)
    if Plan.objects.filter(pk=plan.pk, state=State.WAITING).update(
        state=State.FAILED, failure=Failure.STOPPED, stop_asked_at=timezone.now(), ended_at=timezone.now()
    ):
        return True
    asked = Plan.objects.at_work().filter(pk=plan.pk, stop_asked_at=None)
    return bool(asked.update(stop_asked_at=timezone.now()))


def make_due() -> int:
    """Makes every plan that waits, or that was left behind; how many it made. Two runs at once share the work."""
    made = 0
    for number in Plan.objects.at_work().order_by("made_at", "pk").values_list("pk", flat=True):
        with held(number) as is_mine:
            if is_mine and (plan := _take(number)):
                _make(plan)
                made += 1
    return made


@contextmanager
def held(number: int) -> Iterator[bool]:
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
def _take(number: int) -> Plan | None:
    """None where somebody has just finished it."""
    now = timezone.now()
    found = Plan.objects.at_work().filter(pk=number)
    if not found.update(state=State.SOLVING, started_at=now, heartbeat_at=now, progress=0):
        return None
    return Plan.objects.select_related("session", "based_on").get(pk=number)


@dataclass
class _Telling:
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

    def report(self, best: engine_plan.Plan, bound: int) -> None:
        Plan.objects.filter(pk=self.plan, state=State.SOLVING).update(
            value=best.value, bound=max(bound, best.value), musts_kept=len(best.kept), fewest=best.fewest
        )

    def _tell(self) -> None:
        self.told_at = time.monotonic()
        gone = min((self.told_at - self.began) / self.seconds, 1.0) if self.seconds else 1.0
        rows = Plan.objects.filter(pk=self.plan, state=State.SOLVING)
        is_there = rows.update(progress=round(100 * gone), heartbeat_at=timezone.now())
        self.is_stopped = not is_there or rows.exclude(stop_asked_at=None).exists()


def _make(plan: Plan) -> None:
    if plan.session.slots.count() > MOST_SLOTS:
        return _fail(plan, Failure.TOO_LARGE)
    loaded = loaded_to_make(plan)
    Plan.objects.filter(pk=plan.pk).update(of_version=plan.session.version)
    if loaded.is_empty:
        return _fail(plan, Failure.EMPTY)
    telling = _Telling(plan.pk, settings.PLAN_SECONDS)
    try:
        found = _found(plan, loaded, telling)
    except Impossible:
        return _fail(plan, Failure.IMPOSSIBLE, clash_in(loaded))
    if found is None:
        return _fail(plan, Failure.STOPPED if telling.is_stopped else Failure.NO_TIME)
    try:
        _keep(plan, loaded, found)
    except IntegrityError:  # something in it was removed meanwhile: made anew from what there is
        Plan.objects.filter(pk=plan.pk).update(state=State.WAITING)


def _found(plan: Plan, loaded: Loaded, telling: _Telling) -> "Found | None":
    seconds = settings.PLAN_SECONDS
    if plan.kind != Plan.Kind.REPAIR or plan.based_on is None:
        solved = scheduler.solve(loaded.programme, seconds=seconds, report=telling.report, stop=telling.stop)
        return Found(solved, solved.optimal) if solved else None
    before = loaded.meetings(triples_of(plan.based_on))
    repaired = engine_repair.repair(loaded.programme, before, seconds=seconds, stop=telling.stop)
    if repaired is None:
        return None
    return Found(repaired.plan, repaired.proved, {"kept": len(repaired.kept), "most_kept": repaired.most_kept})


@dataclass(frozen=True)
class Found:
    """repair: how many meetings stay, and that none with as many must-meets leaves more of them; None of a new plan."""

    plan: engine_plan.Plan
    is_proved: bool
    repair: dict[str, int] | None = None


def _fail(plan: Plan, failure: Plan.Failure, reasons: list[dict[str, object]] | None = None) -> None:
    Plan.objects.at_work().filter(pk=plan.pk).update(
        state=State.FAILED, failure=failure, reasons=reasons or [], ended_at=timezone.now(), progress=100
    )


def _keep(plan: Plan, loaded: Loaded, made: Found) -> None:
    """All of it or nothing, in one transaction; the reasons are found before that."""
    found = made.plan
    reasons = reasons_in(loaded, found)
    programme = loaded.ids | {"without_floor": without_floor(loaded)}
    programme |= {"repair": made.repair} if made.repair else {}
    with transaction.atomic():
        row = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
        if row.state != State.SOLVING:
            return
        row.meetings.all().delete()
        Meeting.objects.bulk_create(meetings_of(row, loaded, found))
        with connection.cursor() as cursor:  # what was removed meanwhile is found here, not at the end
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _write_figures(row, loaded, made)
        row.reasons, row.programme, row.progress, row.ended_at = reasons, programme, 100, timezone.now()
        keep_record(row)
        row.save()


def _write_figures(row: Plan, loaded: Loaded, made: Found) -> None:
    found, was_stopped = made.plan, row.stop_asked_at is not None and not made.is_proved
    row.state = State.STOPPED if was_stopped else State.SOLVED
    row.value, row.bound, row.is_proved = found.value, max(found.bound, found.value), made.is_proved
    row.musts, row.musts_kept = len(found.kept) + len(found.missed), len(found.kept)
    row.fewest, row.idle_tables = found.fewest, loaded.idle(found.meetings)


def meetings_of(plan: Plan, loaded: Loaded, found: engine_plan.Plan) -> list[Meeting]:
    stays = set(loaded.programme.locked)
    return [row_of(plan, loaded, each, is_locked=each in stays) for each in found.meetings]
