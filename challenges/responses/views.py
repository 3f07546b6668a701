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

from challenges.posting.display_status import phase_of
from challenges.posting.models import Challenge
from challenges.posting.status_chips import closing_label
from challenges.responses import attachment_views
from challenges.responses import pages as shown
from challenges.responses.attachments import attachments_of, kinds_in_words, most_bytes, most_files
from challenges.responses.drafts import answers_of, fingerprint, save_answers
from challenges.responses.eligibility_notice import warning
from challenges.responses.forms import NOTHING_SENT, AnswerForm, ResponseForm, take_theirs
from challenges.responses.inbox import received
from challenges.responses.locking import why_closed
from challenges.responses.models import Answer, Response
from challenges.responses.partners import co_applicants_of, shared_with
from challenges.responses.permissions import can_answer, get_answerable_challenge, get_own_response
from challenges.responses.questions import questions_of
from challenges.responses.submissions import send_in, withdraw_response
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, company_of_member
from portal.core.forms import attempt
from portal.core.policy import SignedInRequest
from portal.documents.files.kinds import BY_EXTENSION
from portal.ui.dates import moment
from portal.ui.language import reader

PER_PAGE = 25
BAD = 400
EXTENSIONS = ",".join(BY_EXTENSION)


@company_member
def response_list(request: SignedInRequest) -> HttpResponse:
    company, now = company_of_member(request.user), timezone.now()
    page = Paginator(shown.responses_of(company), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "company": company,
        "page": page,
        "rows": shown.listed(page.object_list, now),
        "shared": shared_with(request.user),
    }
    return render(request, "challenges/response_list.html", context)


@company_member
def response_edit(request: SignedInRequest, slug: str) -> HttpResponse:
    company, now = company_of_member(request.user), timezone.now()
    challenge = get_answerable_challenge(request.user, company, slug)
    response = Response.objects.filter(challenge=challenge, company=company).first()
    is_open = can_answer(request.user, challenge, now)
    if not is_open and response is None:
        raise Http404
    if not is_open and request.method != "POST":
        return redirect("challenges:response_detail", challenge.slug)
    answers = answers_of(response) if response else {}
    form = form_of(request, challenge, answers)
    problems = attachment_views.posted(request, challenge, company) if request.method == "POST" and is_open else []
    for problem in problems:
        messages.error(request, problem)
    if request.method == "POST" and form.is_valid():
        done = (
            submitted(request, challenge, company, form)
            if wants_to_submit(request) and not problems
            else saved(request, challenge, company, form)
        )
        if done:
            return done
        response = Response.objects.filter(challenge=challenge, company=company).first()
        is_open = can_answer(request.user, challenge, timezone.now())
    return render(request, "challenges/response_edit.html", page_of(challenge, company, response, form, is_open))


def page_of(
    challenge: Challenge, company: Company, response: Response | None, form: ResponseForm, is_open: bool
) -> dict[str, Any]:
    return {
        "challenge": challenge,
        "company": company,
        "response": response,
        "saved": shown.saved_line(response.changed_at) if response and response.version else "",
        "standing": shown.standing(response, phase_of(challenge, timezone.now())) if response else "",
        "is_open": is_open,
        "warned": warning(challenge, company) if is_open else None,
        "form": form,
        "rows": form.rows,
        "attachments": attachments_of(response) if response else [],
        "co_applicants": co_applicants_of(response) if response else [],
        **limits(),
    }


def limits() -> dict[str, Any]:
    """What may go along."""
    return {"kinds": kinds_in_words(), "most_files": most_files(), "most_bytes": most_bytes(), "accepts": EXTENSIONS}


def form_of(request: SignedInRequest, challenge: Challenge, answers: dict[int, Answer]) -> ResponseForm:
    data = request.POST if request.method == "POST" else None
    if data is not None and "take" in data:
        data = take_theirs(data, data["take"], answers)
    initial = {"key": uuid.uuid4(), "seq": 0}
    return ResponseForm(data, questions=questions_of(challenge), answers=answers, initial=initial)


def wants_to_submit(request: SignedInRequest) -> bool:
    return request.POST.get("do") == "submit" and "take" not in request.POST


