"""One talk on one page, for the company, for the ROM of the challenge, and for the organisers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.timetables.handout_views.files import briefs_on_paper, wanted
from challenges.timetables.handouts.brief import briefs_of
from challenges.timetables.handouts.status import stamp_of
from challenges.timetables.permissions import get_meeting
from portal.core.policy import SignedInRequest, signed_in


@signed_in
def brief_detail(request: SignedInRequest, slug: str, registration: int, pitch: int) -> HttpResponse:
    """Or with ?format=pdf on paper. Its address stays the same through every version of the timetable."""
    meeting = get_meeting(request.user, slug, registration, pitch)
    if wanted(request) == "pdf":
        return briefs_on_paper(request, [meeting], _("Brief"), f"{slug}-talk-{registration}-{pitch}")
    [brief] = briefs_of([meeting], request.user, timezone.now())
    context = {"session": meeting.plan.session, "stamp": stamp_of(meeting.plan), "brief": brief}
    return render(request, "challenges/brief_detail.html", context)
