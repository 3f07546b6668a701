"""What went before between a company and a challenge, as far as a reader may see each of it.

A talk on one page, for who sits down to it: why you two, what is missing, and what was asked before.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.introductions.models import Introduction
from challenges.matching.explain_pair import explain_company_pairs
from challenges.matching.explanation import ExplainedMatch
from challenges.matching.permissions import can_explain_match
from challenges.posting.models import Challenge
from challenges.responses.models import Response
from challenges.responses.questions import list_questions
from challenges.sessions.meeting_models import Appointment
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.handouts.meetings import HandoutMeeting, build_handout_meeting
from companies.profiles.models import Company
from companies.profiles.permissions import get_member_company_ids
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary
from portal.ui.dates import format_day
from portal.ui.language import get_reader_language

Pair = tuple[int, int]


@dataclass(frozen=True)
class HistoryEntry:
    """Something that went before between these two; url "": the reader has no page of it."""

    text: str
    url: str = ""


def load_pair_history(meetings: Sequence[Meeting], user: User, now: datetime) -> dict[Pair, list[HistoryEntry]]:
    """By the ids of the challenge and the company: introductions, answers and earlier talks. Three queries."""
    pairs = {"challenge__in": [], "company__in": []}
    for each in meetings:
        pairs["challenge__in"].append(each.pitch.challenge_id)
        pairs["company__in"].append(each.registration.company_id)
    found: dict[Pair, list[HistoryEntry]] = {}
    sessions = {each.plan.session_id for each in meetings}
    for lines in (
        _iter_introduction_history(pairs, user),
        _iter_response_history(pairs, user),
        _iter_meeting_history(pairs, user, now, sessions),
    ):
        for pair, before in lines:
            found.setdefault(pair, []).append(before)
    return found


def _iter_introduction_history(pairs: dict[str, Any], user: User) -> Iterator[tuple[Pair, HistoryEntry]]:
    for each in Introduction.objects.visible_to(user).filter(**pairs).order_by("-asked_at", "-pk"):
        told = {
            "day": format_day(each.asked_at),
            "state": each.get_state_display().lower(),
            "since": format_day(each.state_since),
        }
        text = _("Introduction asked for on %(day)s; %(state)s since %(since)s.") % told
        url = reverse("challenges:introduction_detail", args=[each.pk])
        yield (each.challenge_id, each.company_id), HistoryEntry(text, url)


def _iter_response_history(pairs: dict[str, Any], user: User) -> Iterator[tuple[Pair, HistoryEntry]]:
    """To the challenge's ROM, only once the challenge closed: as on the page of its responses."""
    for each in Response.objects.visible_to(user).filter(**pairs, state=Response.State.SUBMITTED).order_by("pk"):
        text = _("The company answered the challenge on %(day)s.") % {"day": format_day(each.submitted_at)}
        yield (each.challenge_id, each.company_id), HistoryEntry(text)


def _iter_meeting_history(
    pairs: dict[str, Any], user: User, now: datetime, sessions: set[int]
) -> Iterator[tuple[Pair, HistoryEntry]]:
    """At earlier sessions."""
    found = (
        Appointment.objects.visible_to(user)
        .standing()
        .filter(
            pitch__challenge__in=pairs["challenge__in"], registration__company__in=pairs["company__in"], ends_at__lt=now
        )
    )
    found = found.exclude(pitch__session__in=sessions).select_related("pitch__session", "registration")
    for each in found.order_by("-starts_at", "pk"):
        told = {"session": each.pitch.session, "day": format_day(each.starts_at, "year")}
        pair = (each.pitch.challenge_id, each.registration.company_id)
        yield pair, HistoryEntry(_("Talked at %(session)s, %(day)s.") % told)


@dataclass
class MeetingBrief:
    """talk: as agendas have it. is_own: read by the company's people. explained: None where the reader may not see why
    they match. questions: what the challenge asks of everyone who answers it."""

    meeting: Meeting
    talk: HandoutMeeting
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
        name = "agenda_own" if self.is_own else "sheet_list"
        return reverse(f"challenges:{name}", args=[self.meeting.plan.session.slug])


def build_briefs(meetings: Sequence[Meeting], user: User, now: datetime) -> list[MeetingBrief]:
    """Each part by the rule of its own page: who may not read it there does not read it here.

    meetings: with all that permissions.get_meetings reads along. Those of one table take as many queries as one talk;
    those of one company some more for each challenge.
    """
    seen = _load_visible_challenges(meetings, user)
    own = get_member_company_ids(user)
    briefs = [
        MeetingBrief(meeting, talk, meeting.registration.company_id in own)
        for meeting, talk in zip(meetings, _build_brief_meetings(meetings, own, seen), strict=True)
    ]
    shown = [brief for brief in briefs if brief.challenge.pk in seen]
    history = load_pair_history([brief.meeting for brief in shown], user, now)
    for brief in shown:
        brief.before = history.get((brief.challenge.pk, brief.company.pk), [])
    for challenge in dict.fromkeys(brief.challenge for brief in shown):
        _add_explanations(challenge, [brief for brief in shown if brief.challenge == challenge], user)
    return briefs


def _load_visible_challenges(meetings: Sequence[Meeting], user: User) -> set[int]:
    found = Challenge.objects.visible_to(user).filter(pk__in={each.pitch.challenge_id for each in meetings})
    return set(found.values_list("pk", flat=True))


def _build_brief_meetings(meetings: Sequence[Meeting], own: Collection[int], seen: set[int]) -> list[HandoutMeeting]:
    """To a company the title of a challenge that it may not see (any more) is not told."""
    told = seen | {each.pitch.challenge_id for each in meetings if each.registration.company_id not in own}
    return [build_handout_meeting(each, get_reader_language(), told) for each in meetings]


def _add_explanations(challenge: Challenge, briefs: Sequence[MeetingBrief], user: User) -> None:
    questions = [str(question.local("text")) for question in list_questions(challenge)]
    for brief in briefs:
        brief.questions = questions
    explained = [brief for brief in briefs if can_explain_match(user, challenge, brief.company)]
    if not explained:
        return
    vocabulary = Vocabulary.load()
    companies = [brief.company for brief in explained]
    for brief, explanation in zip(explained, explain_company_pairs(challenge, companies, vocabulary), strict=True):
        asked, offered = challenge.requirements.all(), brief.company.technology_links.all()  # those that count
        brief.explained = ExplainedMatch(explanation, challenge, brief.company, asked, offered, vocabulary)