def saved(request: SignedInRequest, challenge: Challenge, company: Company, form: ResponseForm) -> HttpResponse | None:
    """Back to the page, or None with the reason on the form."""
    changes = form.changes(all_of_them=False)
    done = attempt(form, lambda: save_answers(request.user, challenge, company, changes))
    if not done:
        return None
    if done.conflicts:
        form.follow(done)
        return None
    part = "#attachments" if request.FILES or "detach" in request.POST or request.POST.get("do") == "attach" else ""
    return redirect(reverse("challenges:response_edit", args=[challenge.slug]) + part)


def submitted(
    request: SignedInRequest, challenge: Challenge, company: Company, form: ResponseForm
) -> HttpResponse | None:
    """To the receipt, or None with the reason on the form; what was typed is saved either way."""
    changes, key = form.changes(all_of_them=True), form.cleaned_data["key"]
    done = attempt(
        form,
        lambda: send_in(request.user, challenge, company, changes, key=key, language=reader()),
    )
    if not done:
        return None
    if done.saved:
        form.follow(done.saved)
    if done.refused:
        attempt(form, lambda: refuse(done.refused))
    if not done.submission:
        return None
    messages.success(request, _("Submitted. The receipt comes by mail, and stands below."))
    return redirect("challenges:response_detail", challenge.slug)


def refuse(error: ValidationError | None) -> None:
    if error:
        raise error


@company_member
def answer_save(request: SignedInRequest, slug: str) -> HttpResponse:
    """One answer, saved by the page itself; told as JSON, also what went wrong."""
    company = company_of_member(request.user)
    challenge = get_answerable_challenge(request.user, company, slug)
    if request.method != "POST":
        return redirect("challenges:response_edit", challenge.slug)
    form = AnswerForm(request.POST)
    asked = {question.pk for question in questions_of(challenge)}
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
        return JsonResponse({"conflict": told(theirs)})
    answer = done.answers.get(change.question)
    return JsonResponse(
        {
            "version": answer.version if answer else 0,
            "was": fingerprint(answer.text if answer else ""),
            "saved": shown.saved_line(done.now),
        }
    )


def told(theirs: Answer) -> dict[str, Any]:
    """What another wrote at the question meanwhile."""
    return {
        "version": theirs.version,
        "was": fingerprint(theirs.text),
        "text": theirs.text,
        "by": str(theirs.changed_by or _("A colleague")),
        "at": moment(theirs.changed_at),
    }


@company_member
def response_detail(request: SignedInRequest, slug: str) -> HttpResponse:
    company, now = company_of_member(request.user), timezone.now()
    response = get_own_response(request.user, company, slug)
    challenge = response.challenge
    submissions = list(response.submissions.select_related("submitted_by"))
    latest = submissions[0] if submissions else None
    context = {
        "challenge": challenge,
        "company": company,
        "response": response,
        "standing": shown.standing(response, phase_of(challenge, now)),
        "deadline": closing_label(challenge, now),
        "can_change": can_answer(request.user, challenge, now),
        "closed": "" if challenge.is_open_at(now) else why_closed(challenge, now),
        "submissions": submissions,
        "latest": latest,
        "counts": response.is_submitted,
        "written": shown.written(latest) if latest else [],
        "sent_with": received([latest])[0] if latest else None,
        "draft": [] if latest and not response.has_changes else draft_of(response),
    }
    return render(request, "challenges/response_detail.html", context)


def draft_of(response: Response) -> list[tuple[Any, str]]:
    """The questions with what stands there now, sent in or not."""
    answers = answers_of(response)
    return [
        (question, answers[question.pk].text)
        for question in response.challenge.questions.all()
        if question.pk in answers
    ]


@company_member
def response_withdraw(request: SignedInRequest, slug: str) -> HttpResponse:
    company = company_of_member(request.user)
    response = get_own_response(request.user, company, slug)
    if request.method == "POST":
        try:
            withdraw_response(request.user, response.challenge, company)
            messages.success(
                request, _("Taken back. Your text stays here; submit it again until the challenge closes.")
            )
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
    return redirect("challenges:response_detail", slug)
