"""Tell people of a timetable, of remarks on it, and ask what came of the meetings.

Told are the people of each company that comes, and of the ROMs whose challenges are pitched. No message names a person.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.posting.reviewers import get_owning_staff
from challenges.sessions.follow_up_deadlines import get_last_result_day
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.comment_models import Remark
from challenges.timetables.plan_snapshot import MeetingChange, MeetingPlace, map_pitch_challenges
from portal.accounts.models import User
from portal.core.bilingual import get_local_text
from portal.notifications.models import NotificationKind
from portal.notifications.services import Notice, notify, notify_each
from portal.ui.dates import format_date_time, format_day, format_time, format_time_span


def format_time_and_table(place: MeetingPlace | None) -> str:
    """ "13.00, table 4" """
    if place is None:
        return ""
    if place.number is None:
        return format_time(place.starts_at)
    return _("%(time)s, table %(number)s") % {"time": format_time(place.starts_at), "number": place.number}


@dataclass(frozen=True)
class TimetableNotice:
    """A timetable as one company reads it, or a ROM for its challenges, in the language that is active then.

    is_first: all meetings are told, else what changed. companies, challenges: by id of registration and pitch.
    of_host: read by a ROM, which is told only the number of meetings per challenge at first.
    """

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
        """Say which session it is, when and where."""
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
        return [self._describe_change(change) for change in self.changes]

    @property
    def next(self) -> str:
        if self.of_host or self.is_final:
            return _("Your page shows them in the order of the day.")
        if self.remarks_until:
            told = _("Can you not come at one of these times? Say so on your page before %(when)s.")
            return told % {"when": format_date_time(self.remarks_until)}
        return _("Can you not come at one of these times? Say so on your page, as long as the timetable is not final.")

    def _describe_change(self, change: MeetingChange) -> str:
        """Say with whom a meeting is and what changed; where all meetings are told, none is called new."""
        values = {
            "who": self._who(change),
            "of": format_time_and_table(change.of),
            "to": format_time_and_table(change.to),
        }
        if change.to is None:
            return _("%(who)s: called off (was at %(of)s)") % values
        if change.of is not None:
            return _("%(who)s: now %(to)s (was at %(of)s)") % values
        return (_("%(who)s: %(to)s") if self.is_first else _("%(who)s: new, %(to)s")) % values

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


@dataclass(frozen=True)
class ResultRequestNotice:
    """The question what came of meetings; `number` is of those of which the reader's side has said nothing."""

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


@dataclass(frozen=True)
class NotifiedCounts:
    companies: int = 0
    people: int = 0


def notify_plan_published(
    plan: Plan, changes: Sequence[MeetingChange], at: datetime, *, by: User, is_first: bool
) -> NotifiedCounts:
    """Tell everybody of the first timetable, and of a later one those whose own meetings changed; once per `at`.

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
    companies, notices = 0, []
    by_company = map_company_members([each.company_id for each in coming])
    for registration in coming:
        own = [change for change in news.changes if change.pair[0] == registration.pk]
        if not own and not news.is_first:
            continue
        companies += 1
        told = replace(news, changes=own)
        notices += [
            _build_plan_notice(person, NotificationKind.SESSIONS, f"{key}:{registration.pk}", told)
            for person in by_company.get(registration.company_id, ())
        ]
    return NotifiedCounts(companies, notify_each(notices))


def map_company_members(companies: Iterable[int]) -> Mapping[int, list[User]]:
    """Map each company to the people who act for it, also others for which they act; two queries."""
    found: dict[int, list[User]] = {}
    people = User.objects.filter(is_active=True, memberships__company__in=list(companies)).order_by("pk")
    for person in people.prefetch_related("memberships"):
        for membership in person.memberships.all():
            found.setdefault(membership.company_id, []).append(person)
    return found


def _notify_plan_hosts(news: TimetableNotice, key: str, by: User) -> None:
    """Tell each person once of all challenges of their ROM, except who made the timetable final."""
    concerned: dict[User, set[int]] = {}
    for pitch in {change.pair[1] for change in news.changes} & news.challenges.keys():
        for person in get_owning_staff(news.challenges[pitch]).exclude(pk=by.pk):
            concerned.setdefault(person, set()).add(pitch)
    notify_each(
        _build_plan_notice(
            person,
            NotificationKind.REVIEWS,
            f"{key}:host",
            replace(news, changes=[change for change in news.changes if change.pair[1] in pitches], of_host=True),
        )
        for person, pitches in concerned.items()
    )


def _build_plan_notice(person: User, kind: NotificationKind, key: str, news: TimetableNotice) -> Notice:
    url = reverse("challenges:plan_own", args=[news.session.slug])
    return Notice(person, kind, "challenges/timetables/mail/timetable.html", key, {"news": news}, url)


def notify_comment_added(remark: Remark) -> None:
    """Tell the organisers, by default in the daily mail. What was said stands on the page alone."""
    session = remark.plan.session
    notify(
        get_owning_staff(session),
        NotificationKind.REGISTRATIONS,
        "challenges/timetables/mail/remark.html",
        key=f"remark:{remark.pk}",
        context={"session": session, "company": remark.registration.company},
        url=reverse("challenges:plan_detail", args=[session.slug, remark.plan.number]) + "#remarks",
    )
