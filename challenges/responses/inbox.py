"""Responses as the ROM gets them: who sent what and when, and whether anybody has read it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from challenges.responses.attachment_models import Attachment
from challenges.responses.models import Submission
from challenges.responses.pages import list_written_answers, parse_snapshot
from challenges.responses.partner_models import CoApplicant
from companies.profiles.models import Company
from portal.core.bilingual import get_local_text
from portal.ui.dates import format_iso_time


@dataclass(frozen=True)
class ReceivedResponse:
    submission: Submission
    co_applicants: list[str]
    left: list[str]  # co-applicants that it names and that left since
    attachments: list[Attachment]
    is_read: bool

    @property
    def company(self) -> Company:
        return self.submission.response.company


def build_received_responses(submissions: Sequence[Submission]) -> list[ReceivedResponse]:
    """Three queries, however many they are."""
    prefetch_related_objects(submissions, "attachments", "readings", "response__co_applicants__company")
    return [_build_received_response(submission) for submission in submissions]


def _build_received_response(submission: Submission) -> ReceivedResponse:
    named = parse_snapshot(submission).get("co_applicants", [])
    now = {row.company.slug: row.state for row in submission.response.co_applicants.all()}
    return ReceivedResponse(
        submission=submission,
        co_applicants=[each["name"] for each in named],
        left=[each["name"] for each in named if now.get(each["slug"]) == CoApplicant.State.WITHDRAWN],
        attachments=sorted(submission.attachments.all(), key=lambda each: each.pk),
        is_read=bool(submission.readings.all()),
    )


def build_responses_table(submissions: Iterable[Submission]) -> list[list[Any]]:
    """A row for each company, a column for each question: the questions are the same for all, as they are settled."""
    rows = [(submission, parse_snapshot(submission), list_written_answers(submission)) for submission in submissions]
    asked = [str(get_local_text(each, "text")) for each in (rows[0][2] if rows else [])]
    head = [_("Company"), _("KvK number"), _("Submitted"), _("Partners"), *asked, _("Files"), "SHA-256"]
    return [head, *(_build_response_row(*row) for row in rows)]


def _build_response_row(submission: Submission, sent: dict[str, Any], answers: list[Any]) -> list[Any]:
    return [
        sent["company"]["name"],
        sent["company"]["kvk_number"] or "",
        format_iso_time(submission.submitted_at),
        ", ".join(each["name"] for each in sent.get("co_applicants", [])),
        *(each.answer for each in answers),
        ", ".join(each["name"] for each in sent.get("attachments", [])),
        submission.sha256,
    ]
