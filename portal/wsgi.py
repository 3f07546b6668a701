"""The application for a web server: `gunicorn portal.wsgi`."""

import codecs
import os
from collections.abc import Iterable
from typing import Any

from django.core.wsgi import get_wsgi_application
from django.utils.http import parse_header_parameters

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

django = get_wsgi_application()


def application(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
    """Answer 400 to text that is not UTF-8 before Django reads it: other encodings make it fail or hide surrogates."""
    if is_utf8_content(environ.get("CONTENT_TYPE", "")):
        return django(environ, start_response)
    start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
    return [b"Alleen tekst in UTF-8, graag.\nText in UTF-8 only, please.\n"]


def is_utf8_content(content_type: str) -> bool:
    """Return whether the content type names UTF-8, or no encoding at all, as the forms of browsers do."""
    try:
        parameters = parse_header_parameters(content_type)[1]
        return codecs.lookup(parameters.get("charset", "utf-8")).name == "utf-8"
    except (LookupError, ValueError):
        return False
