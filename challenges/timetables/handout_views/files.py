"""Files that a page of a timetable is kept as."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.utils import timezone

from challenges.sessions.planned_meeting_models import Meeting
from challenges.timetables.handouts.brief import build_briefs
from challenges.timetables.handouts.brief_pdf import build_briefs_document
from portal.core.policy import SignedInRequest
from portal.documents.pdf import CONTENT_TYPE, render_pdf


def get_requested_format(request: SignedInRequest) -> str:
    """pdf, briefs, xlsx or csv, as the address says; "" is the page."""
    return request.GET.get("format", "")


def build_pdf_response(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    return build_file_response(render_pdf(template, data), CONTENT_TYPE, f"{name}.pdf")


def build_briefs_response(request: SignedInRequest, meetings: Sequence[Meeting], title: str, name: str) -> HttpResponse:
    """A page for each; 404 without any."""
    if not meetings:
        raise Http404
    briefs = build_briefs(meetings, request.user, timezone.now())
    return build_pdf_response(
        "challenges/timetables/brief.typ", build_briefs_document(meetings[0].plan, briefs, title), name
    )


def build_file_response(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
