"""Edit a timetable by hand: add, move or remove a meeting, and lock meetings where they are.

What participants saw and what was computed never changes: the first edit makes a draft from it, and later edits
continue in that draft. An edit that breaks a rule is refused.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.services import CHANGED, lock_owned_session
from challenges.timetables.engine.problem import build_plan
from challenges.timetables.engine.programme import SlotMeeting
from challenges.timetables.engine.validation import check_edit
from challenges.timetables.plan_snapshot import Triple, record_plan_meetings
from challenges.timetables.programme import TimetableInput, list_locked_meetings, load_plan_input
from challenges.timetables.services.conflicts import PROMISES
from challenges.timetables.services.explanations import HAND
from portal.accounts.models import User
from portal.core.versions import check_version, hash_version


class EditConflict(ValidationError):
    """Refuse an edit; grounds: the rules that it would break, by id, each with the meetings that it is about."""

    def __init__(self, grounds: list[dict[str, Any]]) -> None:
        super().__init__(_("That clashes:"), code="clash")
        self.grounds = grounds


def hash_plan_meetings(plan: Plan) -> str:
    """Return a hash of the meetings and locks of a timetable, and of the drafts that were made from it."""
    rows = plan.meetings.order_by("pk").values_list("registration", "pitch", "slot", "is_locked")
    return hash_version([*rows, *_filter_manual_drafts(plan).values_list("pk", flat=True)])


def find_manual_draft(plan: Plan) -> Plan | None:
    """Return the newest draft that somebody made from a timetable by hand."""
    return _filter_manual_drafts(plan).select_related("made_by").last()


def _filter_manual_drafts(plan: Plan) -> QuerySet[Plan]:
    drafts = Plan.objects.filter(based_on=plan, kind=Plan.Kind.HAND, provisional_at=None, final_at=None)
    return drafts.order_by("number")


@transaction.atomic
def edit_plan_meetings(
    plan: Plan, by: User, *, add: Sequence[Triple] = (), remove: Sequence[Triple] = (), seen: str = ""
) -> tuple[Plan, list[dict[str, Any]]]:
    """Apply an edit, and return the draft with the promised minimums that it falls short of, which is allowed.

    To move a meeting is to remove it and to add it elsewhere. Raises EditConflict where another rule would be broken,
    and ValidationError for what does not exist and where a colleague changed the timetable.
    """
    session = lock_owned_session(plan.session, by)
    plan = _lock_editable_plan(plan)
    plan.session = session
    is_draft = plan.kind == Plan.Kind.HAND and not plan.is_shown
    loaded = load_plan_input(plan, locked=list_locked_meetings(plan))
    added, now = _resolve_meetings(loaded, add), _list_engine_meetings(plan, loaded)
    removed = loaded.find_meetings(remove)
    if not _has_changes(now, added, removed):  # a form sent twice
        return plan, []
    draft = None if is_draft else find_manual_draft(plan)
    if draft and draft.made_by_id == by.pk and not _has_changes(_list_engine_meetings(draft, loaded), added, removed):
        return draft, []
    _check_meetings_not_stale(plan, seen)
    removed = _resolve_meetings(loaded, remove)
    if not set(removed) <= set(now):
        raise ValidationError(_("These two do not meet then (any more)."), code="unknown")
    edited = check_edit(loaded.programme, now, add=added, remove=removed)
    if refused := [each for each in edited.broken if each.ground.rule not in PROMISES]:
        raise EditConflict(
            [
                loaded.ground_to_json(each.ground) | {"meetings": [loaded.get_ids(one) for one in each.meetings]}
                for each in refused
            ]
        )
    draft = plan if is_draft else _build_manual_draft(plan, by)
    _write_draft(draft, loaded, edited.meetings)
    return draft, [loaded.ground_to_json(each.ground) for each in edited.broken]


def _list_engine_meetings(plan: Plan, loaded: TimetableInput) -> list[SlotMeeting]:
    return loaded.find_meetings(plan.meetings.order_by("pk").values_list("registration", "pitch", "slot"))


def _has_changes(now: Sequence[SlotMeeting], added: Sequence[SlotMeeting], removed: Sequence[SlotMeeting]) -> bool:
    """Return False where everything that is added is there, and nothing that is removed."""
    return not (set(added) <= set(now) and not set(removed) & set(now) - set(added))


def _resolve_meetings(loaded: TimetableInput, rows: Sequence[Triple]) -> list[SlotMeeting]:
    found = loaded.find_meetings(rows)
    if len(found) != len(rows):
        raise ValidationError(_("Choose a company, a challenge and a time that are there."), code="unknown")
    return found


def _check_meetings_not_stale(plan: Plan, seen: str) -> None:
    """Raise StaleObject for another version of the timetable; where a colleague began a draft, the message names it."""
    message: Any = CHANGED
    if draft := find_manual_draft(plan):
        message = _(
            "Version %(number)s was begun from this one meanwhile. Go on there, or send it again to begin another."
        ) % {"number": draft.number}
    check_version(seen, hash_plan_meetings(plan), message)


def _lock_editable_plan(plan: Plan) -> Plan:
    found = Plan.objects.lock().get(pk=plan.pk)
    if not found.is_made:
        raise ValidationError(_("This timetable is not ready."), code="not_ready")
    return found


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


def _write_draft(draft: Plan, loaded: TimetableInput, meetings: Sequence[SlotMeeting]) -> None:
    found = build_plan(loaded.programme, meetings, 0, 0)
    draft.value, draft.bound = found.value, max(draft.bound or 0, found.value)
    draft.musts, draft.musts_kept = len(found.kept) + len(found.missed), len(found.kept)
    draft.fewest, draft.idle_tables = found.fewest, loaded.count_idle_tables(found.meetings)
    draft.of_version = draft.session.version
    draft.reasons = [loaded.pair_to_json(pair) | {"grounds": [], "without": HAND} for pair in found.missed]
    draft.programme = loaded.record.to_json()
    draft.save()
    # A meeting that stays, at the table where its pitch is now, keeps its row.
    wanted = {loaded.get_ids(each): each for each in meetings}
    rows = {
        (each.registration_id, each.pitch_id, each.slot_id): each
        for each in draft.meetings.select_related("table")
        if each.table == loaded.table.get(each.pitch_id)
    }
    stay = [row.pk for triple, row in rows.items() if triple in wanted]
    draft.meetings.exclude(pk__in=stay).delete()
    locked = set(loaded.programme.locked)
    Meeting.objects.bulk_create(
        build_meeting_row(draft, loaded, each, is_locked=each in locked)
        for triple, each in wanted.items()
        if triple not in rows
    )
    record_plan_meetings(draft)
    draft.save(update_fields=["programme"])


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
    """Lock exactly these meetings of a timetable, by id, and return how many changed.

    Timetables that are made from this one keep its locked meetings where they are.
    """
    lock_owned_session(plan.session, by)
    plan = _lock_editable_plan(plan)
    rows = plan.meetings.all()
    on, off = rows.filter(pk__in=meetings, is_locked=False), rows.filter(is_locked=True).exclude(pk__in=meetings)
    if on.exists() or off.exists():
        check_version(seen, hash_plan_meetings(plan), CHANGED)
    return off.update(is_locked=False) + on.update(is_locked=True)
