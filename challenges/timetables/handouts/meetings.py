"""The talks of a timetable as people need them on the day: when, at which table, with whom, about what.

How a timetable stands: draft, provisional or final; said on every page and every paper of it.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.planned_meeting_models import Meeting
from challenges.sessions.registration_workflow import RegistrationState
from challenges.sessions.slot_list import SHORTEST_BREAK
from challenges.sessions.slot_models import Slot
from portal.core.bilingual import LocalText
from portal.ui.dates import format_date_time


@dataclass(frozen=True)
class HandoutMeeting:
    """registration, pitch: ids. people: how many the company sends. foreign: the language of the title, where that is
    not the reader's. hidden: the reader may not see the challenge (any more), so its title is not told.
    has_left: the company has no seat any more."""

    slot: int
    starts_at: datetime
    ends_at: datetime
    table: int
    room: str
    room_id: int
    challenge: str
    foreign: str
    host: str
    company: str
    registration: int
    pitch: int
    people: int
    is_must: bool
    hidden: bool = False
    has_left: bool = False

    @property
    def people_told(self) -> str:
        """How many sit down; that nobody does where the company gave its seats back since."""
        if self.has_left:
            return _("left since")
        return ngettext("%(count)d person", "%(count)d people", self.people) % {"count": self.people}


@dataclass(frozen=True)
class SlotSpan:
    """A slot of the day, or what lies between two of them: slot None is a break."""

    starts_at: datetime
    ends_at: datetime
    slot: int | None


def load_handout_meetings(
    meetings: QuerySet[Meeting], language: str, seen: Collection[int] | None = None
) -> list[HandoutMeeting]:
    """In the order of the day, then by table; one query. seen: the ids of the challenges that the reader may see;
    None for all."""
    rows = meetings.select_related("registration__company", "pitch__challenge", "slot", "table__room")
    rows = rows.order_by("slot__starts_at", "table__number", "pk")
    return [build_handout_meeting(row, language, seen) for row in rows]


def build_handout_meeting(row: Meeting, language: str, seen: Collection[int] | None = None) -> HandoutMeeting:
    """row: with its registration's company, its pitch's challenge, its slot, and its table's room."""
    hidden = seen is not None and row.pitch.challenge_id not in seen
    title: LocalText = row.pitch.challenge.local("title")
    return HandoutMeeting(
        slot=row.slot_id,
        starts_at=row.slot.starts_at,
        ends_at=row.slot.ends_at,
        table=row.table.number,
        room=str(row.table.room),
        room_id=row.table.room_id,
        challenge=_("A challenge that is not shown any more") if hidden else title.text,
        foreign="" if hidden or title.language == language else title.language,
        host=format_host(row.pitch),
        company=row.registration.company.name,
        registration=row.registration_id,
        pitch=row.pitch_id,
        people=row.registration.seats,
        is_must=row.is_must,
        hidden=hidden,
        has_left=row.registration.state != RegistrationState.CONFIRMED,
    )


def format_host(pitch: Pitch) -> str:
    """ "Kapitein De Vries, Landmacht"; "" where nobody is named yet."""
    return ", ".join(part for part in (pitch.host_name, pitch.host_organisation) if part)


def build_slot_spans(slots: Iterable[Slot]) -> list[SlotSpan]:
    """The day in its order; what is shorter than ten minutes is the walk to the next table, and no break."""
    found: list[SlotSpan] = []
    for slot in sorted(slots, key=lambda slot: slot.starts_at):
        if found and slot.starts_at - found[-1].ends_at >= SHORTEST_BREAK:
            found.append(SlotSpan(found[-1].ends_at, slot.starts_at, None))
        found.append(SlotSpan(slot.starts_at, slot.ends_at, slot.pk))
    return found


def group_by_registration(talks: Sequence[HandoutMeeting]) -> dict[int, list[HandoutMeeting]]:
    """By registration."""
    found: dict[int, list[HandoutMeeting]] = {}
    for talk in talks:
        found.setdefault(talk.registration, []).append(talk)
    return found


@dataclass(frozen=True)
class PlanStatus:
    """chip: as _state_chip.html draws it. warning: what may still change; "" of a final one."""

    chip: str
    label: str
    text: str
    warning: str


def get_plan_status(plan: Plan) -> PlanStatus:
    if plan.final_at:
        return PlanStatus("open", pgettext("timetable", "Final"), _format_plan_version(plan.number, plan.final_at), "")
    if plan.provisional_at:
        warning = _("Provisional: times, tables and talks can still change.")
        return PlanStatus(
            "soon",
            pgettext("timetable", "Provisional"),
            _format_plan_version(plan.number, plan.provisional_at),
            warning,
        )
    warning = _("Draft: for the organisers alone, and not announced to anybody.")
    return PlanStatus("draft", _("Draft"), _format_plan_version(plan.number, plan.ended_at), warning)


def _format_plan_version(number: int, at: datetime | None) -> str:
    return _("version %(number)d, %(moment)s") % {"number": number, "moment": format_date_time(at)}
