"""Notify companies and ROMs of timetables and comments, and ask for meeting results.

Messages name organisations, never people.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.posting.reviewers import get_owning_staff
from challenges.sessions.appointment_models import get_last_result_day
from challenges.sessions.models import Session
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.timetables.models import Remark
from challenges.timetables.plan_snapshot import MeetingChange, MeetingPlace, map_pitch_challenges
from portal.accounts.models import User
from portal.core.bilingual import get_local_text
from portal.notifications.models import NotificationKind
from portal.notifications.services import Notice, notify, notify_each
from portal.ui.dates import format_date_time, format_day, format_time, format_time_span


def format_time_and_table(place: MeetingPlace | None) -> str:
    """Return a text such as "13.00, table 4"; "" without a place."""
    if place is None:
        return ""
    if place.number is None:
        return format_time(place.starts_at)
    return _("%(time)s, table %(number)s") % {"time": format_time(place.starts_at), "number": place.number}


@dataclass(frozen=True)
class TimetableNotice:
    """Word the news of a timetable for one company, or for the ROM of challenges that are pitched.

    is_first: all meetings are listed, else only changes. companies, challenges: by the id of a registration and of a
    pitch. of_host: for a ROM, which at first reads only the number of meetings per table.
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
        """Return which session it is, when and where."""
        session = self.session
        return _("“%(title)s”, %(when)s, %(place)s in %(city)s.") % {
            "title": get_local_text(session, "title").text,
            "when": format_time_span(session.starts_at, session.ends_at),
            "place": session.place,
            "city": session.city,
        }

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
        if not (self.of_host and self.is_first):
            return [self._describe_change(change) for change in self.changes]
        return [
            ngettext("%(who)s: %(count)d talk", "%(who)s: %(count)d talks", count)
            % {"who": self._get_title(pitch), "count": count}
            for pitch, count in Counter(change.pair[1] for change in self.changes).items()
        ]

    @property
    def next(self) -> str:
        if self.of_host or self.is_final:
            return _("Your page shows them in the order of the day.")
        if self.remarks_until:
            text = _("Can you not come at one of these times? Say so on your page before %(when)s.")
            return text % {"when": format_date_time(self.remarks_until)}
        return _("Can you not come at one of these times? Say so on your page, as long as the timetable is not final.")

    def _describe_change(self, change: MeetingChange) -> str:
        registration, pitch = change.pair
        who = self._get_title(pitch)
        if self.of_host:
            who = _("%(company)s about %(challenge)s") % {
                "company": self.companies.get(registration, "?"),
                "challenge": who,
            }
        if change.after is None:
            text = _("%(who)s: called off (was at %(of)s)")
        elif change.before:
            text = _("%(who)s: now %(to)s (was at %(of)s)")
        else:
            text = _("%(who)s: %(to)s") if self.is_first else _("%(who)s: new, %(to)s")
        return text % {
            "who": who,
            "of": format_time_and_table(change.before),
            "to": format_time_and_table(change.after),
        }

    def _get_title(self, pitch: int) -> str:
        challenge = self.challenges.get(pitch)
        if challenge is None:
            return _("a challenge that is not there any more")
        return "“{}”".format(get_local_text(challenge, "title").text)


def notify_plan_published(
    plan: Plan, changes: Sequence[MeetingChange], at: datetime, *, by: User, is_first: bool
) -> int:
    """Notify the companies of a timetable, once per `at`, and return how many companies.

    Of the first timetable all companies are notified, of a later one those whose own meetings changed. ROMs are only
    notified of a final one: before that they can change nothing except through the organiser.
    """
    is_final, session = plan.final_at is not None, plan.session
    names = dict(Registration.objects.filter(session=session).values_list("pk", "company__name"))
    of_pitch = map_pitch_challenges(plan)
    found = Challenge.objects.filter(pk__in=of_pitch.values()).select_related("rom").prefetch_related("co_owners")
    rows = {row.pk: row for row in found}
    challenges = {pitch: rows[challenge] for pitch, challenge in of_pitch.items() if challenge in rows}
    news = TimetableNotice(session, is_final, is_first, changes, names, challenges, remarks_until=plan.remarks_until)
    key = f"timetable:{plan.pk}:{at.isoformat(timespec='milliseconds')}"
    companies = _notify_plan_companies(plan, news, key)
    if is_final:
        _notify_plan_hosts(news, key, by)
    return companies


def _notify_plan_companies(plan: Plan, news: TimetableNotice, key: str) -> int:
    coming = list(plan.session.registrations.confirmed().select_related("company").order_by("pk"))
    members = map_company_members([each.company_id for each in coming])
    number, notices = 0, []
    for registration in coming:
        own = [change for change in news.changes if change.pair[0] == registration.pk]
        if own or news.is_first:
            number += 1
            notices += [
                _build_plan_notice(
                    person, NotificationKind.SESSIONS, f"{key}:{registration.pk}", replace(news, changes=own)
                )
                for person in members.get(registration.company_id, ())
            ]
    notify_each(notices)
    return number


def map_company_members(companies: Iterable[int]) -> Mapping[int, list[User]]:
    """Return the people who act for companies, by company; other companies of the same people are included."""
    found: dict[int, list[User]] = {}
    people = User.objects.filter(is_active=True, memberships__company__in=list(companies)).order_by("pk")
    for person in people.prefetch_related("memberships"):
        for membership in person.memberships.all():
            found.setdefault(membership.company_id, []).append(person)
    return found


def _notify_plan_hosts(news: TimetableNotice, key: str, by: User) -> None:
    """Notify each member of staff once, of all challenges of their ROM; not the person who made it final."""
    concerned: dict[User, set[int]] = {}
    for pitch in {change.pair[1] for change in news.changes} & news.challenges.keys():
        for person in get_owning_staff(news.challenges[pitch]).exclude(pk=by.pk):
            concerned.setdefault(person, set()).add(pitch)
    notices = []
    for person, pitches in concerned.items():
        own = [change for change in news.changes if change.pair[1] in pitches]
        told = replace(news, changes=own, of_host=True)
        notices.append(_build_plan_notice(person, NotificationKind.REVIEWS, f"{key}:host", told))
    notify_each(notices)


def _build_plan_notice(person: User, kind: NotificationKind, key: str, news: TimetableNotice) -> Notice:
    url = reverse("challenges:plan_own", args=[news.session.slug])
    return Notice(person, kind, "challenges/timetables/mail/timetable.html", key, {"news": news}, url)


def notify_comment_added(comment: Remark) -> None:
    """Notify the organisers, by default in the daily mail, which does not quote the comment."""
    session = comment.plan.session
    notify(
        get_owning_staff(session),
        NotificationKind.REGISTRATIONS,
        "challenges/timetables/mail/comment.html",
        key=f"remark:{comment.pk}",
        context={"session": session, "company": comment.registration.company},
        url=reverse("challenges:plan_detail", args=[session.slug, comment.plan.number]) + "#remarks",
    )


@dataclass(frozen=True)
class ResultRequestNotice:
    """Word the question what came of meetings; number: meetings without a result of the reader's side."""

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
