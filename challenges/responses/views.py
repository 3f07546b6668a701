"""Answering a challenge: the page to write on, what it saves by itself, the receipt, and the list of one's own."""

import uuid
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.posting.display_status import get_phase
from challenges.posting.models import Challenge
from challenges.posting.status_chips import get_closing_label
from challenges.responses.attachment_views import process_posted_files
from challenges.responses.attachments import (
    format_file_kinds,
    get_attachment_limit,
    get_attachment_size_limit,
    list_attachments,
)
from challenges.responses.drafts import get_answers_by_question, hash_answer_text, save_answers
from challenges.responses.eligibility_notice import get_eligibility_warning
from challenges.responses.forms import NOTHING_SENT, ResponseForm, SingleAnswerForm, apply_other_answer
from challenges.responses.inbox import build_received_responses
from challenges.responses.models import Answer, Response
from challenges.responses.pages import (
    build_own_responses,
    describe_response_status,
    format_draft_saved,
    get_company_responses,
    list_written_answers,
)
from challenges.responses.partners import list_partners, list_shared_responses
from challenges.responses.permissions import can_answer_challenge, get_answerable_challenge, get_own_response
from challenges.responses.questions import get_or_create_questions
from challenges.responses.submissions import save_and_submit, withdraw_response
from challenges.responses.workflow import explain_closed_challenge
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, require_own_company
from portal.core.bilingual import get_reader_language
from portal.core.forms import add_errors, call_or_add_errors, get_post_data
from portal.core.policy import SignedInRequest
from portal.documents.files.kinds import BY_EXTENSION
from portal.ui.dates import format_date_time

PER_PAGE = 25
BAD = 400
EXTENSIONS = ",".join(BY_EXTENSION)


@company_member
def response_list(request: SignedInRequest) -> HttpResponse:
    company, now = require_own_company(request.user), timezone.now()
    page = Paginator(get_company_responses(company), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "company": company,
        "page": page,
        "rows": build_own_responses(page.object_list, now),
        "shared": list_shared_responses(request.user),
    }
    return render(request, "challenges/responses/response_list.html", context)


@company_member
def response_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    company, now = require_own_company(request.user), timezone.now()
    challenge = get_answerable_challenge(request.user, company, slug)
    response = Response.objects.filter(challenge=challenge, company=company).first()
    is_open = can_answer_challenge(request.user, challenge, now)
    if not is_open and response is None:
        raise Http404
    if not is_open and request.method != "POST":
        return redirect("challenges:response_detail", challenge.slug)
    answers = get_answers_by_question(response) if response else {}
    form = build_response_form(request, challenge, answers)
    problems = process_posted_files(request, challenge, company) if request.method == "POST" and is_open else []
    for problem in problems:
        messages.error(request, problem)
    if form.is_valid():
        done = (
            submit_posted_answers(request, challenge, company, form)
            if is_submit_requested(request) and not problems
            else save_posted_answers(request, challenge, company, form)
        )
        if done:
            return done
        response = Response.objects.filter(challenge=challenge, company=company).first()
        is_open = can_answer_challenge(request.user, challenge, timezone.now())
    return render(
        request,
        "challenges/responses/response_edit.html",
        build_response_context(challenge, company, response, form, is_open),
    )


def build_response_context(
    challenge: Challenge, company: Company, response: Response | None, form: ResponseForm, is_open: bool
) -> dict[str, Any]:
    return {
        "challenge": challenge,
        "company": company,
        "response": response,
        "saved": format_draft_saved(response.changed_at) if response and response.version else "",
        "standing": describe_response_status(response, get_phase(challenge, timezone.now())) if response else "",
        "is_open": is_open,
        "warned": get_eligibility_warning(challenge, company) if is_open else None,
        "form": form,
        "rows": form.rows,
        "attachments": list_attachments(response) if response else [],
        "co_applicants": list_partners(response) if response else [],
        **get_upload_limits(),
    }


def get_upload_limits() -> dict[str, Any]:
    """What may go along."""
    return {
        "kinds": format_file_kinds(),
        "most_files": get_attachment_limit(),
        "most_bytes": get_attachment_size_limit(),
        "accepts": EXTENSIONS,
    }


def build_response_form(request: SignedInRequest, challenge: Challenge, answers: dict[int, Answer]) -> ResponseForm:
    data = get_post_data(request)
    if data is not None and "take" in data:
        data = apply_other_answer(data, data["take"], answers)
    initial = {"key": uuid.uuid4(), "seq": 0}
    return ResponseForm(data, questions=get_or_create_questions(challenge), answers=answers, initial=initial)


