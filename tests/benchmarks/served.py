"""The site for gunicorn, with a bare view beside its pages: what a page costs is told in these."""

from collections.abc import Callable, Iterable
from typing import Any

import django
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse
from django.test import override_settings
from django.urls import path

from tests.benchmarks.pages import BARE, NO_MIDDLEWARE

TEXT = "<!DOCTYPE html><html lang=en><title>Bare</title><p>A fixed answer of a hundred characters.</p></html>"


@login_not_required
def bare(request: HttpRequest) -> HttpResponse:
    return HttpResponse(TEXT, headers={"Content-Length": len(TEXT)})


settings.ROOT_URLCONF = __name__
django.setup(set_prefix=False)

from portal.urls import handler400, handler403, handler404, handler500  # noqa: E402, F401
from portal.urls import urlpatterns as pages  # noqa: E402

urlpatterns = [path(BARE[1:], bare), path(NO_MIDDLEWARE[1:], bare), *pages]
site = WSGIHandler()
with override_settings(MIDDLEWARE=[]):
    without_middleware = WSGIHandler()


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    handler = without_middleware if environ["PATH_INFO"] == NO_MIDDLEWARE else site
    answer: Iterable[bytes] = handler(environ, start_response)
    return answer
