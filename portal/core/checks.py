"""Checks at start-up: a page whose policy nobody stated does not start."""

from collections.abc import Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver

# Pages of packages, whose own rules are stated in docs/policy.md.
PACKAGED = ("admin:", "account_", "mfa_")


def iter_url_patterns(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Every URL pattern with its full name, as `challenges:challenge_detail`; unnamed ones by their route."""
    for entry in (resolver or get_resolver()).url_patterns:
        if isinstance(entry, URLResolver):
            inner = f"{namespace}{entry.namespace}:" if entry.namespace else namespace
            yield from iter_url_patterns(entry, inner)
        else:
            yield f"{namespace}{entry.name or entry.pattern}", entry


@register
def check_page_policies(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The page {name} does not state its policy.",
            hint="Use a decorator of portal.policy.",
            id="portal.E001",
        )
        for name, pattern in iter_url_patterns()
        if not name.startswith(PACKAGED) and not hasattr(pattern.callback, "policy")
    ]