def is_submit_requested(request: SignedInRequest) -> bool:
    return request.POST.get("do") == "submit" and "take" not in request.POST


def save_posted_answers(
    request: SignedInRequest, challenge: Challenge, company: Company, form: ResponseForm
) -> HttpResponse | None:
    """Back to the page, or None with the reason on the form."""
    changes = form.changes(all_of_them=False)
    done = call_or_add_errors(form, lambda: save_answers(request.user, challenge, company, changes))
    if not done:
        return None
    if done.conflicts:
        form.follow(done)
        return None
    part = "#attachments" if request.FILES or "detach" in request.POST or request.POST.get("do") == "attach" else ""
    return redirect(reverse("challenges:response_edit", args=[challenge.slug]) + part)


def submit_posted_answers(
    request: SignedInRequest, challenge: Challenge, company: Company, form: ResponseForm
) -> HttpResponse | None:
    """To the receipt, or None with the reason on the form; what was typed is saved either way."""
    changes, key = form.changes(all_of_them=True), form.cleaned_data["key"]
    done = call_or_add_errors(
        form,
        lambda: save_and_submit(request.user, challenge, company, changes, key=key, language=get_reader_language()),
    )
    if not done:
        return None
    if done.saved:
        form.follow(done.saved)
    if done.refused:
        add_errors(form, done.refused)
    if not done.submission:
        return None
    messages.success(request, _("Your response has been submitted. The receipt is below, and we will email it to you."))
    return redirect("challenges:response_detail", challenge.slug)


@company_member
def answer_save(request: SignedInRequest, slug: str) -> HttpResponse:
    """One answer, saved by the page itself; told as JSON, also what went wrong."""
    company = require_own_company(request.user)
    challenge = get_answerable_challenge(request.user, company, slug)
    if request.method != "POST":
        return redirect("challenges:response_edit", challenge.slug)
    form = SingleAnswerForm(request.POST)
    asked = {question.pk for question in get_or_create_questions(challenge)}
    if not form.is_valid():
        problems = [problem for problems in form.errors.values() for problem in problems]
        return JsonResponse({"error": " ".join(problems)}, status=BAD)
    change = form.change()
    if change.question not in asked:
        return JsonResponse({"error": str(NOTHING_SENT)}, status=BAD)
    try:
        done = save_answers(request.user, challenge, company, [change])
    except ValidationError as error:
        return JsonResponse({"closed": " ".join(error.messages)})
    if theirs := done.conflicts.get(change.question):
        return JsonResponse({"conflict": serialise_other_answer(theirs)})
    answer = done.answers.get(change.question)
    return JsonResponse(
        {
            "version": answer.version if answer else 0,
            "was": hash_answer_text(answer.text if answer else ""),
            "saved": format_draft_saved(done.now),
        }
    )


def serialise_other_answer(theirs: Answer) -> dict[str, Any]:
    """What another wrote at the question meanwhile."""
    return {
        "version": theirs.version,
        "was": hash_answer_text(theirs.text),
        "text": theirs.text,
        "by": str(theirs.changed_by or _("A colleague")),
        "at": format_date_time(theirs.changed_at),
    }


@company_member
def response_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    company, now = require_own_company(request.user), timezone.now()
    response = get_own_response(request.user, company, slug)
    challenge = response.challenge
    submissions = list(response.submissions.select_related("submitted_by"))
    latest = submissions[0] if submissions else None
    context = {
        "challenge": challenge,
        "company": company,
        "response": response,
        "standing": describe_response_status(response, get_phase(challenge, now)),
        "deadline": get_closing_label(challenge, now),
        "can_change": can_answer_challenge(request.user, challenge, now),
        "closed": "" if challenge.is_open_at(now) else explain_closed_challenge(challenge, now),
        "submissions": submissions,
        "latest": latest,
        "counts": response.is_submitted,
        "written": list_written_answers(latest) if latest else [],
        "sent_with": build_received_responses([latest])[0] if latest else None,
        "draft": [] if latest and not response.has_changes else list_draft_answers(response),
    }
    return render(request, "challenges/responses/response_detail.html", context)


def list_draft_answers(response: Response) -> list[tuple[Any, str]]:
    """The questions with what stands there now, sent in or not."""
    answers = get_answers_by_question(response)
    return [
        (question, answers[question.pk].text)
        for question in response.challenge.questions.all()
        if question.pk in answers
    ]


@company_member
def response_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    company = require_own_company(request.user)
    response = get_own_response(request.user, company, slug)
    if request.method == "POST":
        try:
            withdraw_response(request.user, response.challenge, company)
            messages.success(
                request, _("Your response has been withdrawn. You can submit it again until the challenge closes.")
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("challenges:response_detail", slug)
