"""The web server's entry: `gunicorn portal.wsgi`."""

import codecs
import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Text is UTF-8. Another encoding is refused before Django sees it: some make it fail, some hide surrogates."""
    if is_utf8_content(environ.get("CONTENT_TYPE", "")):
        return django(environ, start_response)
    start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Alleen tekst in UTF-8, graag.\nText in UTF-8 only, please.\n"]


def is_utf8_content(content_type: str) -> bool:
    """Whether a request with this content type is text that we read; forms of browsers name no encoding at all."""
    try:
        parameters = parse_header_parameters(content_type)[1]
        return codecs.lookup(parameters.get("charset", "utf-8")).name == "utf-8"
    except (LookupError, ValueError):
        return False
