"""Save meeting results, begin introductions where both sides go on, and ask for results that are missing.

Each side gives its own result once the meeting has started, and may correct it. Neither side ever reads the result of
the other (docs/adr/0031), so being asked for a result does not depend on the other side either. A result rests for a
quarter of an hour before contact details are shown, so that a slip of the thumb can be corrected.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction
from challenges.introductions.services import record_mutual_interest
from challenges.introductions.workflow import ENDED_STATES, INTRODUCED_STATES, IntroductionParty, IntroductionState
from challenges.posting.models import Challenge
from challenges.posting.ownership import is_rom_owner
from challenges.posting.reviewers import get_owning_staff
from challenges.sessions.appointment_models import (
    CORRECTION,
    Appointment,
    Outcome,
    get_amsterdam_day,
    get_earliest_waiting,
    get_follow_up_start,
    get_result_reminder_time,
)
from challenges.sessions.models import Session
from challenges.sessions.permissions import can_speak_for_host
from challenges.sessions.workflow import RegistrationState
from challenges.timetables.notifications import ResultRequestNotice, map_company_members
from companies.profiles.permissions import is_company_member
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.notifications.models import NotificationKind
from portal.notifications.services import Notice, notify_each
from portal.ui.dates import format_date_time

COMPANY, HOST = Outcome.Side.COMPANY, Outcome.Side.HOST
GOES_ON = Outcome.Kind.GOES_ON
BEYOND = tuple(state for state in INTRODUCED_STATES if state != IntroductionState.INTRODUCED)
REQUEST_TEMPLATE = "challenges/timetables/mail/meeting_results.html"


@transaction.atomic
def save_meeting_result(appointment: Appointment, by: User, side: str, kind: str) -> Outcome:
    """Save the result of one side; saving the same one again changes nothing.

    Staff of the ROMs that own the challenge, and organisers, give the result of the host.
    Raises ValidationError for a person who does not act for the side, before the meeting, for a cancelled one, and to
    change "we go on" once the two are being introduced.
    """
    appointment = _lock_appointment(appointment.pk)
    if kind not in Outcome.Kind.values:
        raise ValidationError(_("Choose one of the answers."), code="unknown")
    if side == COMPANY:
        is_allowed = is_company_member(by, appointment.registration.company)
    else:
        is_allowed = side == HOST and can_speak_for_host(by, appointment.pitch)
    if not is_allowed:
        raise ValidationError(_("You do not act for this side of the talk."), code="forbidden")
    now = database_now()
    if appointment.is_cancelled or appointment.registration.state != RegistrationState.CONFIRMED:
        raise ValidationError(_("This talk was called off, so nothing came of it."), code="changed")
    if now < appointment.starts_at:
        when = format_date_time(appointment.starts_at)
        raise ValidationError(_("This talk begins %(moment)s. Say it after that.") % {"moment": when}, code="early")
    found = appointment.outcomes.filter(side=side).first()
    if found and found.kind == kind:
        return found
    if found and found.kind == GOES_ON and _is_being_introduced(appointment):
        raise ValidationError(
            _("You are being introduced since. Stop that on the page of the introduction, and say why."), code="changed"
        )
    outcome, _is_new = Outcome.objects.update_or_create(
        appointment=appointment, side=side, defaults={"kind": kind, "by": by, "at": now}
    )
    return outcome


def _lock_appointment(number: int) -> Appointment:
    rows = Appointment.objects.lock()
    rows = rows.select_related("registration__company", "pitch__challenge__rom", "pitch__session__rom")
    return rows.get(pk=number)


def _is_being_introduced(appointment: Appointment) -> bool:
    """Return whether an introduction of the pair began after the meeting; both sides may know of it."""
    pair = Introduction.objects.filter(
        challenge=appointment.pitch.challenge_id, company=appointment.registration.company_id
    )
    return pair.filter(asked_at__gte=appointment.starts_at).exists()


def settle_due_meetings() -> int:
    """Begin or continue the introduction of every pair that is due, each once, and return how many."""
    due = _filter_meetings_to_settle(database_now()).order_by("starts_at", "pk").values_list("pk", flat=True)
    return sum(_settle_meeting(number) for number in list(due))


def _filter_meetings_to_settle(now: datetime) -> QuerySet[Appointment]:
    """Return the meetings after which both sides go on, and whose introduction does not reflect that yet.

    An introduction that ended after the meeting started counts as such: only people begin it again.
    """
    pair = Introduction.objects.filter(
        challenge=OuterRef("pitch__challenge"), company=OuterRef("registration__company")
    )
    all_accepted = Q(state=IntroductionState.ASKED, company_accepted_at__isnull=False, owner_accepted_at__isnull=False)
    ended = Q(state__in=ENDED_STATES, asked_at__gte=OuterRef("starts_at"))
    positive = Outcome.objects.filter(appointment=OuterRef("pk"), kind=GOES_ON, at__lte=now - CORRECTION)
    found = Appointment.objects.begun(now).filter(starts_at__gte=get_follow_up_start(now))
    found = found.filter(Exists(positive.filter(side=COMPANY)), Exists(positive.filter(side=HOST)))
    return found.exclude(Exists(pair.filter(Q(state__in=BEYOND) | all_accepted | ended)))


@transaction.atomic
def _settle_meeting(number: int) -> bool:
    """Settle one meeting in a transaction of its own, unless a result was corrected meanwhile."""
    appointment = _lock_appointment(number)
    if not _filter_meetings_to_settle(database_now()).filter(pk=number).exists():
        return False
    challenge = appointment.pitch.challenge
    people = {each.side: each.by for each in appointment.outcomes.select_related("by")}
    accepted: dict[IntroductionParty, User | None] = {IntroductionParty.COMPANY: people[COMPANY]}
    host = people[HOST]
    if host is not None and is_rom_owner(host, challenge):
        accepted[IntroductionParty.OWNER] = host  # an organiser speaks for the host, not for the ROM of the challenge
    day, note = get_amsterdam_day(appointment.starts_at), appointment.pitch.session.title_nl
    return record_mutual_interest(challenge, appointment.registration.company, accepted, day, note)


def request_due_results() -> int:
    """Ask everybody whose side has not given a result, after a session and once more later; return how many people."""
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
    suffix = ":again" if is_again else ""
    counts = _count_missing_results(session, COMPANY, "registration__company", now)
    url = reverse("challenges:result_own", args=[session.slug])
    notices = [
        Notice(
            person,
            NotificationKind.SESSIONS,
            REQUEST_TEMPLATE,
            f"outcomes:{session.pk}:company-{company}{suffix}",
            {"news": ResultRequestNotice(session, counts[company], is_again)},
            url,
        )
        for company, people in map_company_members(counts).items()
        if company in counts
        for person in people
    ]
    counts = _count_missing_results(session, HOST, "pitch__challenge", now)
    url, key = reverse("challenges:result_hosts", args=[session.slug]), f"outcomes:{session.pk}:host{suffix}"
    numbers: dict[User, int] = {}  # each person is asked once, for all challenges of their ROM
    for challenge in Challenge.objects.filter(pk__in=counts).only("pk", "rom").order_by("pk"):
        for person in get_owning_staff(challenge):
            numbers[person] = numbers.get(person, 0) + counts[challenge.pk]
    for person, number in numbers.items():
        news = ResultRequestNotice(session, number, is_again, of_host=True)
        notices.append(Notice(person, NotificationKind.REVIEWS, REQUEST_TEMPLATE, key, {"news": news}, url))
    return notify_each(notices)


def _count_missing_results(session: Session, side: str, group: str, now: datetime) -> dict[int, int]:
    """Count the meetings for which a side has not given a result, by the id of `group`."""
    waiting = Appointment.objects.filter(pitch__session=session).waiting_for(side, now).order_by()
    return dict(waiting.values_list(group).annotate(number=Count("pk")))
