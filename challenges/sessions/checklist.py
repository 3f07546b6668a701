"""The line of steps of a session, for its organisers, with what is still missing; each slice adds its own step."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.dependents import shown_of
from challenges.sessions.models import ProgrammeItem, Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import WITH_FIGURES
from challenges.sessions.room_models import MeetingTable
from challenges.sessions.slot_models import Slot
from portal.core.expressions import Rows

NO_HOST = Q(host_name="", host_organisation="")


@dataclass(frozen=True)
class Missing:
    text: str
    url: str


@dataclass(frozen=True)
class Part:
    """A page of the preparation, and how much of it there is."""

    title: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class Step:
    """url: empty where the step has no page yet."""

    title: str
    url: str = ""
    told: str = ""
    is_current: bool = False
    is_passed: bool = False


@dataclass(frozen=True)
class Preparation:
    parts: list[Part]
    missing: list[Missing] = field(default_factory=list)


def with_parts_counted(sessions: Iterable[Session]) -> dict[int, Preparation]:
    """What is there and what is missing, by session: one query, however many sessions."""
    numbers = [session.pk for session in sessions]
    return {session.pk: prepared for session, prepared in preparations(Session.objects.filter(pk__in=numbers))}


def preparations(sessions: QuerySet[Session], most: int | None = None) -> list[tuple[Session, Preparation]]:
    """The first so many of these sessions, each with its preparation: one query."""
    of_session = {"session": OuterRef("pk")}
    pitches = Pitch.objects.filter(**of_session)
    counted = sessions.annotate(
        pitched=Rows(pitches),
        hostless=Rows(pitches.filter(NO_HOST)),
        tableless=Rows(pitches.filter(table=None)),
        table_count=Rows(MeetingTable.objects.filter(**of_session)),
        slot_count=Rows(Slot.objects.filter(**of_session)),
        item_count=Rows(ProgrammeItem.objects.filter(**of_session)),
    )
    return [(session, _preparation(session)) for session in counted[:most]]


def _preparation(session: Session) -> Preparation:
    parts = [
        Part(_("Text, place and rules"), _url("session_edit", session)),
        Part(_("Rooms and tables"), _url("session_floor", session), session.table_count),  # type: ignore[attr-defined]
        Part(_("Time slots"), _url("session_slots", session), session.slot_count),  # type: ignore[attr-defined]
        Part(_("Challenges and hosts"), _url("session_pitches", session), session.pitched),  # type: ignore[attr-defined]
        Part(_("Programme"), _url("session_programme", session), session.item_count),  # type: ignore[attr-defined]
        Part(_("Owners"), _url("session_owners", session)),
    ]
    return Preparation(parts, list(_missing(session)))


def _missing(session: Session) -> Iterable[Missing]:
    counted = vars(session)
    if not counted["table_count"]:
        yield Missing(_("no tables yet"), _url("session_floor", session))
    if not counted["slot_count"]:
        yield Missing(_("no time slots yet"), _url("session_slots", session))
    if not counted["pitched"]:
        yield Missing(_("no challenges yet"), _url("session_pitches", session))
    if number := counted["hostless"]:
        words = ngettext("%(n)s challenge without a host", "%(n)s challenges without a host", number)
        yield Missing(words % {"n": number}, _url("session_pitches", session))
    if number := counted["tableless"]:
        words = ngettext("%(n)s challenge without a table", "%(n)s challenges without a table", number)
        yield Missing(words % {"n": number}, _url("session_pitches", session))
    if not session.address:
        yield Missing(_("no address yet"), _url("session_edit", session))


def steps_of(session: Session, preparation: Preparation, *, is_past: bool) -> list[Step]:
    """Prepare, seats, wishes, timetable, the day, afterwards."""
    is_ready = not preparation.missing
    told = _("ready") if is_ready else _("%(n)s missing") % {"n": len(preparation.missing)}
    return [
        Step(_("Prepare"), "#prepare", told, is_current=not is_ready and not is_past, is_passed=is_ready),
        Step(_("Seats"), _url("registration_list", session), _seats(session)),
        Step(_("Wishes"), _url("wish_hosts", session)),
        Step(_("Timetable"), _url("plan_list", session), _timetable(session)),
        Step(_("The day"), _url("check_in", session)),
        Step(_("Afterwards"), is_current=is_past),
    ]


def _seats(session: Session) -> str:
    """How many are taken, and of how many."""
    taken = session.registrations.seats_taken()
    if session.capacity is None:
        return ngettext("%(n)s taken", "%(n)s taken", taken) % {"n": taken}
    return _("%(n)s of %(capacity)s taken") % {"n": taken, "capacity": session.capacity}


def _timetable(session: Session) -> str:
    """What participants see of it, or that there is a draft; empty before."""
    shown = shown_of(session)
    if shown is None:
        return _("draft") if session.plans.filter(state__in=WITH_FIGURES).exists() else ""
    told = _("version %(n)s, final") if shown.final_at else _("version %(n)s, provisional")
    return told % {"n": shown.number}


def _url(name: str, session: Session) -> str:
    return reverse(f"challenges:{name}", args=[session.slug])
