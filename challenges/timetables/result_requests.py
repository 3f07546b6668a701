"""Both sides of a session's talks are asked what came of them: when it is over, and once more some days later.

Asked is who has said nothing of a talk, whatever the other side said: being asked tells nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Q
from django.urls import reverse

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_owning_staff_condition
from challenges.sessions.follow_up_deadlines import get_earliest_waiting, get_result_reminder_time
from challenges.sessions.meeting_models import Appointment, AppointmentQuerySet, Outcome
from challenges.sessions.models import Session
from challenges.timetables.notifications import map_company_members
from challenges.timetables.result_notification_texts import ResultRequestNotice
from portal.accounts.models import User
from portal.core.database_clock import database_now
from portal.notifications.models import Notification, NotificationKind
from portal.notifications.services import notify_user

TEMPLATE = "challenges/timetables/mail/outcomes"


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
