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

from challenges.matching import timetable
from challenges.models import Meeting, Plan, Session
from challenges.services.sessions.explaining import clash_in, reasons_in
from challenges.services.sessions.holding import locked
from challenges.services.sessions.pricing import without_floor
from challenges.services.sessions.programme import Loaded, load
from challenges.services.sessions.record import keep_record
from portal.models import User

LOCK = 0x706C616E  # "plan": with the number of the plan, the advisory lock of who makes it
TELL_SECONDS = 1.0  # progress is written no more often
MOST_FLOOR = 20
State, Failure = Plan.State, Plan.Failure


@transaction.atomic
def ask_for_plan(session: Session, by: User, *, floor: int = 0, after: int | None = None) -> tuple[Plan, bool]:
    """The plan that is being made already, or a new one; and whether it is new: two who ask at once get one.

    after: the number of the newest plan that the person had seen; one that came since is what they asked for.
    """
    session = locked(session, by)
    newest = session.plans.order_by("number").last()
    if newest and (newest.is_at_work or (after is not None and newest.number > after)):
        return newest, False
    if not 0 <= floor <= MOST_FLOOR:
        raise ValidationError(_("Promise 0 to 20 meetings."), code="floor")
    number = newest.number + 1 if newest else 1
    return Plan.objects.create(session=session, number=number, floor=floor, made_by=by), True


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
    return Plan.objects.select_related("session").get(pk=number)


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

    def report(self, best: timetable.Plan, bound: int) -> None:
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
    if plan.session.slots.count() > timetable.MOST_SLOTS:
        return _fail(plan, Failure.TOO_LARGE)
    loaded = load(plan.session, floor=plan.floor)
    Plan.objects.filter(pk=plan.pk).update(of_version=plan.session.version)
    if loaded.is_empty:
        return _fail(plan, Failure.EMPTY)
    telling = _Telling(plan.pk, settings.PLAN_SECONDS)
    try:
        found = timetable.solve(
            loaded.programme, seconds=settings.PLAN_SECONDS, report=telling.report, stop=telling.stop
        )
    except timetable.Impossible:
        return _fail(plan, Failure.IMPOSSIBLE, clash_in(loaded))
    if found is None:
        return _fail(plan, Failure.STOPPED if telling.is_stopped else Failure.NO_TIME)
    try:
        _keep(plan, loaded, found)
    except IntegrityError:  # something in it was removed meanwhile: made anew from what there is
        Plan.objects.filter(pk=plan.pk).update(state=State.WAITING)


def _fail(plan: Plan, failure: Plan.Failure, reasons: list[dict[str, object]] | None = None) -> None:
    Plan.objects.at_work().filter(pk=plan.pk).update(
        state=State.FAILED, failure=failure, reasons=reasons or [], ended_at=timezone.now(), progress=100
    )


def _keep(plan: Plan, loaded: Loaded, found: timetable.Plan) -> None:
    """All of it or nothing, in one transaction; the reasons are found before that."""
    reasons = reasons_in(loaded, found)
    programme = loaded.ids | {"without_floor": without_floor(loaded)}
    with transaction.atomic():
        row = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
        if row.state != State.SOLVING:
            return
        row.meetings.all().delete()
        Meeting.objects.bulk_create(meetings_of(row, loaded, found))
        with connection.cursor() as cursor:  # what was removed meanwhile is found here, not at the end
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _write_figures(row, loaded, found)
        row.reasons, row.programme, row.progress, row.ended_at = reasons, programme, 100, timezone.now()
        keep_record(row)
        row.save()


def _write_figures(row: Plan, loaded: Loaded, found: timetable.Plan) -> None:
    was_stopped = row.stop_asked_at is not None and not found.optimal
    row.state = State.STOPPED if was_stopped else State.SOLVED
    row.value, row.bound, row.is_proved = found.value, max(found.bound, found.value), found.optimal
    row.musts, row.musts_kept = len(found.kept) + len(found.missed), len(found.kept)
    row.fewest, row.idle_tables = found.fewest, loaded.idle(found.meetings)


def meetings_of(plan: Plan, loaded: Loaded, found: timetable.Plan) -> list[Meeting]:
    stays = set(loaded.programme.locked)
    return [
        Meeting(
            plan=plan,
            registration=loaded.registrations[each.company],
            pitch=loaded.pitches[each.host],
            slot=loaded.slots[each.slot],
            table=loaded.table[loaded.pitches[each.host].pk],
            is_locked=each in stays,
            is_must=bool(loaded.programme.must[each.pair]),
            value=int(loaded.programme.value[each.pair]),
        )
        for each in found.meetings
    ]
