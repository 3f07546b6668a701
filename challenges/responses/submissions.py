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
from challenges.responses.attachments import attachments_of, name_in
from challenges.responses.drafts import Change, Saved, answers_of, save_answers
from challenges.responses.locking import Held, hold
from challenges.responses.models import Answer, Response, Submission
from challenges.responses.notifications import tell_co_applicants, tell_submitted, tell_withdrawn
from challenges.responses.partners import must_have_answered
from challenges.responses.questions import questions_of
from challenges.responses.snapshot import canonical, content_of, sha256_of
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.technologies.tagger.word_count import count_words

WAITING = "waiting"  # the code of a refusal because a company that was asked to join in has not answered
CHANGED = "changed"  # the code of a refusal because a colleague changed something just now


@dataclass
class Sent:
    """A submission; or None, with what stands in the way: conflicts in `saved`, problems by question in `refused`."""

    submission: Submission | None
    saved: Saved | None = None
    refused: ValidationError | None = None


def send_in(
    user: User, challenge: Challenge, company: Company, changes: Iterable[Change], *, key: UUID, language: str
) -> Sent:
    """Save what was typed, whatever comes of the rest, and submit it if nothing stands in the way.

    changes: one for each question, in order. The same form sent twice (the key says so) gets the submission that it
    made, also after the deadline. Raises ValidationError when the challenge is not open to this person.
    """
    changes = list(changes)
    if known := _made_with(key, challenge, company):
        if _holds(known, changes):
            return Sent(known)
        key = uuid4()  # somebody went back to a form that was sent, and typed on
    saved = save_answers(user, challenge, company, changes)
    if saved.conflicts:
        return Sent(None, saved)
    try:
        return Sent(
            submit_response(user, challenge, company, key=key, language=language, version=saved.response.version), saved
        )
    except ValidationError as error:
        if hasattr(error, "error_dict") or error.code in {CHANGED, WAITING}:
            return Sent(None, saved, error)
        raise


def submit_response(
    user: User, challenge: Challenge, company: Company, *, key: UUID, language: str, version: int
) -> Submission:
    """The response as it stands, sent in. What was sent before is replaced, and stays in the history.

    version: of the response, as its sender saw it. Raises ValidationError: by question for what is missing or too
    long, with code "changed" when it is another version by now, and with code "closed" when the challenge is not open.
    """
    questions_of(challenge)  # before the lock: it may have to make them
    with transaction.atomic():
        held = hold(challenge, company, user)
        if known := _made_with(key, challenge, company):
            return known
        held.must_be_answerable_by(user)
        response = held.response
        if response.is_submitted and not response.has_changes:
            return response.submissions.order_by("-number")[0]
        if response.version != version:
            raise ValidationError(_("A colleague changed something just now. Look again, and submit."), code=CHANGED)
        questions, answers = list(held.challenge.questions.order_by("position")), answers_of(response)
        check_complete(questions, answers)
        must_have_answered(response)
        submission = _submitted(held, user, questions, answers, key=key, language=language)
        tell_submitted(submission, user)
        tell_co_applicants(submission, user)
        return submission


@transaction.atomic
def withdraw_response(user: User, challenge: Challenge, company: Company) -> Response:
    """Take back what was sent in. The texts stay, to be sent in again. One that is not submitted stays as it is."""
    held = hold(challenge, company, user)
    response = held.response
    if not response.is_submitted:
        return response
    held.must_be_open()
    response.state, response.withdrawn_at = Response.State.WITHDRAWN, held.now
    response.save(update_fields=["state", "withdrawn_at"])
    tell_withdrawn(response, user)
    return response


def check_complete(questions: Iterable[Question], answers: Mapping[int, Answer]) -> None:
    """Raises ValidationError with the problem of each question, as field `answer_<id>`."""
    problems = {}
    for question in questions:
        answer = answers.get(question.pk)
        words = count_words(answer.text) if answer else 0
        if words > question.word_limit:
            problems[f"answer_{question.pk}"] = too_long(words, question.word_limit)
        elif question.is_required and not words:
            problems[f"answer_{question.pk}"] = _("Answer this question before you submit.")
    if problems:
        raise ValidationError(problems)


def too_long(words: int, limit: int) -> str:
    text = ngettext(
        "%(words)d words, %(over)d more than the %(limit)d that fit. Shorten it before you submit.",
        "%(words)d words, %(over)d more than the %(limit)d that fit. Shorten it before you submit.",
        words,
    )
    return text % {"words": words, "over": words - limit, "limit": limit}


def _made_with(key: UUID, challenge: Challenge, company: Company) -> Submission | None:
    return Submission.objects.filter(key=key, response__challenge=challenge, response__company=company).first()


def _holds(submission: Submission, changes: list[Change]) -> bool:
    sent = json.loads(submission.snapshot)["answers"]
    return [each["text"] for each in sent] == [change.text for change in changes]


def _submitted(
    held: Held,
    user: User,
    questions: list[Question],
    answers: Mapping[int, Answer],
    *,
    key: UUID,
    language: str,
) -> Submission:
    response = held.response
    number = (response.submissions.aggregate(last=Max("number"))["last"] or 0) + 1
    attachments = attachments_of(response)
    snapshot = canonical(content_of(response, number, held.now, questions, answers, attachments))
    submission = Submission.objects.create(
        response=response,
        number=number,
        key=key,
        submitted_at=held.now,
        submitted_by=user,
        language=language,
        snapshot=snapshot,
        sha256=sha256_of(snapshot),
    )
    name_in(submission, attachments)
    response.state, response.sent_version = Response.State.SUBMITTED, response.version
    response.submitted_at, response.withdrawn_at = held.now, None
    response.save(update_fields=["state", "sent_version", "submitted_at", "withdrawn_at"])
    return submission
