"""What the pages of a session show besides its own fields: rules, map, registration, checklist and choices of
challenges."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from itertools import pairwise

from django.contrib.auth.models import AnonymousUser
from django.db.models import Case, OuterRef, Q, QuerySet, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition, is_rom_owner
from challenges.posting.search import SEARCH
from challenges.posting.status_chips import StatusChip, get_status_chip
from challenges.posting.workflow import CLOSED_STATES
from challenges.sessions.appointment_models import Appointment
from challenges.sessions.models import ProgrammeItem, Session
from challenges.sessions.part_models import MeetingTable, Pitch, Slot
from challenges.sessions.part_services import get_published_plan
from challenges.sessions.plan_models import WITH_FIGURES
from challenges.sessions.registration_pages import get_latest_registration, get_registration_chip
from challenges.sessions.registrations.services import explain_registration_closed
from companies.profiles.permissions import get_own_company
from portal.accounts.models import User
from portal.core.expressions import CountSubquery
from portal.search.full_text import build_ids_condition
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_date_time

SHORTEST_BREAK = timedelta(minutes=10)  # a shorter gap is the walk to the next table


@dataclass(frozen=True)
class SlotLine:
    starts_at: datetime
    ends_at: datetime
    number: int | None  # None: a break

    def has(self, at: time) -> bool:
        """Return whether a time on the Dutch clock lies in this line, without its end."""
        return timezone.localtime(self.starts_at).time() <= at < timezone.localtime(self.ends_at).time()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def build_slot_lines(slots: Iterable[Slot], programme: Iterable[ProgrammeItem] = ()) -> list[SlotLine]:
    """Return the slots in order, with a break for each gap of at least ten minutes between two slots.

    A gap in which a programme item starts is not a break, because the programme already says what happens then.
    """
    programme_times = [item.starts_at for item in programme if item.starts_at]
    found: list[SlotLine] = []
    for number, slot in enumerate(sorted(slots, key=lambda slot: slot.starts_at), 1):
        if found and slot.starts_at - found[-1].ends_at >= SHORTEST_BREAK:
            gap = SlotLine(found[-1].ends_at, slot.starts_at, None)
            if not any(gap.has(at) for at in programme_times):
                found.append(gap)
        found.append(SlotLine(slot.starts_at, slot.ends_at, number))
    return found


def has_overlapping_spans(spans: Iterable[tuple[datetime, datetime]]) -> bool:
    """Return whether any two spans overlap; a span may start where another ends."""
    return any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans)))


def list_entry_rules(session: Session, now: datetime) -> list[str]:
    """Return the registration rules, each as a sentence for companies."""
    found = [_HOW[Session.Entry(session.entry)]()]
    if session.capacity:
        words = ngettext("There is %(n)s seat for companies.", "There are %(n)s seats for companies.", session.capacity)
        found.append(words % {"n": session.capacity})
    words = ngettext("%(n)s person per company.", "At most %(n)s people per company.", session.most_people)
    found.append(words % {"n": session.most_people})
    if session.entry_opens_at and session.entry_opens_at > now:
        found.append(_("Registration opens on %(when)s.") % {"when": format_date_time(session.entry_opens_at)})
    if session.entry_closes_at:
        words = (
            _("Register until %(when)s.") if session.entry_closes_at > now else _("Registration closed on %(when)s.")
        )
        found.append(words % {"when": format_date_time(session.entry_closes_at)})
    if session.matched_first_until and session.matched_first_until > now:
        words = _("Until %(when)s companies that match its challenges go first; others wait.")
        found.append(words % {"when": format_date_time(session.matched_first_until)})
    return found


_HOW = {
    Session.Entry.OPEN: lambda: _("Open to every company, while there are seats."),
    Session.Entry.APPROVAL: lambda: _("You ask for a seat; the organiser says yes or no to each company."),
    Session.Entry.INVITED: lambda: _("Only for companies that the organiser invites."),
}


# The grid of the tile map, row by row; None where no province lies.
GRID = (*((None, None, "FR", "GR"), (None, "NH", "FL", "DR"), ("ZH", "UT", "GE", "OV"), ("ZE", "NB", "LI", None)),)
SIDE, GAP = 30, 3


@dataclass(frozen=True)
class MapTile:
    code: str
    x: int
    y: int
    is_here: bool


def build_session_map(session: Session) -> list[MapTile]:
    """Return every province as a tile, with the province of the session marked; [] if that is not known."""
    if session.province is None:
        return []
    return [
        MapTile(code, column * (SIDE + GAP), row * (SIDE + GAP), code == session.province.code)
        for row, codes in enumerate(GRID)
        for column, code in enumerate(codes)
        if code
    ]


def build_geo_link(session: Session) -> str:
    """Return a geo URI (RFC 5870) that a phone opens in its map; "" if the coordinates are not known."""
    if session.latitude is None or session.longitude is None:
        return ""
    return f"geo:{session.latitude:.5f},{session.longitude:.5f}"


@dataclass(frozen=True)
class SessionRegistration:
    """What the page of a session says to one reader about registering.

    organises: the reader sees all registrations. chip: the status of the reader's own registration. can_register: the
    reader may open the form. closed: the reason why nobody can register now. had_meetings: meetings of the reader's
    company have begun.
    """

    organises: bool
    chip: StatusChip | None
    can_register: bool
    closed: str
    had_meetings: bool = False


def get_session_registration(user: User | AnonymousUser, session: Session, now: datetime) -> SessionRegistration | None:
    """Return what the reader sees about registering.

    Return None for staff of other ROMs, and for a past session at which the reader's company was not registered.
    """
    if is_rom_owner(user, session):
        return SessionRegistration(organises=True, chip=None, can_register=False, closed="")
    if user.is_authenticated and user.is_rom_staff:
        return None
    company = get_own_company(user)
    found = get_latest_registration(session, company.pk) if company else None
    closed = explain_registration_closed(session, now)
    if found is None and session.ends_at <= now:
        return None
    is_member = company is not None or not user.is_authenticated
    had_meetings = found is not None and Appointment.objects.filter(registration=found).begun(now).exists()
    return SessionRegistration(
        False, get_registration_chip(found.state) if found else None, is_member and not closed, closed, had_meetings
    )


NO_HOST = Q(host_name="", host_organisation="")


@dataclass(frozen=True)
class MissingPart:
    text: str
    url: str


@dataclass(frozen=True)
class PreparationPart:
    """A page on which a part of the session is prepared, with the number of rows that exist."""

    title: str
    url: str
    count: int | None = None


@dataclass(frozen=True)
class ChecklistStep:
    """A step on the checklist of the organisers. url is empty while the step has no page."""

    title: str
    url: str = ""
    status: str = ""
    is_current: bool = False
    is_passed: bool = False


@dataclass(frozen=True)
class SessionPreparation:
    parts: list[PreparationPart]
    missing: list[MissingPart] = field(default_factory=list)


def count_session_parts(sessions: Iterable[Session]) -> dict[int, SessionPreparation]:
    """Return the preparation of each session, by its id, with one query for all sessions."""
    numbers = [session.pk for session in sessions]
    return {session.pk: prepared for session, prepared in list_preparations(Session.objects.filter(pk__in=numbers))}


def list_preparations(sessions: QuerySet[Session], most: int | None = None) -> list[tuple[Session, SessionPreparation]]:
    """Return the first `most` sessions, each with its preparation, with one query."""
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
        PreparationPart(_("Rooms and tables"), _get_session_url("session_rooms", session), session.table_count),  # type: ignore[attr-defined]
        PreparationPart(_("Time slots"), _get_session_url("session_slots", session), session.slot_count),  # type: ignore[attr-defined]
        PreparationPart(_("Challenges and hosts"), _get_session_url("session_pitches", session), session.pitched),  # type: ignore[attr-defined]
        PreparationPart(_("Programme"), _get_session_url("session_programme", session), session.item_count),  # type: ignore[attr-defined]
        PreparationPart(_("Owners"), _get_session_url("session_owners", session)),
    ]
    return SessionPreparation(parts, list(_iter_missing_parts(session)))


def _iter_missing_parts(session: Session) -> Iterable[MissingPart]:
    counted = vars(session)
    if not counted["table_count"]:
        yield MissingPart(_("no tables yet"), _get_session_url("session_rooms", session))
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
    """Return the steps of organising a session, in order of time."""
    is_ready = not preparation.missing
    status = _("ready") if is_ready else _("%(n)s missing") % {"n": len(preparation.missing)}
    return [
        ChecklistStep(_("Prepare"), "#prepare", status, is_current=not is_ready and not is_past, is_passed=is_ready),
        ChecklistStep(_("Seats"), _get_session_url("registration_list", session), _format_places_taken(session)),
        ChecklistStep(_("Wishes"), _get_session_url("preference_hosts", session)),
        ChecklistStep(_("Timetable"), _get_session_url("plan_list", session), _format_timetable_status(session)),
        ChecklistStep(_("The day"), _get_session_url("check_in", session)),
        ChecklistStep(_("Afterwards"), is_current=is_past),
    ]


def _format_places_taken(session: Session) -> str:
    taken = session.registrations.seats_taken()
    if session.capacity is None:
        return ngettext("%(n)s taken", "%(n)s taken", taken) % {"n": taken}
    return _("%(n)s of %(capacity)s taken") % {"n": taken, "capacity": session.capacity}


def _format_timetable_status(session: Session) -> str:
    """Describe the published timetable, or say that there is a draft; "" if there is neither."""
    plan = get_published_plan(session)
    if plan is None:
        return _("draft") if session.plans.filter(state__in=WITH_FIGURES).exists() else ""
    text = _("version %(n)s, final") if plan.final_at else _("version %(n)s, provisional")
    return text % {"n": plan.number}


def _get_session_url(name: str, session: Session) -> str:
    return reverse(f"challenges:{name}", args=[session.slug])


MOST = 20
LONGEST = 200


@dataclass(frozen=True)
class PitchChoice:
    """Challenges that can be added to a session: the first ones, each with its status, and how many there are in
    all."""

    words: str
    own: bool
    number: int
    challenges: list[tuple[Challenge, StatusChip | None]]

    @property
    def is_asked(self) -> bool:
        return bool(self.words or self.own)


def list_pitch_choices(session: Session, user: User, words: str, *, own: bool, now: datetime) -> PitchChoice:
    """Return the challenges that can be added: those of the user's ROM first and closed ones last, or the best hits
    first."""
    words = words.strip()[:LONGEST]
    found = Challenge.objects.visible_to(user).exclude(pitches__session=session)
    is_own = build_ownership_condition(Challenge, user.rom_id)
    if own:
        found = found.filter(is_own)
    if words:
        found = SEARCH.closest_first(
            found.filter(build_ids_condition(SEARCH.find(words, found, Vocabulary.load()))), words
        )
    else:
        rank = Case(When(state__in=CLOSED_STATES, then=2), When(is_own, then=0), default=1)
        found = found.order_by(rank, "title_nl", "pk")
    shown = found.select_related("rom")[:MOST]
    return PitchChoice(words, own, found.count(), [(each, get_status_chip(each, now)) for each in shown])
