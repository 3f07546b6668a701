"""Notify companies and ROMs of timetables, and ask them for meeting results."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_owning_staff_condition
from challenges.sessions.follow_up_deadlines import get_last_result_day
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.plan_snapshot import MeetingChange, MeetingPlace, map_pitch_challenges
from portal.accounts.models import User
from portal.notifications.bulk import PersonalNotice, notify_users
from portal.notifications.models import NotificationKind
from portal.ui.dates import format_date_time, format_day, format_time, format_time_span
from portal.ui.language import get_local_text


@dataclass(frozen=True)
class MeetingNoticeLine:
    """A meeting with whom, and what became of it; where all is told for the first time, nothing is called new."""

    who: str
    change: MeetingChange
    is_first: bool = False

    @property
    def text(self) -> str:
        of, to = self.change.of, self.change.to
        if to is None:
            return _("%(who)s: called off (was at %(of)s)") % {"who": self.who, "of": format_time_and_table(of)}
        if of is None and not self.is_first:
            return _("%(who)s: new, %(to)s") % {"who": self.who, "to": format_time_and_table(to)}
        if of is None:
            return _("%(who)s: %(to)s") % {"who": self.who, "to": format_time_and_table(to)}
        return _("%(who)s: now %(to)s (was at %(of)s)") % {
            "who": self.who,
            "to": format_time_and_table(to),
            "of": format_time_and_table(of),
        }


def format_time_and_table(place: MeetingPlace | None) -> str:
    """ "13.00, table 4" """
    if place is None:
        return ""
    if place.number is None:
        return format_time(place.starts_at)
    return _("%(time)s, table %(number)s") % {"time": format_time(place.starts_at), "number": place.number}


@dataclass(frozen=True)
class TimetableNotice:
    """is_first: all meetings are told, else what changed. companies, challenges: names by id of registration and pitch.
    of_host: read by a ROM for its challenges, where first of all only the number per table is told."""

    session: Session
    is_final: bool
    is_first: bool
    changes: Sequence[MeetingChange]
    companies: Mapping[int, str]
    challenges: Mapping[int, Challenge]
    of_host: bool = False
    remarks_until: datetime | None = None

    @property
    def title(self) -> str:
        if self.of_host:
            return _("The timetable is final") if self.is_first else _("Talks about your challenges have changed")
        if not self.is_first:
            return _("Your talks have changed")
        return _("Your timetable is final") if self.is_final else _("Your timetable, for your remarks")

    @property
    def about(self) -> str:
        """Which session, when and where."""
        session = self.session
        told = {"title": get_local_text(session, "title").text, "place": session.place, "city": session.city}
        told["when"] = format_time_span(session.starts_at, session.ends_at)
        return _("“%(title)s”, %(when)s, %(place)s in %(city)s.") % told

    @property
    def intro(self) -> str:
        if not self.is_first:
            return _("Only these talks are different; all others stay as they were.")
        if self.of_host:
            return _("Talks about the challenges of your ROM:")
        if self.changes:
            number = len(self.changes)
            return ngettext("You have %(count)d talk:", "You have %(count)d talks:", number) % {"count": number}
        return _("There is no talk for you in it.")

    @property
    def lines(self) -> list[str]:
        if self.of_host and self.is_first:
            return self._counts()
        return [MeetingNoticeLine(self._who(change), change, self.is_first).text for change in self.changes]

    @property
    def next(self) -> str:
        if self.of_host or self.is_final:
            return _("Your page shows them in the order of the day.")
        if self.remarks_until:
            told = _("Can you not come at one of these times? Say so on your page before %(when)s.")
            return told % {"when": format_date_time(self.remarks_until)}
        return _("Can you not come at one of these times? Say so on your page, as long as the timetable is not final.")

    def _who(self, change: MeetingChange) -> str:
        registration, pitch = change.pair
        if not self.of_host:
            return self._title(pitch)
        return _("%(company)s about %(challenge)s") % {
            "company": self.companies.get(registration, "?"),
            "challenge": self._title(pitch),
        }

    def _counts(self) -> list[str]:
        pitches = dict.fromkeys(change.pair[1] for change in self.changes)
        counts = {pitch: sum(change.pair[1] == pitch for change in self.changes) for pitch in pitches}
        return [
            ngettext("%(who)s: %(count)d talk", "%(who)s: %(count)d talks", count)
            % {"who": self._title(pitch), "count": count}
            for pitch, count in counts.items()
        ]

    def _title(self, pitch: int) -> str:
        challenge = self.challenges.get(pitch)
        if challenge is None:
            return _("a challenge that is not there any more")
        return "“{}”".format(get_local_text(challenge, "title").text)


TEMPLATE = "challenges/mail/timetable"


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


@dataclass(frozen=True)
class ResultRequestNotice:
    """number: talks of which the reader's side has said nothing."""

    session: Session
    number: int
    is_again: bool = False
    of_host: bool = False

    @property
    def title(self) -> str:
        return _("Say what came of your talks") if self.is_again else _("What came of your talks?")

    @property
    def about(self) -> str:
        told = ngettext(
            "At “%(title)s” there was %(count)d talk of which you have said nothing yet.",
            "At “%(title)s” there were %(count)d talks of which you have said nothing yet.",
            self.number,
        )
        return told % {"title": get_local_text(self.session, "title").text, "count": self.number}

    @property
    def whose(self) -> str:
        return _("You answer for the hosts of your ROM's challenges.") if self.of_host else ""

    @property
    def how(self) -> str:
        return _("Choose one answer per talk: we go on talking, perhaps later, no fit, or we did not meet.")

    @property
    def promise(self) -> str:
        return _("The other side never reads your answer. If you both go on, an introduction begins.")

    @property
    def until(self) -> str:
        return _("You can do so until %(day)s.") % {"day": format_day(get_last_result_day(self.session.ends_at))}
