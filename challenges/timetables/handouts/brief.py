"""A talk on one page, for who sits down to it: why you two, what is missing, and what was asked before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from challenges.matching.explanation import ExplainedMatch
from challenges.matching.permissions import can_explain_match
from challenges.matching.services import explain_company_pairs
from challenges.posting.models import Challenge
from challenges.responses.questions import list_questions
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.handouts.history import HistoryEntry, load_pair_history
from challenges.timetables.handouts.meetings import HandoutMeeting, build_handout_meeting
from companies.profiles.models import Company
from companies.profiles.permissions import get_member_company_ids
from portal.accounts.models import User
from portal.core.bilingual import get_reader_language
from portal.technologies.vocabulary import Vocabulary


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
