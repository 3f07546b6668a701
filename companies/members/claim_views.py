"""Claims that a ROM judges: the queue of its region, and one of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.members.claims import review_claim
from companies.members.forms import YES, ClaimReviewForm
from companies.members.open_requests import select_waiting_claims
from companies.members.request_models import Claim
from portal.core.forms import parse_row_number, save_form
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_matching


@rom_staff
def claim_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "companies/members/claim_list.html", {"claims": select_waiting_claims(request.user)})


@rom_staff
def claim_review(request: SignedInRequest, number: str) -> HttpResponse:
    """404 for another ROM's, and for what is decided."""
    waiting = Claim.objects.judged_by(request.user).select_related("user", "company__province__rom")
    claim = get_object_or_404(waiting, pk=parse_row_number(number))
    form = ClaimReviewForm(request.POST or None)
    if save_form(form, review_claim, request.user, claim):
        enqueue_matching()
        is_right = form.cleaned_data["verdict"] == YES
        said = _("%(who)s is the owner of the profile now.") if is_right else _("%(who)s reads why not.")
        messages.success(request, said % {"who": claim.user})
        return redirect("companies:claim_list")
    return render(request, "companies/members/claim_judge.html", {"claim": claim, "form": form})
