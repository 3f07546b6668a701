"""Answering together: asking another company, and deciding for one's own."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.responses.attachments import list_attachments
from challenges.responses.models import Response
from challenges.responses.pages import list_current_answers
from challenges.responses.partner_models import CoApplicant
from challenges.responses.partners import answer_partner_request, find_partner_companies, invite_partner, leave_response
from challenges.responses.permissions import can_answer_challenge, get_answerable_challenge, get_shared_response
from companies.profiles.models import Company
from companies.profiles.permissions import company_member, require_own_company
from portal.core.policy import SignedInRequest

LONGEST = 200


@company_member
def coapplicant_add(request: SignedInRequest, slug: str) -> HttpResponse:
    """Search another company and ask it to join in one's own response."""
    company = require_own_company(request.user)
    challenge = get_answerable_challenge(request.user, company, slug)
    if not can_answer_challenge(request.user, challenge, timezone.now()):
        return redirect("challenges:challenge_detail", challenge.slug)
    if request.method == "POST":
        other = get_posted_company(request)
        if other is None:
            messages.error(request, _("Choose another company with a published profile and at least one user."))
        elif run_and_report_errors(request, lambda: invite_partner(request.user, challenge, company, other)):
            messages.success(request, _("%(company)s has been invited as a partner.") % {"company": other})
            return redirect("challenges:response_edit", challenge.slug)
    response = Response.objects.filter(challenge=challenge, company=company).first()
    words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]
    context = {
        "challenge": challenge,
        "words": words,
        "found": find_partner_companies(words, response, company) if words else [],
    }
    return render(request, "challenges/responses/coapplicant_add.html", context)


@company_member
def coapplicant_end(request: SignedInRequest, slug: str) -> HttpResponse:
    """Take back that a company was asked, or that it joins in."""
    company = require_own_company(request.user)
    challenge, other = get_answerable_challenge(request.user, company, slug), get_posted_company(request)
    rows = CoApplicant.objects.filter(response__challenge=challenge, response__company=company, company=other)
    row = rows.select_related("response__challenge", "response__company").first()
    if request.method == "POST" and row and run_and_report_errors(request, lambda: leave_response(request.user, row)):
        messages.success(request, _("%(company)s has been removed from your response.") % {"company": other})
    return redirect("challenges:response_edit", slug)


@company_member
def coapplication(request: SignedInRequest, slug: str, company: str) -> HttpResponse:
    """Another company's response that one's own was asked to join in: to read, and to decide."""
    row = get_shared_response(request.user, slug, company)
    if request.method == "POST":
        said = handle_partner_decision(request, row)
        if said:
            messages.success(request, said)
            return (
                redirect("challenges:coapplication", slug, company)
                if is_still_partner(row)
                else redirect(row.response.challenge)
            )
    response = row.response
    context = {
        "row": row,
        "challenge": response.challenge,
        "lead": response.company,
        "is_open": response.challenge.is_open_at(timezone.now()),
        "answers": list_current_answers(response),
        "attachments": list_attachments(response),
        "others": response.co_applicants.agreed().exclude(pk=row.pk).select_related("company"),
        "has_changed": row.read_version is not None and row.read_version != response.version,
    }
    return render(request, "challenges/responses/coapplication.html", context)


def get_posted_company(request: SignedInRequest) -> Company | None:
    slug = request.POST.get("company", "")[:LONGEST]
    return Company.objects.published().filter(slug=slug).first() if slug.isprintable() else None


def handle_partner_decision(request: SignedInRequest, row: CoApplicant) -> str:
    """What was done, or "" where nothing was."""
    what, lead = request.POST.get("do", ""), {"company": row.response.company}
    version = request.POST.get("version", "")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None
    if what in {"agree", "decline"}:
        agrees = what == "agree"
        if not run_and_report_errors(
            request,
            lambda: answer_partner_request(request.user, row, agrees=agrees, read_version=number),
        ):
            return ""
        return (
            _("Your company is now a partner in the response of %(company)s.")
            if agrees
            else _("You have declined the invitation.")
        ) % lead
    if what == "leave" and run_and_report_errors(request, lambda: leave_response(request.user, row)):
        return _("Your company is no longer a partner in the response of %(company)s.") % lead
    return ""


def is_still_partner(row: CoApplicant) -> bool:
    return CoApplicant.objects.get(pk=row.pk).is_in


def run_and_report_errors(request: SignedInRequest, write) -> bool:
    try:
        write()
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return False
    return True
