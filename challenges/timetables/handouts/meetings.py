"""Show the meetings of a timetable as people need them on the day: when, at which table, with whom, about what."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from challenges.posting.models import Challenge
from challenges.sessions.pages import SHORTEST_BREAK
from challenges.sessions.part_models import Pitch, Slot
from challenges.sessions.plan_models import Meeting, Plan
from challenges.sessions.workflow import RegistrationState
from portal.accounts.models import User
from portal.core.bilingual import LocalText, get_reader_language
from portal.ui.dates import format_date_time


@dataclass(frozen=True)
class HandoutMeeting:
    """Show a meeting; slot, room_id, registration and pitch are ids.

    foreign: the language of the title, "" for the reader's own. people: how many the company sends. has_left: its
    registration has ended.
    """

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
    has_left: bool = False

    @property
    def people_told(self) -> str:
        """Say how many people come to the table."""
        if self.has_left:
            return _("left since")
        return ngettext("%(count)d person", "%(count)d people", self.people) % {"count": self.people}


@dataclass(frozen=True)
class SlotSpan:
    """Say when a slot is, by id, or a break between two slots: slot None."""

    starts_at: datetime
    ends_at: datetime
    slot: int | None


def load_handout_meetings(meetings: QuerySet[Meeting], visible: Collection[int] | None = None) -> list[HandoutMeeting]:
    """Load meetings in the order of the day, then by table, with one query.

    visible: the ids of the challenges that the reader may see; None for all.
    """
    rows = meetings.select_related("registration__company", "pitch__challenge", "slot", "table__room")
    rows = rows.order_by("slot__starts_at", "table__number", "pk")
    return [build_handout_meeting(row, visible) for row in rows]


def build_handout_meeting(row: Meeting, visible: Collection[int] | None = None) -> HandoutMeeting:
    """Build what is shown of a row with its company, challenge, slot, table and room."""
    title, foreign = get_visible_title(row.pitch.challenge, visible)
    return HandoutMeeting(
        slot=row.slot_id,
        starts_at=row.slot.starts_at,
        ends_at=row.slot.ends_at,
        table=row.table.number,
        room=str(row.table.room),
        room_id=row.table.room_id,
        challenge=title,
        foreign=foreign,
        host=format_host(row.pitch),
        company=row.registration.company.name,
        registration=row.registration_id,
        pitch=row.pitch_id,
        people=row.registration.seats,
        is_must=row.is_must,
        has_left=row.registration.state != RegistrationState.CONFIRMED,
    )


def find_visible_challenges(user: User, challenges: Iterable[int]) -> set[int]:
    """Return which of these challenges, by id, a user may see."""
    return set(Challenge.objects.visible_to(user).filter(pk__in=challenges).values_list("pk", flat=True))


def get_visible_title(challenge: Challenge, visible: Collection[int] | None = None) -> tuple[str, str]:
    """Return the title of a challenge, and its language unless that is the reader's.

    A challenge that is not in `visible` has a text in place of its title.
    """
    if visible is not None and challenge.pk not in visible:
        return _("A challenge that is not shown any more"), ""
    title: LocalText = challenge.local("title")
    return title.text, "" if title.language == get_reader_language() else title.language


def format_host(pitch: Pitch) -> str:
    """Return a text such as "Kapitein De Vries, Landmacht"; "" where nobody is named yet."""
    return ", ".join(part for part in (pitch.host_name, pitch.host_organisation) if part)


def build_slot_spans(slots: Iterable[Slot]) -> list[SlotSpan]:
    """Return the slots and breaks of a day in order; less than ten minutes is time to walk and no break."""
    found: list[SlotSpan] = []
    for slot in sorted(slots, key=lambda slot: slot.starts_at):
        if found and slot.starts_at - found[-1].ends_at >= SHORTEST_BREAK:
            found.append(SlotSpan(found[-1].ends_at, slot.starts_at, None))
        found.append(SlotSpan(slot.starts_at, slot.ends_at, slot.pk))
    return found


@dataclass(frozen=True)
class PlanStatus:
    """Say on every page and document whether a timetable is a draft, provisional or final.

    chip: the shape of its chip. warning: what may still change, "" for a final one.
    """

    chip: str
    label: str
    text: str
    warning: str


def get_plan_status(plan: Plan) -> PlanStatus:
    if plan.final_at:
        at, chip, label, warning = plan.final_at, "open", pgettext("timetable", "Final"), ""
    elif plan.provisional_at:
        at, chip, label = plan.provisional_at, "soon", pgettext("timetable", "Provisional")
        warning = _("Provisional: times, tables and talks can still change.")
    else:
        at, chip, label = plan.ended_at, "draft", _("Draft")
        warning = _("Draft: for the organisers alone, and not announced to anybody.")
    text = _("version %(number)d, %(moment)s") % {"number": plan.number, "moment": format_date_time(at)}
    return PlanStatus(chip, label, text, warning)
