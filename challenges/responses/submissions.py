"""Sending a response in, replacing it, and taking it back: until the deadline, by PostgreSQL's clock."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.posting.question_models import Question
from challenges.responses.attachments import link_submitted_attachments, list_attachments
from challenges.responses.drafts import AnswerChange, SavedAnswers, get_answers_by_question, save_answers
from challenges.responses.locking import LockedResponse, lock_response
from challenges.responses.models import Answer, Response, Submission
from challenges.responses.notifications import notify_partners_submitted, notify_response_withdrawn, notify_submission
from challenges.responses.partners import check_partners_answered
from challenges.responses.questions import get_or_create_questions
from challenges.responses.snapshot import build_snapshot_content, hash_snapshot, serialise_snapshot
from challenges.responses.workflow import CHANGED, RESPONSE_WORKFLOW
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.workflow import apply_transition
from portal.technologies.tagger.word_count import count_words

WAITING = "waiting"  # the code of a refusal because a company that was asked to join in has not answered


@dataclass
class SubmissionResult:
    """A submission; or None, with what stands in the way: conflicts in `saved`, problems by question in `refused`."""

    submission: Submission | None
    saved: SavedAnswers | None = None
    refused: ValidationError | None = None


def save_and_submit(
    user: User, challenge: Challenge, company: Company, changes: Iterable[AnswerChange], *, key: UUID, language: str
) -> SubmissionResult:
    """Save what was typed, whatever comes of the rest, and submit it if nothing stands in the way.

    changes: one for each question, in order. The same form sent twice (the key says so) gets the submission that it
    made, also after the deadline. Raises ValidationError when the challenge is not open to this person.
    """
    changes = list(changes)
    if known := _find_submission_by_key(key, challenge, company):
        if _has_same_answers(known, changes):
            return SubmissionResult(known)
        key = uuid4()  # somebody went back to a form that was sent, and typed on
    saved = save_answers(user, challenge, company, changes)
    if saved.conflicts:
        return SubmissionResult(None, saved)
    try:
        return SubmissionResult(
            submit_response(user, challenge, company, key=key, language=language, version=saved.response.version), saved
        )
    except ValidationError as error:
        if hasattr(error, "error_dict") or error.code in {CHANGED, WAITING}:
            return SubmissionResult(None, saved, error)
        raise


def submit_response(
    user: User, challenge: Challenge, company: Company, *, key: UUID, language: str, version: int
) -> Submission:
    """The response as it stands, sent in. What was sent before is replaced, and stays in the history.

    version: of the response, as its sender saw it. Raises ValidationError: by question for what is missing or too
    long, with code "changed" when it is another version by now, and with code "closed" when the challenge is not open.
    """
    get_or_create_questions(challenge)  # before the lock: it may have to make them
    with transaction.atomic():
        held = lock_response(challenge, company, user)
        if known := _find_submission_by_key(key, challenge, company):
            return known
        held.must_be_answerable_by(user)
        response = held.response
        if response.is_submitted and not response.has_changes:
            return response.submissions.order_by("-number")[0]
        if response.version != version:
            raise ValidationError(
                _("Someone else has just changed this response. Check it and try again."), code=CHANGED
            )
        questions, answers = list(held.challenge.questions.order_by("position")), get_answers_by_question(response)
        check_answers_complete(questions, answers)
        check_partners_answered(response)
        submission = _create_submission(held, user, questions, answers, key=key, language=language)
        notify_submission(submission, user)
        notify_partners_submitted(submission, user)
        return submission


@transaction.atomic
def withdraw_response(user: User, challenge: Challenge, company: Company) -> Response:
    """Take back what was sent in. The texts stay, to be sent in again. One that is not submitted stays as it is."""
    held = lock_response(challenge, company, user)
    response = held.response
    if not response.is_submitted:
        return response
    transition = RESPONSE_WORKFLOW.check(held.attempt("withdraw"))
    response.withdrawn_at = held.now
    apply_transition(response, transition, None, update_fields=["state", "withdrawn_at"])
    notify_response_withdrawn(response, user)
    return response


def check_answers_complete(questions: Iterable[Question], answers: Mapping[int, Answer]) -> None:
    """Raises ValidationError with the problem of each question, as field `answer_<id>`."""
    problems = {}
    for question in questions:
        answer = answers.get(question.pk)
        words = count_words(answer.text) if answer else 0
        if words > question.word_limit:
            problems[f"answer_{question.pk}"] = format_word_excess(words, question.word_limit)
        elif question.is_required and not words:
            problems[f"answer_{question.pk}"] = _("Answer this question before you submit.")
    if problems:
        raise ValidationError(problems)


def format_word_excess(words: int, limit: int) -> str:
    text = ngettext(
        "Your answer has %(words)d word. Remove at least %(over)d to meet the limit of %(limit)d.",
        "Your answer has %(words)d words. Remove at least %(over)d to meet the limit of %(limit)d.",
        words,
    )
    return text % {"words": words, "over": words - limit, "limit": limit}


def _find_submission_by_key(key: UUID, challenge: Challenge, company: Company) -> Submission | None:
    return Submission.objects.filter(key=key, response__challenge=challenge, response__company=company).first()


def _has_same_answers(submission: Submission, changes: list[AnswerChange]) -> bool:
    sent = json.loads(submission.snapshot)["answers"]
    return [each["text"] for each in sent] == [change.text for change in changes]


def _create_submission(
    held: LockedResponse,
    user: User,
    questions: list[Question],
    answers: Mapping[int, Answer],
    *,
    key: UUID,
    language: str,
) -> Submission:
    response = held.response
    number = (response.submissions.aggregate(last=Max("number"))["last"] or 0) + 1
    attachments = list_attachments(response)
    snapshot = serialise_snapshot(build_snapshot_content(response, number, held.now, questions, answers, attachments))
    submission = Submission(
        response=response,
        number=number,
        key=key,
        submitted_at=held.now,
        submitted_by=user,
        language=language,
        snapshot=snapshot,
        sha256=hash_snapshot(snapshot),
    )
    response.sent_version = response.version
    response.submitted_at, response.withdrawn_at = held.now, None
    fields = ["state", "sent_version", "submitted_at", "withdrawn_at"]
    apply_transition(response, RESPONSE_WORKFLOW.check(held.attempt("submit")), submission, update_fields=fields)
    link_submitted_attachments(submission, attachments)
    return submission
