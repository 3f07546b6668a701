"""The line of steps of a session, for its organisers, with what is still missing; each slice adds its own step."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.sessions.dependents import get_published_plan
from challenges.sessions.models import ProgrammeItem, Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import WITH_FIGURES
from challenges.sessions.room_models import MeetingTable
from challenges.sessions.slot_models import Slot
from portal.core.expressions import CountSubquery

NO_HOST = Q(host_name="", host_organisation="")


@dataclass(frozen=True)
class MissingPart:
    text: str
    url: str


@dataclass(frozen=True)
class PreparationPart:
    """A page of the preparation, and how much of it there is."""

    title: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class ChecklistStep:
    """url: empty where the step has no page yet."""

    title: str
    url: str = ""
    told: str = ""
    is_current: bool = False
    is_passed: bool = False


@dataclass(frozen=True)
class SessionPreparation:
    parts: list[PreparationPart]
    missing: list[MissingPart] = field(default_factory=list)


def count_session_parts(sessions: Iterable[Session]) -> dict[int, SessionPreparation]:
    """What is there and what is missing, by session: one query, however many sessions."""
    numbers = [session.pk for session in sessions]
    return {session.pk: prepared for session, prepared in list_preparations(Session.objects.filter(pk__in=numbers))}


def list_preparations(sessions: QuerySet[Session], most: int | None = None) -> list[tuple[Session, SessionPreparation]]:
    """The first so many of these sessions, each with its preparation: one query."""
    of_session = {"session": OuterRef("pk")}
    pitches = Pitch.objects.filter(**of_session)
    counted = sessions.annotate(
        pitched=CountSubquery(pitches),
        hostless=CountSubquery(pitches.filter(NO_HOST)),
        tableless=CountSubquery(pitches.filter(table=None)),
        table_count=CountSubquery(MeetingTable.objects.filter(**of_session)),
        slot_count=CountSubquery(Slot.objects.filter(**of_session)),
        item_count=CountSubquery(ProgrammeItem.objects.filter(**of_session)),
    )
    return [(session, _build_preparation(session)) for session in counted[:most]]


def _build_preparation(session: Session) -> SessionPreparation:
    parts = [
        PreparationPart(_("Text, place and rules"), _get_session_url("session_edit", session)),
        PreparationPart(_("Rooms and tables"), _get_session_url("session_floor", session), session.table_count),  # type: ignore[attr-defined]
        PreparationPart(_("Time slots"), _get_session_url("session_slots", session), session.slot_count),  # type: ignore[attr-defined]
        PreparationPart(_("Challenges and hosts"), _get_session_url("session_pitches", session), session.pitched),  # type: ignore[attr-defined]
        PreparationPart(_("Programme"), _get_session_url("session_programme", session), session.item_count),  # type: ignore[attr-defined]
        PreparationPart(_("Owners"), _get_session_url("session_owners", session)),
    ]
    return SessionPreparation(parts, list(_iter_missing_parts(session)))


def _iter_missing_parts(session: Session) -> Iterable[MissingPart]:
    counted = vars(session)
    if not counted["table_count"]:
        yield MissingPart(_("no tables yet"), _get_session_url("session_floor", session))
    if not counted["slot_count"]:
        yield MissingPart(_("no time slots yet"), _get_session_url("session_slots", session))
    if not counted["pitched"]:
        yield MissingPart(_("no challenges yet"), _get_session_url("session_pitches", session))
    if number := counted["hostless"]:
        words = ngettext("%(n)s challenge without a host", "%(n)s challenges without a host", number)
        yield MissingPart(words % {"n": number}, _get_session_url("session_pitches", session))
    if number := counted["tableless"]:
        words = ngettext("%(n)s challenge without a table", "%(n)s challenges without a table", number)
        yield MissingPart(words % {"n": number}, _get_session_url("session_pitches", session))
    if not session.address:
        yield MissingPart(_("no address yet"), _get_session_url("session_edit", session))


def build_checklist(session: Session, preparation: SessionPreparation, *, is_past: bool) -> list[ChecklistStep]:
    """Prepare, seats, wishes, timetable, the day, afterwards."""
    is_ready = not preparation.missing
    told = _("ready") if is_ready else _("%(n)s missing") % {"n": len(preparation.missing)}
    return [
        ChecklistStep(_("Prepare"), "#prepare", told, is_current=not is_ready and not is_past, is_passed=is_ready),
        ChecklistStep(_("Seats"), _get_session_url("registration_list", session), _format_places_taken(session)),
        ChecklistStep(_("Wishes"), _get_session_url("wish_hosts", session)),
        ChecklistStep(_("Timetable"), _get_session_url("plan_list", session), _format_timetable_status(session)),
        ChecklistStep(_("The day"), _get_session_url("check_in", session)),
        ChecklistStep(_("Afterwards"), is_current=is_past),
    ]


def _format_places_taken(session: Session) -> str:
    """How many are taken, and of how many."""
    taken = session.registrations.seats_taken()
    if session.capacity is None:
        return ngettext("%(n)s taken", "%(n)s taken", taken) % {"n": taken}
    return _("%(n)s of %(capacity)s taken") % {"n": taken, "capacity": session.capacity}


def _format_timetable_status(session: Session) -> str:
    """What participants see of it, or that there is a draft; empty before."""
    shown = get_published_plan(session)
    if shown is None:
        return _("draft") if session.plans.filter(state__in=WITH_FIGURES).exists() else ""
    told = _("version %(n)s, final") if shown.final_at else _("version %(n)s, provisional")
    return told % {"n": shown.number}


def _get_session_url(name: str, session: Session) -> str:
    return reverse(f"challenges:{name}", args=[session.slug])
