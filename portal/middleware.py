"""The edge: an address that no page can mean is refused before any page sees it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

Handler = Callable[[HttpRequest], HttpResponse]


def refuse_nul_in_address(get_response: Handler) -> Handler:
    """400 for a path or query holding NUL, which PostgreSQL cannot store. Forms name the field themselves."""

    def middleware(request: HttpRequest) -> HttpResponse:
        texts = [
            request.path,
            *(text for key, values in request.GET.lists() for text in (key, *values)),
        ]
        if any("\x00" in text for text in texts):
            return render(request, "400.html", status=400)
        return get_response(request)

    return middleware
