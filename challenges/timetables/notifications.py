"""Who is told of a timetable: the people of each company that comes, and of the ROMs whose challenges are pitched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.urls import reverse

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_owning_staff_condition
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.notification_texts import TimetableNotice
from challenges.timetables.plan_snapshot import MeetingChange, map_pitch_challenges
from portal.accounts.models import User
from portal.notifications.bulk import PersonalNotice, notify_users
from portal.notifications.models import NotificationKind

TEMPLATE = "challenges/timetables/mail/timetable"


@dataclass(frozen=True)
class NotifiedCounts:
    companies: int = 0
    people: int = 0


def notify_plan_published(
    plan: Plan, changes: Sequence[MeetingChange], at: datetime, *, by: User, is_first: bool
) -> NotifiedCounts:
    """Everybody of the first one, and of a later one those whose own meetings changed; once per `at`.

    ROMs are told of a final one alone: before that they can do nothing about it but through the organiser.
    """
    is_final, session = plan.final_at is not None, plan.session
    coming = list(session.registrations.confirmed().select_related("company").order_by("pk"))
    known = _load_pitch_challenges(plan)
    names = dict(Registration.objects.filter(session=session).values_list("pk", "company__name"))
    news = TimetableNotice(session, is_final, is_first, changes, names, known, remarks_until=plan.remarks_until)
    key = f"timetable:{plan.pk}:{at.isoformat(timespec='milliseconds')}"
    told = _notify_plan_companies(coming, news, key)
    if is_final:
        _notify_plan_hosts(news, key, by)
    return told


def get_own_plan_url(plan: Plan) -> str:
    return reverse("challenges:plan_own", args=[plan.session.slug])


def _load_pitch_challenges(plan: Plan) -> dict[int, Challenge]:
    of_pitch = map_pitch_challenges(plan)
    found = Challenge.objects.filter(pk__in=of_pitch.values()).select_related("rom")
    rows = {row.pk: row for row in found.prefetch_related("co_owners")}
    return {pitch: rows[challenge] for pitch, challenge in of_pitch.items() if challenge in rows}


def _notify_plan_companies(coming: Iterable[Registration], news: TimetableNotice, key: str) -> NotifiedCounts:
    companies, notes = 0, []
    by_company = map_company_members([each.company_id for each in coming])
    for registration in coming:
        own = [change for change in news.changes if change.pair[0] == registration.pk]
        if not own and not news.is_first:
            continue
        companies += 1
        told = replace(news, changes=own)
        notes += [
            _build_plan_note(person, f"{key}:{registration.pk}", told)
            for person in by_company.get(registration.company_id, ())
        ]
    return NotifiedCounts(companies, notify_users(NotificationKind.SESSIONS, TEMPLATE, notes))


def map_company_members(companies: Iterable[int]) -> Mapping[int, list[User]]:
    """The people who act for each of these companies, and for others where they do; two queries."""
    found: dict[int, list[User]] = {}
    people = User.objects.filter(is_active=True, memberships__company__in=list(companies)).order_by("pk")
    for person in people.prefetch_related("memberships"):
        for membership in person.memberships.all():
            found.setdefault(membership.company_id, []).append(person)
    return found


def _notify_plan_hosts(news: TimetableNotice, key: str, by: User) -> None:
    """Each person once, of all challenges of their ROM; not who made it final, who knows."""
    concerned: dict[User, set[int]] = {}
    for pitch in {change.pair[1] for change in news.changes} & news.challenges.keys():
        staff: Q = build_owning_staff_condition(news.challenges[pitch])
        for person in User.objects.filter(staff, is_active=True).exclude(pk=by.pk).order_by("pk").distinct():
            concerned.setdefault(person, set()).add(pitch)
    notes = [
        _build_plan_note(
            person,
            f"{key}:host",
            replace(news, changes=[change for change in news.changes if change.pair[1] in pitches], of_host=True),
        )
        for person, pitches in concerned.items()
    ]
    notify_users(NotificationKind.REVIEWS, TEMPLATE, notes)


def _build_plan_note(person: User, key: str, news: TimetableNotice) -> PersonalNotice:
    return PersonalNotice(person, key, {"news": news}, reverse("challenges:plan_own", args=[news.session.slug]))
