"""The companies that are invited to a challenge: who, since when, and by whom; another is invited, or one no more."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from challenges.matching.selectors import suggest_invitations
from challenges.posting.forms import ChallengeInviteForm
from challenges.posting.invitations import (
    find_invitable_companies,
    has_invited_content,
    invite_to_challenge,
    withdraw_challenge_invitation,
)
from challenges.posting.models import Challenge
from challenges.posting.permissions import get_editable_challenge
from challenges.posting.workflow import CLOSED_STATES
from companies.profiles.models import Company
from portal.core.policy import SignedInRequest, rom_staff
from portal.core.queue import enqueue_matching

LONGEST = 200
HEAVY = tuple(f"company__{name}" for name in Company.LONG_FIELDS)


@rom_staff
def challenge_invitations(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge = get_editable_challenge(request.user, slug)
    words = request.GET.get("q", "").strip()[:LONGEST]
    if request.method == "POST":
        handle_invitation_form(request, challenge)
        query = f"?{urlencode({'q': words})}" if words else ""
        return redirect(reverse("challenges:challenge_invitations", args=[challenge.slug]) + query)
    can_invite = challenge.state not in CLOSED_STATES and has_invited_content(challenge)
    invited = challenge.invitations.select_related("company__province", "invited_by").defer(*HEAVY)
    context = {
        "challenge": challenge,
        "invitations": invited.order_by("company__name", "pk"),
        "can_invite": can_invite,
        "is_closed": challenge.state in CLOSED_STATES,
        "words": words,
        "found": find_invitable_companies(challenge, request.user, words) if can_invite and words else [],
        "suggested": suggest_invitations(challenge, request.user) if can_invite else [],
    }
    return render(request, "challenges/posting/challenge_invitations.html", context)


def handle_invitation_form(request: SignedInRequest, challenge: Challenge) -> None:
    """Do what the button says, and tell it."""
    form = ChallengeInviteForm(request.POST, companies=Company.objects.visible_to(request.user))
    if not form.is_valid():
        messages.error(request, " ".join(problem for problems in form.errors.values() for problem in problems))
        return
    company = form.cleaned_data["company"]
    take = withdraw_challenge_invitation if form.cleaned_data["take_back"] else invite_to_challenge
    try:
        is_changed = take(challenge, company, request.user)
    except ValidationError as error:
        messages.error(request, " ".join(error.messages))
        return
    enqueue_matching()
    if form.cleaned_data["take_back"]:
        messages.success(request, _("%(company)s is not invited any more.") % {"company": company})
    elif is_changed:
        messages.success(request, _("%(company)s is invited.") % {"company": company})
    else:
        messages.success(request, _("%(company)s was invited already.") % {"company": company})
