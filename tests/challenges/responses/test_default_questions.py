"""A challenge without questions of its own asks the usual three."""

import pytest

from challenges.posting.question_models import Question
from challenges.responses.questions import USUAL, get_or_create_questions
from tests.factories import ChallengeFactory, QuestionFactory

pytestmark = pytest.mark.django_db


def test_usual_questions_are_made_once():
    challenge = ChallengeFactory()
    asked = get_or_create_questions(challenge)
    assert get_or_create_questions(challenge) == asked
    assert [each.position for each in asked] == [1, 2, 3]
    assert Question.objects.count() == len(USUAL) == 3
    assert all(each.text_nl and each.text_en and each.help_nl and each.help_en for each in asked)


def test_questions_of_its_own_are_asked_alone():
    own = QuestionFactory()
    assert get_or_create_questions(own.challenge) == [own]


def test_usual_questions_are_sound():
    for question in get_or_create_questions(ChallengeFactory()):
        question.full_clean()
