"""Why not me: a company's own people ask what keeps them out of a challenge, and what would bring them in."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from challenges.matching.what_if import compute_what_if
from challenges.matching.why_not import WhyNotPage
from challenges.posting.permissions import get_visible_challenge
from challenges.posting.status_chips import get_full_status_chip
from companies.profiles.permissions import company_member, require_own_company
from portal.core.policy import SignedInRequest
from portal.technologies.vocabulary import Vocabulary


@company_member
def why_not_me(request: SignedInRequest, slug: str) -> HttpResponse:
    challenge, company = get_visible_challenge(request.user, slug), require_own_company(request.user)
    vocabulary = Vocabulary.load()
    asked = compute_what_if(challenge, company, vocabulary)
    context = {
        "challenge": challenge,
        "company": company,
        "chip": get_full_status_chip(challenge, timezone.now()),
        "score": asked.what_if.now.score,
        "qualifies": asked.what_if.qualifies,
        "why": WhyNotPage(asked, challenge, company, vocabulary),
    }
    return render(request, "challenges/matching/why_not_me.html", context)


@company_member
def why_not_me_choose(request: SignedInRequest) -> HttpResponse:
    """Where the overview's choice of a challenge leads; without a choice, back to it."""
    if slug := request.GET.get("challenge", ""):
        return redirect("challenges:why_not_me", get_visible_challenge(request.user, slug).slug)
    return redirect(reverse("challenges:company_home") + "#why-not-me")
