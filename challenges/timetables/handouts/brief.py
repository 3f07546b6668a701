"""A talk on one page, for who sits down to it: why you two, what is missing, and what was asked before."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.urls import reverse

from challenges.matching.explain_pair import explain_all
from challenges.matching.explanation import Explained
from challenges.matching.permissions import can_explain
from challenges.posting.models import Challenge
from challenges.responses.questions import asked_by
from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.handouts.history import Before, history_of
from challenges.timetables.handouts.meetings import Talk, talk_of
from companies.profiles.models import Company
from companies.profiles.permissions import companies_of
from portal.accounts.models import User
from portal.technologies.vocabulary import Vocabulary
from portal.ui.language import reader


@dataclass
class Brief:
    """talk: as agendas have it. is_own: read by the company's people. explained: None where the reader may not see why
    they match. questions: what the challenge asks of everyone who answers it."""

    meeting: Meeting
    talk: Talk
    is_own: bool
    explained: Explained | None = None
    before: list[Before] = field(default_factory=list)
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


def briefs_of(meetings: Sequence[Meeting], user: User, now: datetime) -> list[Brief]:
    """Each part by the rule of its own page: who may not read it there does not read it here.

    meetings: with all that permissions.get_meetings reads along. Those of one table take as many queries as one talk;
    those of one company some more for each challenge.
    """
    seen = _seen(meetings, user)
    own = companies_of(user)
    briefs = [
        Brief(meeting, talk, meeting.registration.company_id in own)
        for meeting, talk in zip(meetings, _talks(meetings, own, seen), strict=True)
    ]
    shown = [brief for brief in briefs if brief.challenge.pk in seen]
    history = history_of([brief.meeting for brief in shown], user, now)
    for brief in shown:
        brief.before = history.get((brief.challenge.pk, brief.company.pk), [])
    for challenge in dict.fromkeys(brief.challenge for brief in shown):
        _explain(challenge, [brief for brief in shown if brief.challenge == challenge], user)
    return briefs


def _seen(meetings: Sequence[Meeting], user: User) -> set[int]:
    found = Challenge.objects.visible_to(user).filter(pk__in={each.pitch.challenge_id for each in meetings})
    return set(found.values_list("pk", flat=True))


def _talks(meetings: Sequence[Meeting], own: Collection[int], seen: set[int]) -> list[Talk]:
    """To a company the title of a challenge that it may not see (any more) is not told."""
    told = seen | {each.pitch.challenge_id for each in meetings if each.registration.company_id not in own}
    return [talk_of(each, reader(), told) for each in meetings]


def _explain(challenge: Challenge, briefs: Sequence[Brief], user: User) -> None:
    questions = [str(question.local("text")) for question in asked_by(challenge)]
    for brief in briefs:
        brief.questions = questions
    explained = [brief for brief in briefs if can_explain(user, challenge, brief.company)]
    if not explained:
        return
    vocabulary = Vocabulary.load()
    companies = [brief.company for brief in explained]
    for brief, explanation in zip(explained, explain_all(challenge, companies, vocabulary), strict=True):
        asked, offered = challenge.requirements.all(), brief.company.technology_links.all()  # those that count
        brief.explained = Explained(explanation, challenge, brief.company, asked, offered, vocabulary)
