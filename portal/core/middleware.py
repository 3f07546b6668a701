"""Reject malformed requests before any view sees them, and add security headers to every response."""

from collections.abc import Callable, Iterator
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control
from pghistory.middleware import HistoryMiddleware

from portal.core.logs import redact_secrets

Handler = Callable[[HttpRequest], HttpResponse]

# In addition to what Django and django-csp send. No page uses a sensor, a camera or a payment.
HEADERS = {
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(
        f"{feature}=()"
        for feature in ("camera", "display-capture", "geolocation", "microphone", "payment", "usb", "browsing-topics")
    ),
}


def add_security_headers(get_response: Handler) -> Handler:
    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    return middleware


class RedactedHistoryMiddleware(HistoryMiddleware):
    """Record the address of the request with each change, without the secret that it may contain."""

    def get_context(self, request: HttpRequest) -> dict[str, Any]:
        return {**super().get_context(request), "url": redact_secrets(request.path)}


def prevent_session_caching(get_response: Handler) -> Handler:
    """Forbid browsers to store the pages of a signed-in person, so that the back button shows them to nobody else.

    A response that is marked immutable may be stored: a view marks what everyone may see, such as a published logo.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if "immutable" in response.headers.get("Cache-Control", ""):
            return response
        if settings.SESSION_COOKIE_NAME in {*request.COOKIES, *response.cookies}:
            patch_cache_control(response, private=True, no_store=True)
        return response

    return middleware


def reject_nul_bytes(get_response: Handler) -> Handler:
    """Answer 400 to a NUL in the path, query or cookies: PostgreSQL cannot store it. Forms check their own fields."""

    def middleware(request: HttpRequest) -> HttpResponse:
        if any("\x00" in text for text in iter_request_texts(request)):
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware


def iter_request_texts(request: HttpRequest) -> Iterator[str]:
    yield request.path
    yield from request.COOKIES.values()
    for key, values in request.GET.lists():
        yield key
        yield from values
