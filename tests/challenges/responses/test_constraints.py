"""What the database refuses of questions, responses, answers and submissions, whoever writes."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from challenges.posting.question_models import Question
from challenges.responses.models import ANSWER_LENGTH, Answer, Response, Submission
from tests.factories import AnswerFactory, QuestionFactory, ResponseFactory, SubmissionFactory, UserFactory

pytestmark = pytest.mark.django_db


def refused(write) -> bool:
    try:
        with transaction.atomic():
            write()
            connection.check_constraints()
    except DatabaseError:
        return True
    return False


def changed(row, **fields) -> bool:
    return not refused(lambda: type(row).objects.filter(pk=row.pk).update(**fields))


@pytest.mark.parametrize(
    "fields", [{"word_limit": 0}, {"word_limit": 2001}, {"position": 0}, {"text_nl": "", "text_en": ""}]
)
def test_question_with_a_wrong_value_is_refused(fields):
    assert not changed(QuestionFactory(), **fields)


@pytest.mark.parametrize("fields", [{"word_limit": 1}, {"word_limit": 2000}, {"text_nl": ""}, {"text_en": ""}])
def test_question_at_the_edge_is_kept(fields):
    assert changed(QuestionFactory(), **fields)


def test_question_stands_alone_at_its_position_when_all_is_written():
    first = QuestionFactory(position=1)
    second = QuestionFactory(challenge=first.challenge, position=2)
    assert not changed(second, position=1)
    with transaction.atomic():
        Question.objects.filter(pk=first.pk).update(position=2)
        Question.objects.filter(pk=second.pk).update(position=1)


@pytest.mark.parametrize(
    "fields",
    [
        {"state": "sent"},
        {"state": "submitted"},
        {"submitted_at": timezone.now()},
        {"state": "withdrawn", "submitted_at": timezone.now(), "sent_version": 0},
        {"withdrawn_at": timezone.now()},
        {"state": "submitted", "submitted_at": timezone.now(), "sent_version": 1},
    ],
)
def test_response_in_no_state_is_refused(fields):
    assert not changed(ResponseFactory(version=0), **fields)


@pytest.mark.parametrize("state", ["submitted", "withdrawn"])
def test_response_in_a_later_state_is_kept(state):
    now = timezone.now()
    withdrawn_at = now if state == "withdrawn" else None
    response = ResponseFactory(version=3)
    assert changed(response, state=state, submitted_at=now, withdrawn_at=withdrawn_at, sent_version=2)


def test_response_and_answer_stand_once():
    answer = AnswerFactory()
    response = answer.response
    assert refused(lambda: ResponseFactory(challenge=response.challenge, company=response.company))
    assert refused(lambda: AnswerFactory(response=response, question=answer.question))


def test_answer_of_any_length_that_is_kept():
    answer = AnswerFactory()
    assert changed(answer, text="é" * ANSWER_LENGTH)
    assert not changed(answer, text="é" * (ANSWER_LENGTH + 1))
    assert not changed(answer, version=0)


def test_what_was_answered_goes_nowhere():
    """Neither the question, the challenge nor the company is removed under it."""
    response = SubmissionFactory(response=AnswerFactory().response).response
    question = Answer.objects.get().question
    for owner in (question, response.challenge, response.company, response):
        with pytest.raises(ProtectedError):
            owner.delete()


@pytest.mark.parametrize("fields", [{"snapshot": "{}"}, {"sha256": "0" * 64}, {"number": 2}, {"language": "en"}])
def test_submission_stays_as_sent(fields):
    assert not changed(SubmissionFactory(), **fields)


def test_submission_with_the_hash_of_another_text_is_refused():
    assert refused(lambda: SubmissionFactory(sha256="0" * 64))
    assert not refused(lambda: SubmissionFactory(snapshot='{"text":"café €"}'))


def test_submission_is_never_removed():
    submission = SubmissionFactory()
    assert refused(lambda: Submission.objects.all().delete())
    assert refused(lambda: Submission.objects.filter(pk=submission.pk)._raw_delete("default"))


def test_submission_forgets_its_sender_and_takes_no_other():
    submission = SubmissionFactory(submitted_by=UserFactory())
    assert not changed(submission, submitted_by=UserFactory())
    submission.submitted_by.delete()
    assert Submission.objects.get().submitted_by is None


def test_submission_number_and_key_stand_once():
    first = SubmissionFactory()
    assert refused(lambda: SubmissionFactory(response=first.response))
    assert refused(lambda: SubmissionFactory(number=2, response=first.response, key=first.key))
    assert not refused(lambda: SubmissionFactory(number=2, response=first.response))


def test_draft_is_found_among_the_unsent_and_so_is_what_changed_since():
    draft, sent, changed_since = ResponseFactory(), ResponseFactory(submitted=True), ResponseFactory(submitted=True)
    Response.objects.filter(pk=changed_since.pk).update(version=2)
    assert set(Response.objects.unsent()) == {draft, changed_since}
    assert set(Response.objects.submitted()) == {sent, changed_since}
