"""What every answer carries for the reader's safety, and no page holds."""

import re
from html.parser import HTMLParser

CSP = {
    "default-src 'none'",
    "style-src 'self'",
    "script-src 'self'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "manifest-src 'self'",
}
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


def wrong_headers(response):
    wrong = {name: response.get(name) for name, value in HEADERS.items() if response.get(name) != value}
    if set(response.get("Content-Security-Policy", "").split("; ")) != CSP:
        wrong["Content-Security-Policy"] = response.get("Content-Security-Policy")
    if "camera=()" not in response.get("Permissions-Policy", ""):
        wrong["Permissions-Policy"] = response.get("Permissions-Policy")
    return wrong


class Inline(HTMLParser):
    """Collects what the policy would block: inline styles, scripts and handlers, and things from elsewhere."""

    def __init__(self, html):
        super().__init__()
        self.found, self._data_script = [], False
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        values = {name: value or "" for name, value in attrs}
        if tag == "style" or (tag == "script" and "src" not in values and values.get("type") != "application/json"):
            self.found.append(f"<{tag}>")
        self.found += [f"{tag} {name}" for name in values if name == "style" or name.startswith("on")]
        loads = [values.get("src", "")] + [values.get("href", "")] * (
            tag == "link" and values.get("rel") != "canonical"
        )
        self.found += [f"{tag} {url}" for url in loads if re.match(r"(https?:)?//", url)]
        self.found += [f"{tag} {url}" for url in values.values() if re.match(r"\s*javascript:", url, re.IGNORECASE)]


def unsafe(response, *, signed_in):
    """Headers are as settled, and nothing of a person signed in is kept in a cache."""
    wrong = [*wrong_headers(response).items()]
    if signed_in and "no-store" not in response.get("Cache-Control", ""):
        wrong.append("may be cached")
    return wrong


def inline(response):
    """What the policy would block."""
    return Inline(response.content.decode()).found if "text/html" in response.get("Content-Type", "") else []
