"""One talk on one page, for the company, for the ROM of the challenge, and for the organisers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from challenges.permissions import get_meeting
from challenges.presenters.hands.brief import brief_of
from challenges.presenters.hands.brief_paper import brief_paper
from challenges.presenters.hands.stamp import stamp_of
from challenges.views.hands.files import paper, wanted
from portal.policy import SignedInRequest, signed_in


@signed_in
def brief_detail(request: SignedInRequest, slug: str, registration: int, pitch: int) -> HttpResponse:
    """Or with ?format=pdf on paper. Its address stays the same through every version of the timetable."""
    meeting = get_meeting(request.user, slug, registration, pitch)
    brief = brief_of(meeting, request.user, timezone.now())
    if wanted(request) == "pdf":
        return paper("papers/brief.typ", brief_paper(brief), f"{slug}-talk-{registration}-{pitch}")
    context = {"session": meeting.plan.session, "stamp": stamp_of(meeting.plan), "brief": brief}
    return render(request, "challenges/brief_detail.html", context)
