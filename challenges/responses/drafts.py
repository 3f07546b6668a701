"""Saving what people type at a question, so that nobody overwrites what another wrote."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from uuid import UUID

from django.db import transaction

from challenges.posting.models import Challenge
from challenges.responses.locking import LockedResponse, lock_response
from challenges.responses.models import Answer, Response
from companies.profiles.models import Company
from portal.accounts.models import User


@dataclass(frozen=True)
class AnswerChange:
    """A text for a question, by who saw version `base` of it (0: nothing was there).

    window, seq: where it was typed, and the number of this saving there; known of a page that saves by itself.
    """

    question: int
    text: str
    base: int
    window: UUID | None = None
    seq: int = 0


@dataclass
class SavedAnswers:
    """The answers as they stand now, by question; and those that another changed meanwhile, where nothing is saved."""

    response: Response
    now: datetime
    answers: dict[int, Answer]
    conflicts: dict[int, Answer] = field(default_factory=dict)


class SaveVerdict(Enum):
    SAME = "the text stands there already"
    LATE = "an older saving of the window that saved last"
    WRITE = "it follows on what stands there"
    CONFLICT = "another wrote something else meanwhile"


def classify_answer_change(standing: Answer | None, change: AnswerChange) -> SaveVerdict:
    """What a saving means, given what stands there."""
    version, text = (standing.version, standing.text) if standing else (0, "")
    is_own = standing is not None and change.window is not None and standing.saved_from == change.window
    if is_own and standing and change.seq <= standing.saved_seq:
        return SaveVerdict.LATE
    if change.text == text:
        return SaveVerdict.SAME
    if change.base == version or is_own:  # its own last saving was kept, and only the answer to that was lost
        return SaveVerdict.WRITE
    return SaveVerdict.CONFLICT


@transaction.atomic
def save_answers(user: User, challenge: Challenge, company: Company, changes: Iterable[AnswerChange]) -> SavedAnswers:
    """Save each change that overwrites nobody; the others come back as conflicts, with what stands there.

    Whatever its length: a limit of words is for sending in. Raises ValidationError, code "closed", when the
    challenge is not open to this person.
    """
    held = lock_response(challenge, company, user)
    held.must_be_answerable_by(user)
    saved = SavedAnswers(held.response, held.now, get_answers_by_question(held.response))
    written = [change for change in changes if _save_answer(saved, change, held, user)]
    if written:
        held.response.version += 1
        held.response.changed_at = held.now
        held.response.save(update_fields=["version", "changed_at"])
    return saved


def get_answers_by_question(response: Response) -> dict[int, Answer]:
    return {answer.question_id: answer for answer in response.answers.select_related("changed_by")}


def hash_answer_text(text: str) -> str:
    """Says later whether a text is the one that was shown, without keeping the text."""
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _save_answer(saved: SavedAnswers, change: AnswerChange, held: LockedResponse, user: User) -> bool:
    standing = saved.answers.get(change.question)
    verdict = classify_answer_change(standing, change)
    if verdict == SaveVerdict.CONFLICT and standing:
        saved.conflicts[change.question] = standing
    if verdict != SaveVerdict.WRITE:
        return False
    answer = standing or Answer(response=held.response, question_id=change.question, version=0)
    answer.text, answer.version = change.text, answer.version + 1
    answer.saved_from, answer.saved_seq = change.window, change.seq
    answer.changed_by, answer.changed_at = user, held.now
    answer.save()
    saved.answers[change.question] = answer
    return True
