"""A timetable in words, for the mail of one company or of the ROMs whose challenges are pitched. No names of people."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.timetables.plan_snapshot import MeetingChange, MeetingPlace
from portal.core.bilingual import get_local_text
from portal.ui.dates import format_date_time, format_time, format_time_span


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
