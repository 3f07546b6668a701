"""Files that a page of a timetable is kept as."""

from typing import Any

from django.http import HttpResponse

from portal.papers import CONTENT_TYPE, written_paper
from portal.policy import SignedInRequest


def wanted(request: SignedInRequest) -> str:
    """pdf, xlsx or csv, as the address says; "" is the page."""
    return request.GET.get("format", "")


def paper(template: str, data: dict[str, Any], name: str) -> HttpResponse:
    return named(written_paper(template, data), CONTENT_TYPE, f"{name}.pdf")


def named(content: bytes, content_type: str, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
