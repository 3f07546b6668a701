"""One talk on one page, for the company, for the ROM of the challenge, and for the organisers."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.timetables.handout_views.files import build_briefs_response, get_requested_format
from challenges.timetables.handouts.brief import build_briefs
from challenges.timetables.handouts.status import get_plan_status
from challenges.timetables.permissions import get_visible_meeting
from portal.core.policy import SignedInRequest, require_sign_in


@require_sign_in
def brief_detail(request: SignedInRequest, slug: str, registration: int, pitch: int) -> HttpResponse:
    """Or with ?format=pdf on paper. Its address stays the same through every version of the timetable."""
    meeting = get_visible_meeting(request.user, slug, registration, pitch)
    if get_requested_format(request) == "pdf":
        return build_briefs_response(request, [meeting], _("Brief"), f"{slug}-talk-{registration}-{pitch}")
    [brief] = build_briefs([meeting], request.user, timezone.now())
    context = {"session": meeting.plan.session, "stamp": get_plan_status(meeting.plan), "brief": brief}
    return render(request, "challenges/timetables/brief_detail.html", context)
