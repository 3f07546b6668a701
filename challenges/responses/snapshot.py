"""What is sent in, as one text that always comes out the same: its SHA-256 says later whether a text is that text."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from challenges.posting.question_models import Question
from challenges.responses.attachment_models import Attachment
from challenges.responses.models import Answer, Response
from challenges.responses.partner_models import CoApplicant
from portal.technologies.tagger.word_count import count_words

FORMAT = "koppelvlak-response-1"


def build_snapshot_content(
    response: Response,
    number: int,
    at: datetime,
    questions: Iterable[Question],
    answers: Mapping[int, Answer],
    attachments: Iterable[Attachment] = (),
) -> dict[str, Any]:
    """Everything that counts, the questions as they were asked included. No names of people: those may be erased."""
    challenge, company = response.challenge, response.company
    return {
        "format": FORMAT,
        "number": number,
        "submitted_at": at.astimezone(UTC).isoformat(timespec="microseconds"),
        "challenge": {"slug": challenge.slug, "title_nl": challenge.title_nl, "title_en": challenge.title_en},
        "company": {"slug": company.slug, "name": company.name, "kvk_number": company.kvk_number},
        "co_applicants": [_build_partner_content(row) for row in _get_agreed_partners(response)],
        "answers": [_build_answer_content(question, answers.get(question.pk)) for question in questions],
        "attachments": [{"name": each.name, "size": each.size, "sha256": each.sha256} for each in attachments],
    }


def serialise_snapshot(content: dict[str, Any]) -> str:
    """JSON with sorted keys and no white space between them, in plain UTF-8 without escapes that are not needed."""
    return json.dumps(content, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def hash_snapshot(snapshot: str) -> str:
    return hashlib.sha256(snapshot.encode()).hexdigest()


def _build_answer_content(question: Question, answer: Answer | None) -> dict[str, Any]:
    text = answer.text if answer else ""
    return {
        "position": question.position,
        "question_nl": question.text_nl,
        "question_en": question.text_en,
        "word_limit": question.word_limit,
        "words": count_words(text),
        "text": text,
    }


def _get_agreed_partners(response: Response) -> Iterable[CoApplicant]:
    return response.co_applicants.agreed().select_related("company").order_by("company__name", "company_id")


def _build_partner_content(row: CoApplicant) -> dict[str, Any]:
    at = row.decided_at.astimezone(UTC).isoformat(timespec="microseconds") if row.decided_at else None
    return {
        "slug": row.company.slug,
        "name": row.company.name,
        "kvk_number": row.company.kvk_number,
        "agreed_at": at,
    }
