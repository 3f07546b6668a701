"""Prepare a meeting on one page: why the two match, what is missing, and what happened between them before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction
from challenges.matching.explanation import ExplainedMatch, explain_company_pairs
from challenges.matching.permissions import can_explain_match
from challenges.posting.models import Challenge
from challenges.responses.models import Response
from challenges.responses.questions import list_questions
from challenges.sessions.appointment_models import Appointment
from challenges.sessions.plan_models import Meeting
from challenges.timetables.handouts.meetings import HandoutMeeting, build_handout_meeting, find_visible_challenges
from companies.profiles.models import Company
from companies.profiles.permissions import get_member_company_ids
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_day

Pair = tuple[int, int]  # ids of challenge and company


@dataclass(frozen=True)
class HistoryEntry:
    """Describe something that happened between a company and a challenge; url "" where the reader has no page of it."""

    text: str
    url: str = ""


@dataclass
class MeetingBrief:
    """Show a meeting to one reader.

    is_own: the reader acts for the company. explained: None where the reader may not see why the two match. questions:
    what the challenge asks of every response.
    """

    meeting: Meeting
    details: HandoutMeeting
    is_own: bool
    explained: ExplainedMatch | None = None
    before: list[HistoryEntry] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)

    @property
    def challenge(self) -> Challenge:
        return self.meeting.pitch.challenge

    @property
    def company(self) -> Company:
        return self.meeting.registration.company

    @property
    def way_back(self) -> str:
        """Return the URL of the page that leads to this brief."""
        name = "agenda_own" if self.is_own else "sheet_list"
        return reverse(f"challenges:{name}", args=[self.meeting.plan.session.slug])


def build_briefs(meetings: Sequence[Meeting], user: User, now: datetime) -> list[MeetingBrief]:
    """Build briefs of which a reader sees each part by the rule of the page where that part comes from.

    meetings: as `filter_visible_meetings` selects them. Meetings at one table take as many queries as one meeting;
    those of one company take some more for each challenge.
    """
    visible = find_visible_challenges(user, {each.pitch.challenge_id for each in meetings})
    own = get_member_company_ids(user)
    # The title of a challenge is withheld only from the company: others see the meeting because of the challenge.
    titled = visible | {each.pitch.challenge_id for each in meetings if each.registration.company_id not in own}
    briefs = [
        MeetingBrief(each, build_handout_meeting(each, titled), each.registration.company_id in own)
        for each in meetings
    ]
    shown = [brief for brief in briefs if brief.challenge.pk in visible]
    history = _load_pair_history([brief.meeting for brief in shown], user, now)
    for brief in shown:
        brief.before = history.get((brief.challenge.pk, brief.company.pk), [])
    for challenge in dict.fromkeys(brief.challenge for brief in shown):
        _add_explanations(challenge, [brief for brief in shown if brief.challenge == challenge], user)
    return briefs


def _add_explanations(challenge: Challenge, briefs: Sequence[MeetingBrief], user: User) -> None:
    questions = [str(question.local("text")) for question in list_questions(challenge)]
    for brief in briefs:
        brief.questions = questions
    explained = [brief for brief in briefs if can_explain_match(user, challenge, brief.company)]
    if not explained:
        return
    companies = [brief.company for brief in explained]
    pairs = explain_company_pairs(challenge, companies, Vocabulary.load())
    for brief, pair in zip(explained, pairs, strict=True):
        brief.explained = pair


def _load_pair_history(meetings: Sequence[Meeting], user: User, now: datetime) -> dict[Pair, list[HistoryEntry]]:
    """Load introductions, responses and meetings at earlier sessions that the reader may see, with three queries."""
    challenges = [each.pitch.challenge_id for each in meetings]
    companies = [each.registration.company_id for each in meetings]
    sessions = {each.plan.session_id for each in meetings}
    found: dict[Pair, list[HistoryEntry]] = {}
    for pair, entry in (
        *_list_introduction_history(user, challenge__in=challenges, company__in=companies),
        *_list_response_history(user, challenge__in=challenges, company__in=companies),
        *_list_meeting_history(
            user, now, sessions, pitch__challenge__in=challenges, registration__company__in=companies
        ),
    ):
        found.setdefault(pair, []).append(entry)
    return found


def _list_introduction_history(user: User, **pairs: Any) -> Iterable[tuple[Pair, HistoryEntry]]:
    for each in Introduction.objects.visible_to(user).filter(**pairs).order_by("-asked_at", "-pk"):
        text = _("Introduction asked for on %(day)s; %(state)s since %(since)s.") % {
            "day": format_day(each.asked_at),
            "state": each.get_state_display().lower(),
            "since": format_day(each.state_since),
        }
        url = reverse("challenges:introduction_detail", args=[each.pk])
        yield (each.challenge_id, each.company_id), HistoryEntry(text, url)


def _list_response_history(user: User, **pairs: Any) -> Iterable[tuple[Pair, HistoryEntry]]:
    """List responses; the ROM of the challenge sees them once it is closed, as on the page of its responses."""
    for each in Response.objects.visible_to(user).filter(**pairs, state=Response.State.SUBMITTED).order_by("pk"):
        text = _("The company answered the challenge on %(day)s.") % {"day": format_day(each.submitted_at)}
        yield (each.challenge_id, each.company_id), HistoryEntry(text)


def _list_meeting_history(
    user: User, now: datetime, sessions: set[int], **pairs: Any
) -> Iterable[tuple[Pair, HistoryEntry]]:
    found = Appointment.objects.visible_to(user).standing().filter(**pairs, ends_at__lt=now)
    found = found.exclude(pitch__session__in=sessions).select_related("pitch__session", "registration")
    for each in found.order_by("-starts_at", "pk"):
        text = _("Talked at %(session)s, %(day)s.") % {
            "session": each.pitch.session,
            "day": format_day(each.starts_at, "year"),
        }
        yield (each.pitch.challenge_id, each.registration.company_id), HistoryEntry(text)
