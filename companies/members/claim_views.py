"""Claims that a ROM judges: the queue of its region, and one of them."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from companies.members import claims
from companies.members.forms import YES, JudgeClaimForm
from companies.members.open_requests import claims_waiting_for
from companies.members.request_models import Claim
from portal.core.forms import attempt, row_number
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import look_again


@rom_staff
def claim_list(request: SignedInRequest) -> HttpResponse:
    return render(request, "companies/claim_list.html", {"claims": claims_waiting_for(request.user)})


@rom_staff
def claim_judge(request: SignedInRequest, number: str) -> HttpResponse:
    """404 for another ROM's, and for what is decided."""
    waiting = Claim.objects.judged_by(request.user).select_related("user", "company__province__rom")
    claim = get_object_or_404(waiting, pk=row_number(number))
    form = JudgeClaimForm(request.POST or None)
    if form.is_valid():
        is_right, answer = form.cleaned_data["verdict"] == YES, form.cleaned_data["answer"]
        if attempt(form, lambda: judged(request, claim, is_right, answer)):
            return redirect("companies:claim_list")
    return render(request, "companies/claim_judge.html", {"claim": claim, "form": form})


def judged(request: SignedInRequest, claim: Claim, is_right: bool, answer: str) -> bool:
    claims.judge(request.user, claim, is_right=is_right, answer=answer)
    look_again()
    said = _("%(who)s is the owner of the profile now.") if is_right else _("%(who)s reads why not.")
    messages.success(request, said % {"who": claim.user})
    return True
