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

from challenges.sessions.locking import CHANGED, lock_owned_session
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.conflicts import PROMISES, Triple, list_locked_meetings, load_plan_input
from challenges.timetables.engine.plan import build_plan
from challenges.timetables.engine.programme import SlotMeeting
from challenges.timetables.engine.validation import check_edit
from challenges.timetables.explanations import HAND
from challenges.timetables.plan_snapshot import record_plan_meetings
from challenges.timetables.programme import TimetableInput
from portal.accounts.models import User
from portal.core.versions import check_version, hash_version


class EditConflict(ValidationError):
    """The rules that an edit would break, each as a plan keeps its reasons, with the meetings that it is about."""

    def __init__(self, grounds: list[dict[str, Any]]) -> None:
        super().__init__(_("That clashes:"), code="clash")
        self.grounds = grounds


def hash_plan_meetings(plan: Plan) -> str:
    """Of its meetings and locks, and of the drafts that colleagues made of it."""
    rows = plan.meetings.order_by("pk").values_list("registration", "pitch", "slot", "is_locked")
    return hash_version([*rows, *_filter_manual_drafts(plan).values_list("pk", flat=True)])


def find_manual_draft(plan: Plan) -> Plan | None:
    """The newest one that somebody began from it by hand."""
    return _filter_manual_drafts(plan).select_related("made_by").last()


def _filter_manual_drafts(plan: Plan) -> QuerySet[Plan]:
    return Plan.objects.filter(based_on=plan, kind=Plan.Kind.HAND, provisional_at=None, final_at=None).order_by(
        "number"
    )


@transaction.atomic
def edit_plan_meetings(
    plan: Plan, by: User, *, add: Sequence[Triple] = (), remove: Sequence[Triple] = (), seen: str = ""
) -> tuple[Plan, list[dict[str, Any]]]:
    """The draft after the edit, and the least numbers of meetings that it falls short of: those are promises, which an
    organiser may break. To move is to remove and to add.

    Clash where anything else would be broken; ValidationError for what is not there, and where a colleague changed it.
    """
    session = lock_owned_session(plan.session, by)
    plan = _lock_editable_plan(plan)
    plan.session = session
    loaded = load_plan_input(plan, locked=list_locked_meetings(plan))
    now = loaded.meetings(plan.meetings.order_by("pk").values_list("registration", "pitch", "slot"))
    if done := _find_repeated_edit(plan, by, loaded, now, add, remove):
        return done, []
    _check_meetings_not_stale(plan, seen)
    edited = check_edit(
        loaded.programme, now, add=_resolve_meetings(loaded, add), remove=_resolve_planned_meetings(loaded, now, remove)
    )
    told = {each: loaded.ground(each.ground) for each in edited.broken}
    if refused := [each for each in edited.broken if each.ground.rule not in PROMISES]:
        raise EditConflict(
            [told[each] | {"meetings": [loaded.triple(one) for one in each.meetings]} for each in refused]
        )
    draft = plan if _is_unpublished_edit(plan) else _build_manual_draft(plan, by)
    _write_draft(draft, loaded, edited.meetings)
    return draft, list(told.values())


def _find_repeated_edit(
    plan: Plan,
    by: User,
    loaded: TimetableInput,
    now: Sequence[SlotMeeting],
    add: Sequence[Triple],
    remove: Sequence[Triple],
) -> Plan | None:
    """A form sent twice: the plan that is so already, or the draft that the person just made so."""
    if not _has_edit_changes(loaded, now, add, remove):
        return plan
    draft = None if _is_unpublished_edit(plan) else find_manual_draft(plan)
    if draft is None or draft.made_by_id != by.pk:
        return None
    there = loaded.meetings(draft.meetings.order_by("pk").values_list("registration", "pitch", "slot"))
    return None if _has_edit_changes(loaded, there, add, remove) else draft


def _check_meetings_not_stale(plan: Plan, seen: str) -> None:
    """Like `must_have_seen`, and says where the colleague is at work."""
    draft = find_manual_draft(plan)
    if seen and seen != hash_plan_meetings(plan) and draft:
        told = _(
            "Version %(number)s was begun from this one meanwhile. Go on there, or send it again to begin another."
        )
        raise ValidationError(told % {"number": draft.number}, code="changed")
    check_version(seen, hash_plan_meetings(plan), CHANGED)


def _lock_editable_plan(plan: Plan) -> Plan:
    found = Plan.objects.select_for_update(of=("self",), no_key=True).get(pk=plan.pk)
    if not found.is_made:
        raise ValidationError(_("This timetable is not ready."), code="not_ready")
    return found


def _is_unpublished_edit(plan: Plan) -> bool:
    return plan.kind == Plan.Kind.HAND and not plan.is_shown


def _build_manual_draft(plan: Plan, by: User) -> Plan:
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


def _has_edit_changes(
    loaded: TimetableInput, now: Sequence[SlotMeeting], add: Sequence[Triple], remove: Sequence[Triple]
) -> bool:
    """Not where all that is added is there already, and nothing that is removed is."""
    added, removed = set(_resolve_meetings(loaded, add)), set(loaded.meetings(remove))
    return not (added <= set(now) and not removed & set(now) - added)


def _resolve_meetings(loaded: TimetableInput, triples: Sequence[Triple]) -> list[SlotMeeting]:
    found = loaded.meetings(triples)
    if len(found) != len(triples):
        raise ValidationError(_("Choose a company, a challenge and a time that are there."), code="unknown")
    return found


def _resolve_planned_meetings(
    loaded: TimetableInput, now: Sequence[SlotMeeting], triples: Sequence[Triple]
) -> list[SlotMeeting]:
    found = _resolve_meetings(loaded, triples)
    if not set(found) <= set(now):
        raise ValidationError(_("These two do not meet then (any more)."), code="unknown")
    return found


def _write_draft(draft: Plan, loaded: TimetableInput, meetings: Sequence[SlotMeeting]) -> None:
    found = build_plan(loaded.programme, meetings, 0, 0)
    draft.value, draft.bound = found.value, max(draft.bound or 0, found.value)
    draft.musts, draft.musts_kept = len(found.kept) + len(found.missed), len(found.kept)
    draft.fewest, draft.idle_tables = found.fewest, loaded.idle(found.meetings)
    draft.of_version = draft.session.version
    draft.reasons = [loaded.pair(pair) | {"grounds": [], "without": HAND} for pair in found.missed]
    draft.programme = loaded.ids
    draft.save()
    _write_draft_meetings(draft, loaded, meetings)
    record_plan_meetings(draft)
    draft.save(update_fields=["programme"])


def _write_draft_meetings(draft: Plan, loaded: TimetableInput, meetings: Sequence[SlotMeeting]) -> None:
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
        build_meeting_row(draft, loaded, each, is_locked=each in stays)
        for triple, each in wanted.items()
        if triple not in rows
    )


def build_meeting_row(plan: Plan, loaded: TimetableInput, meeting: SlotMeeting, *, is_locked: bool) -> Meeting:
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
def save_meeting_locks(plan: Plan, by: User, meetings: set[int], *, seen: str = "") -> int:
    """Exactly these of its meetings are locked from now on, by id; how many that changed. A plan that is made from it
    keeps them where they are."""
    lock_owned_session(plan.session, by)
    plan = _lock_editable_plan(plan)
    rows = plan.meetings.all()
    on, off = rows.filter(pk__in=meetings, is_locked=False), rows.filter(is_locked=True).exclude(pk__in=meetings)
    if on.exists() or off.exists():
        check_version(seen, hash_plan_meetings(plan), CHANGED)
    return off.update(is_locked=False) + on.update(is_locked=True)
