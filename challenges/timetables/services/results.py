"""What came of a talk: each side says it for itself, as soon as the talk begins; said again it is corrected.

Neither side ever reads what the other said: see docs/adr/0031. What follows from two answers is in `settling`.

What follows from two answers: where both sides go on, one introduction of the pair, and that they met.

An answer rests a quarter of an hour first, so that a slip of the thumb can be mended before contacts are shown.

Both sides of a session's talks are asked what came of them: when it is over, and once more some days later.

Asked is who has said nothing of a talk, whatever the other side said: being asked tells nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction
from challenges.introductions.mutual_interest import record_mutual_interest
from challenges.introductions.workflow import ENDED_STATES, INTRODUCED_STATES, IntroductionParty, IntroductionState
from challenges.posting.models import Challenge
from challenges.posting.ownership import build_owning_staff_condition, is_rom_owner
from challenges.sessions.follow_up_deadlines import (
    CORRECTION,
    get_amsterdam_day,
    get_earliest_waiting,
    get_follow_up_start,
    get_result_reminder_time,
)
from challenges.sessions.meeting_models import Appointment, AppointmentQuerySet, Outcome
from challenges.sessions.models import Session
from challenges.sessions.permissions import can_speak_for_host
from challenges.sessions.registration_workflow import RegistrationState
from challenges.timetables.notifications import ResultRequestNotice, map_company_members
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.notifications.models import Notification, NotificationKind
from portal.notifications.services import notify_user
from portal.ui.dates import format_date_time

COMPANY, HOST = Outcome.Side.COMPANY, Outcome.Side.HOST
GOES_ON = Outcome.Kind.GOES_ON


@transaction.atomic
def save_meeting_result(appointment: Appointment, by: User, side: str, kind: str) -> Outcome:
    """The answer of a side; the same one said twice changes nothing.

    For the host speak the staff of a ROM that owns the challenge, and an organiser, who is noted as who said it.
    ValidationError where the person does not act for the side, before the talk, where it was called off, and to take
    back "we go on" once the two are being introduced.
    """
    held = lock_appointment(appointment.pk)
    if kind not in Outcome.Kind.values:
        raise ValidationError(_("Choose one of the answers."), code="unknown")
    if not can_report_result(by, held, side):
        raise ValidationError(_("You do not act for this side of the talk."), code="forbidden")
    now = database_now()
    check_result_reportable(held, now)
    found = held.outcomes.filter(side=side).first()
    if found and found.kind == kind:
        return found
    if found and found.kind == GOES_ON and is_being_introduced(held):
        raise ValidationError(
            _("You are being introduced since. Stop that on the page of the introduction, and say why."), code="changed"
        )
    outcome, _is_new = Outcome.objects.update_or_create(
        appointment=held, side=side, defaults={"kind": kind, "by": by, "at": now}
    )
    return outcome


def lock_appointment(number: int) -> Appointment:
    """The talk, until the transaction ends: two who say something of it queue."""
    rows = Appointment.objects.select_for_update(of=("self",), no_key=True)
    rows = rows.select_related("registration__company", "pitch__challenge__rom", "pitch__session__rom")
    return rows.get(pk=number)


def can_report_result(user: User, appointment: Appointment, side: str) -> bool:
    if side == COMPANY:
        return is_company_member(user, appointment.registration.company)
    return side == HOST and can_speak_for_host(user, appointment.pitch)


def check_result_reportable(appointment: Appointment, now: datetime) -> None:
    if appointment.is_cancelled or appointment.registration.state != RegistrationState.CONFIRMED:
        raise ValidationError(_("This talk was called off, so nothing came of it."), code="changed")
    if now < appointment.starts_at:
        when = format_date_time(appointment.starts_at)
        raise ValidationError(_("This talk begins %(moment)s. Say it after that.") % {"moment": when}, code="early")


def is_being_introduced(appointment: Appointment) -> bool:
    """By an introduction that began after the talk did; whoever asks may know of it, whatever the other side said."""
    pair = Introduction.objects.filter(
        challenge=appointment.pitch.challenge_id, company=appointment.registration.company_id
    )
    return pair.filter(asked_at__gte=appointment.starts_at).exists()


BEYOND = tuple(state for state in INTRODUCED_STATES if state != IntroductionState.INTRODUCED)


def settle_due_meetings() -> int:
    """How many introductions this began or carried on; each once, however often asked."""
    due = filter_meetings_to_settle(database_now()).order_by("starts_at", "pk").values_list("pk", flat=True)
    return sum(_settle_meeting(number) for number in list(due))


def filter_meetings_to_settle(now: datetime) -> QuerySet[Appointment]:
    """Both go on since a quarter of an hour, and the pair's introduction does not know of it yet.

    Over is what ended after the talk began: that is for people to begin anew.
    """
    pair = Introduction.objects.filter(
        challenge=OuterRef("pitch__challenge"), company=OuterRef("registration__company")
    )
    all_said = Q(state=IntroductionState.ASKED, company_accepted_at__isnull=False, owner_accepted_at__isnull=False)
    over = Q(state__in=ENDED_STATES, asked_at__gte=OuterRef("starts_at"))
    known = pair.filter(Q(state__in=BEYOND) | all_said | over)
    found = Appointment.objects.begun(now).filter(starts_at__gte=get_follow_up_start(now))
    return found.filter(
        Exists(_filter_positive_results(COMPANY, now)), Exists(_filter_positive_results(HOST, now))
    ).exclude(Exists(known))


def _filter_positive_results(side: str, now: datetime) -> QuerySet[Outcome]:
    said = Outcome.objects.filter(appointment=OuterRef("pk"), side=side, kind=GOES_ON)
    return said.filter(at__lte=now - CORRECTION)


@transaction.atomic
def _settle_meeting(number: int) -> bool:
    """One talk, in a transaction of its own; what somebody corrected meanwhile is not due any more."""
    held = lock_appointment(number)
    if not filter_meetings_to_settle(database_now()).filter(pk=number).exists():
        return False
    challenge, said = held.pitch.challenge, {each.side: each.by for each in held.outcomes.select_related("by")}
    yes: dict[IntroductionParty, User | None] = {IntroductionParty.COMPANY: said[COMPANY]}
    host = said[HOST]
    if host is not None and is_rom_owner(host, challenge):
        yes[IntroductionParty.OWNER] = host  # an organiser speaks for the host, not for the ROM of the challenge
    note = held.pitch.session.title_nl
    return record_mutual_interest(challenge, held.registration.company, yes, get_amsterdam_day(held.starts_at), note)


TEMPLATE = "challenges/mail/outcomes"


def request_due_results() -> int:
    """How many people were told; each once after the session and once again, also what fell due while nobody asked."""
    now = database_now()
    over = Session.objects.filter(
        state=Session.State.PUBLISHED, ends_at__lte=now, ends_at__gte=get_earliest_waiting(now)
    )
    return sum(
        _request_session_results(session, now) for session in over.select_related("rom").order_by("ends_at", "pk")
    )


@transaction.atomic
def _request_session_results(session: Session, now: datetime) -> int:
    is_again = now >= get_result_reminder_time(session.ends_at)
    waiting = Appointment.objects.filter(pitch__session=session)
    to_tell = [
        *_list_company_requests(session, waiting, now, is_again),
        *_list_host_requests(session, waiting, now, is_again),
    ]
    knows = set(Notification.objects.filter(key__in={each.key for each in to_tell}).values_list("user", "key"))
    return sum(each.tell() for each in to_tell if (each.person.pk, each.key) not in knows)


@dataclass(frozen=True)
class ResultRequest:
    person: User
    kind: NotificationKind
    key: str
    news: ResultRequestNotice
    url: str

    def tell(self) -> bool:
        return notify_user(
            self.person, self.kind, key=self.key, template=TEMPLATE, context={"news": self.news}, url=self.url
        )


def _build_request_key(session: Session, whose: object, is_again: bool) -> str:
    return f"outcomes:{session.pk}:{whose}" + (":again" if is_again else "")


def _list_company_requests(
    session: Session, talks: AppointmentQuerySet, now: datetime, is_again: bool
) -> Iterable[ResultRequest]:
    rows = talks.waiting_for(Outcome.Side.COMPANY, now).order_by().values_list("registration__company")
    counts = dict(rows.annotate(number=Count("pk")))
    url = reverse("challenges:outcome_own", args=[session.slug])
    for company, people in map_company_members(counts).items():
        for person in people:
            if company in counts:
                news = ResultRequestNotice(session, counts[company], is_again)
                yield ResultRequest(
                    person,
                    NotificationKind.SESSIONS,
                    _build_request_key(session, f"company-{company}", is_again),
                    news,
                    url,
                )


def _list_host_requests(
    session: Session, talks: AppointmentQuerySet, now: datetime, is_again: bool
) -> Iterable[ResultRequest]:
    """Each person of a ROM once, for all the challenges that it owns."""
    rows = talks.waiting_for(Outcome.Side.HOST, now).order_by().values_list("pitch__challenge")
    counts = dict(rows.annotate(number=Count("pk")))
    url = reverse("challenges:outcome_hosts", args=[session.slug])
    numbers: dict[User, int] = {}
    for challenge in Challenge.objects.filter(pk__in=counts).only("pk", "rom").order_by("pk"):
        staff: Q = build_owning_staff_condition(challenge)
        for person in User.objects.filter(staff, is_active=True).order_by("pk").distinct():
            numbers[person] = numbers.get(person, 0) + counts[challenge.pk]
    for person, number in numbers.items():
        news = ResultRequestNotice(session, number, is_again, of_host=True)
        yield ResultRequest(person, NotificationKind.REVIEWS, _build_request_key(session, "host", is_again), news, url)
