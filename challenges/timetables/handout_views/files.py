"""Files that a page of a timetable is kept as."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.handouts.brief import briefs_of
from challenges.timetables.handouts.brief_pdf import briefs_paper
from portal.core.policy import SignedInRequest
from portal.documents.pdf import CONTENT_TYPE, written_paper


def wanted(request: SignedInRequest) -> str:
    """pdf, briefs, xlsx or csv, as the address says; "" is the page."""
    return request.GET.get("format", "")


def paper(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    return named(written_paper(template, data), CONTENT_TYPE, f"{name}.pdf")


def briefs_on_paper(request: SignedInRequest, meetings: Sequence[Meeting], title: str, name: str) -> HttpResponse:
    """A page for each; 404 without any."""
    if not meetings:
        raise Http404
    briefs = briefs_of(meetings, request.user, timezone.now())
    return paper("papers/brief.typ", briefs_paper(meetings[0].plan, briefs, title), name)


def named(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
