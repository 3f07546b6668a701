"""A timetable changed by hand: a meeting put in, moved or taken out, and meetings locked where they are.

What participants saw, and what was computed, is never changed: the first edit makes a draft of it, later ones go on in
that draft. Nothing is taken over that clashes.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.locking import locked, mark_of, must_have_seen
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.conflicts import PROMISES, Triple, loaded_for, locked_in
from challenges.timetables.engine import programme, validation
from challenges.timetables.engine.plan import plan_of
from challenges.timetables.explanations import HAND
from challenges.timetables.plan_snapshot import keep_record
from challenges.timetables.programme import Loaded
from portal.accounts.models import User


class Clash(ValidationError):
    """The rules that an edit would break, each as a plan keeps its reasons, with the meetings that it is about."""

    def __init__(self, grounds: list[dict[str, Any]]) -> None:
        super().__init__(_("That clashes:"), code="clash")
        self.grounds = grounds


def mark_of_meetings(plan: Plan) -> str:
    """Of its meetings and locks, and of the drafts that colleagues made of it."""
    rows = plan.meetings.order_by("pk").values_list("registration", "pitch", "slot", "is_locked")
    return mark_of([*rows, *_drafts(plan).values_list("pk", flat=True)])


def draft_of(plan: Plan) -> Plan | None:
    """The newest one that somebody began from it by hand."""
    return _drafts(plan).select_related("made_by").last()


def _drafts(plan: Plan) -> QuerySet[Plan]:
    return Plan.objects.filter(based_on=plan, kind=Plan.Kind.HAND, provisional_at=None, final_at=None).order_by(
        "number"
    )


@transaction.atomic
def edit(
    plan: Plan, by: User, *, add: Sequence[Triple] = (), remove: Sequence[Triple] = (), seen: str = ""
) -> tuple[Plan, list[dict[str, Any]]]:
    """The draft after the edit, and the least numbers of meetings that it falls short of: those are promises, which an
    organiser may break. To move is to remove and to add.

    Clash where anything else would be broken; ValidationError for what is not there, and where a colleague changed it.
    """
    session = locked(plan.session, by)
    plan = _held(plan)
    plan.session = session
    loaded = loaded_for(plan, locked=locked_in(plan))
    now = loaded.meetings(plan.meetings.order_by("pk").values_list("registration", "pitch", "slot"))
    if done := _done(plan, by, loaded, now, add, remove):
        return done, []
    _must_have_seen(plan, seen)
    edited = validation.edited(loaded.programme, now, add=_known(loaded, add), remove=_there(loaded, now, remove))
    told = {each: loaded.ground(each.ground) for each in edited.broken}
    if refused := [each for each in edited.broken if each.ground.rule not in PROMISES]:
        raise Clash([told[each] | {"meetings": [loaded.triple(one) for one in each.meetings]} for each in refused])
    draft = plan if _goes_on(plan) else _begun(plan, by)
    _write(draft, loaded, edited.meetings)
    return draft, list(told.values())


def _done(
    plan: Plan,
    by: User,
    loaded: Loaded,
    now: Sequence[programme.Meeting],
    add: Sequence[Triple],
    remove: Sequence[Triple],
) -> Plan | None:
    """A form sent twice: the plan that is so already, or the draft that the person just made so."""
    if not _differs(loaded, now, add, remove):
        return plan
    draft = None if _goes_on(plan) else draft_of(plan)
    if draft is None or draft.made_by_id != by.pk:
        return None
    there = loaded.meetings(draft.meetings.order_by("pk").values_list("registration", "pitch", "slot"))
    return None if _differs(loaded, there, add, remove) else draft


def _must_have_seen(plan: Plan, seen: str) -> None:
    """Like `must_have_seen`, and says where the colleague is at work."""
    draft = draft_of(plan)
    if seen and seen != mark_of_meetings(plan) and draft:
        told = _(
            "Version %(number)s was begun from this one meanwhile. Go on there, or send it again to begin another."
        )
        raise ValidationError(told % {"number": draft.number}, code="changed")
    must_have_seen(seen, mark_of_meetings(plan))


def _held(plan: Plan) -> Plan:
    found = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
    if not found.is_made:
        raise ValidationError(_("This timetable is not ready."), code="not_ready")
    return found


def _goes_on(plan: Plan) -> bool:
    return plan.kind == Plan.Kind.HAND and not plan.is_shown


def _begun(plan: Plan, by: User) -> Plan:
    newest = Plan.objects.filter(session=plan.session).order_by("number").last()
    now = timezone.now()
    return Plan(
        session=plan.session,
        number=newest.number + 1 if newest else 1,
        kind=Plan.Kind.HAND,
        state=Plan.State.SOLVED,
        floor=plan.floor,
        bound=plan.bound,
        made_by=by,
        started_at=now,
        ended_at=now,
        progress=100,
        based_on=plan,
    )


def _differs(loaded: Loaded, now: Sequence[programme.Meeting], add: Sequence[Triple], remove: Sequence[Triple]) -> bool:
    """Not where all that is added is there already, and nothing that is removed is."""
    added, removed = set(_known(loaded, add)), set(loaded.meetings(remove))
    return not (added <= set(now) and not removed & set(now) - added)


def _known(loaded: Loaded, triples: Sequence[Triple]) -> list[programme.Meeting]:
    found = loaded.meetings(triples)
    if len(found) != len(triples):
        raise ValidationError(_("Choose a company, a challenge and a time that are there."), code="unknown")
    return found


def _there(loaded: Loaded, now: Sequence[programme.Meeting], triples: Sequence[Triple]) -> list[programme.Meeting]:
    found = _known(loaded, triples)
    if not set(found) <= set(now):
        raise ValidationError(_("These two do not meet then (any more)."), code="unknown")
    return found


def _write(draft: Plan, loaded: Loaded, meetings: Sequence[programme.Meeting]) -> None:
    found = plan_of(loaded.programme, meetings, 0, 0)
    draft.value, draft.bound = found.value, max(draft.bound or 0, found.value)
    draft.musts, draft.musts_kept = len(found.kept) + len(found.missed), len(found.kept)
    draft.fewest, draft.idle_tables = found.fewest, loaded.idle(found.meetings)
    draft.of_version = draft.session.version
    draft.reasons = [loaded.pair(pair) | {"grounds": [], "without": HAND} for pair in found.missed]
    draft.programme = loaded.ids
    draft.save()
    _write_meetings(draft, loaded, meetings)
    keep_record(draft)
    draft.save(update_fields=["programme"])


def _write_meetings(draft: Plan, loaded: Loaded, meetings: Sequence[programme.Meeting]) -> None:
    """What stays, at the table where its pitch sits now, keeps its row."""
    wanted = {loaded.triple(each): each for each in meetings}
    rows = {
        (each.registration_id, each.pitch_id, each.slot_id): each
        for each in draft.meetings.select_related("table")
        if each.table == loaded.table.get(each.pitch_id)
    }
    stay = [row.pk for triple, row in rows.items() if triple in wanted]
    draft.meetings.exclude(pk__in=stay).delete()
    stays = set(loaded.programme.locked)
    Meeting.objects.bulk_create(
        row_of(draft, loaded, each, is_locked=each in stays) for triple, each in wanted.items() if triple not in rows
    )


def row_of(plan: Plan, loaded: Loaded, meeting: programme.Meeting, *, is_locked: bool) -> Meeting:
    pitch = loaded.pitches[meeting.host]
    return Meeting(
        plan=plan,
        registration=loaded.registrations[meeting.company],
        pitch=pitch,
        slot=loaded.slots[meeting.slot],
        table=loaded.table[pitch.pk],
        is_locked=is_locked,
        is_must=bool(loaded.programme.must[meeting.pair]),
        value=int(loaded.programme.value[meeting.pair]),
    )


@transaction.atomic
def save_locks(plan: Plan, by: User, meetings: set[int], *, seen: str = "") -> int:
    """Exactly these of its meetings are locked from now on, by id; how many that changed. A plan that is made from it
    keeps them where they are."""
    locked(plan.session, by)
    plan = _held(plan)
    rows = plan.meetings.all()
    on, off = rows.filter(pk__in=meetings, is_locked=False), rows.filter(is_locked=True).exclude(pk__in=meetings)
    if on.exists() or off.exists():
        must_have_seen(seen, mark_of_meetings(plan))
    return off.update(is_locked=False) + on.update(is_locked=True)
