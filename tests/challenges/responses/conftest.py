"""A challenge with two questions, and a company with two people who answer it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID, uuid4

import pytest

from challenges.posting.models import Challenge
from challenges.posting.question_models import Question
from challenges.responses.drafts import AnswerChange, SavedAnswers, save_answers
from challenges.responses.models import Answer, Response, Submission
from challenges.responses.submissions import SubmissionResult, save_and_submit
from companies.profiles.models import Company
from portal.accounts.models import User
from tests.factories import ChallengeFactory, MembershipFactory, QuestionFactory, UserFactory


@dataclass
class Case:
    challenge: Challenge
    company: Company
    person: User
    colleague: User
    questions: list[Question]

    def change(self, text: str, base: int = 0, question: int = 0, **more: Any) -> AnswerChange:
        return AnswerChange(self.questions[question].pk, text, base, **more)

    def save(self, text: str, base: int = 0, question: int = 0, by: User | None = None, **more: Any) -> SavedAnswers:
        changes = [self.change(text, base, question, **more)]
        return save_answers(by or self.person, self.challenge, self.company, changes)

    def send(self, *texts: str, base: int = 0, key: UUID | None = None, by: User | None = None) -> SubmissionResult:
        changes = [self.change(text, base, place) for place, text in enumerate(texts)]
        changes += [self.change("", 0, place) for place in range(len(texts), len(self.questions))]
        by, key = by or self.person, key or uuid4()
        return save_and_submit(by, self.challenge, self.company, changes, key=key, language="nl")

    def submitted(self, *texts: str, **options: Any) -> Submission:
        sent = self.send(*texts, **options)
        assert sent.submission, sent
        return sent.submission

    @property
    def response(self) -> Response:
        return Response.objects.get(challenge=self.challenge, company=self.company)

    def answer(self, question: int = 0) -> Answer:
        return Answer.objects.get(response=self.response, question=self.questions[question])


@pytest.fixture
def case() -> Case:
    return make_case()


def make_case() -> Case:
    challenge, person = ChallengeFactory(), MembershipFactory()
    colleague = MembershipFactory(company=person.company, user=UserFactory(name="Collega", language="en")).user
    questions = [
        QuestionFactory(challenge=challenge, position=1, word_limit=5),
        QuestionFactory(challenge=challenge, position=2, is_required=False),
    ]
    return Case(challenge, person.company, person.user, colleague, questions)


Make = Callable[[], Case]
