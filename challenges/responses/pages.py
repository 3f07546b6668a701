"""A company's responses as its people see them: what stands where, what counts, and what is due."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from challenges.posting.display_status import ChallengePhase, get_phase
from challenges.posting.models import Challenge
from challenges.responses.models import Response, ResponseQuerySet, Submission
from companies.profiles.models import Company
from portal.core.bilingual import Bilingual
from portal.ui.dates import format_date_time, format_time, get_today, to_local_day

State = Response.State


@dataclass(frozen=True)
class WrittenAnswer(Bilingual):
    """A question and what was answered, as sent in."""

    position: int
    text_nl: str
    text_en: str
    answer: str
    words: int
    word_limit: int


@dataclass(frozen=True)
class OwnResponse:
    """A response in a list."""

    response: Response
    phase: ChallengePhase

    @property
    def challenge(self) -> Challenge:
        return self.response.challenge

    @property
    def is_due(self) -> bool:
        """Whether something can and should still be sent in."""
        is_unsent = self.response.state == State.DRAFT or (self.response.is_submitted and self.response.has_changes)
        return self.phase == ChallengePhase.OPEN and is_unsent

    @property
    def url(self) -> str:
        name = "response_edit" if self.is_due else "response_detail"
        return reverse(f"challenges:{name}", args=[self.challenge.slug])

    @property
    def standing(self) -> str:
        return describe_response_status(self.response, self.phase)


@dataclass(frozen=True)
class ResponseLink:
    """What the page of a challenge offers a company: to answer it, or to look at its answer."""

    label: str
    sentence: str
    url: str
    is_primary: bool


def get_response_link(challenge: Challenge, company: Company, now: datetime) -> ResponseLink | None:
    """None when it is not open, and nothing was ever written. One query."""
    response = Response.objects.filter(challenge=challenge, company=company).first()
    edit, detail = (
        reverse(f"challenges:{name}", args=[challenge.slug]) for name in ("response_edit", "response_detail")
    )
    closes = {"moment": format_date_time(challenge.closes_at)}
    if response and ((response.is_submitted and not response.has_changes) or not challenge.is_open_at(now)):
        return ResponseLink(
            _("View your response"),
            describe_response_status(response, get_phase(challenge, now)) + ".",
            detail,
            False,
        )
    if response:
        return ResponseLink(
            _("Continue your response"), _("Submit your response before %(moment)s.") % closes, edit, True
        )
    if challenge.is_open_at(now):
        said = _("You can respond until %(moment)s. We save your text as you type.")
        return ResponseLink(_("Respond to this challenge"), said % closes, edit, True)
    return None


def describe_response_status(response: Response, phase: ChallengePhase) -> str:
    """In one sentence what counts."""
    if response.state == State.DRAFT:
        return _("Not submitted yet") if phase in {ChallengePhase.OPEN, ChallengePhase.UPCOMING} else _("Not submitted")
    if response.state == State.WITHDRAWN:
        return _("Withdrawn on %(moment)s") % {"moment": format_date_time(response.withdrawn_at)}
    if response.has_changes:
        said = _("Submitted on %(moment)s; later changes not submitted")
        return said % {"moment": format_date_time(response.submitted_at)}
    return _("Submitted on %(moment)s") % {"moment": format_date_time(response.submitted_at)}


def format_draft_saved(at: datetime) -> str:
    """ "Draft saved at 10:42"; with the day when that was another one."""
    if to_local_day(at) == get_today():
        return _("Draft saved at %(time)s") % {"time": format_time(at)}
    return _("Draft saved on %(moment)s") % {"moment": format_date_time(at)}


def get_company_responses(company: Company) -> ResponseQuerySet:
    """The company's own, those that close first on top."""
    found = Response.objects.filter(company=company).select_related("challenge__rom")
    return found.annotate(times=Count("submissions")).order_by("-challenge__closes_at", "-pk")


def build_own_responses(responses: Iterable[Response], now: datetime) -> list[OwnResponse]:
    return [OwnResponse(response, get_phase(response.challenge, now)) for response in responses]


def list_due_drafts(company: Company, now: datetime) -> list[OwnResponse]:
    """For the overview: what can still be sent in and was not, the first deadline first. One query."""
    open_ones = get_company_responses(company).unsent().filter(challenge__in=Challenge.objects.open_at(now))
    return build_own_responses(open_ones.order_by("challenge__closes_at", "pk"), now)


def list_submitted_responses(company: Company, now: datetime) -> list[OwnResponse]:
    """For the overview: what counts, the latest first. One query."""
    return build_own_responses(get_company_responses(company).submitted().order_by("-submitted_at", "-pk"), now)


def list_written_answers(submission: Submission) -> list[WrittenAnswer]:
    return [
        WrittenAnswer(
            position=each["position"],
            text_nl=each["question_nl"],
            text_en=each["question_en"],
            answer=each["text"],
            words=each["words"],
            word_limit=each["word_limit"],
        )
        for each in parse_snapshot(submission)["answers"]
    ]


def parse_snapshot(submission: Submission) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(submission.snapshot)
    return found


def list_current_answers(response: Response) -> list[tuple[Any, str]]:
    """The questions with what stands there now, sent in or not."""
    texts = dict(response.answers.values_list("question", "text"))
    return [(question, texts.get(question.pk, "")) for question in response.challenge.questions.order_by("position")]
