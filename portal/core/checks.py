"""System check: every page of the site states its policy. The site does not start with a page that does not."""

from collections.abc import Callable, Iterator
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import LocalePrefixPattern

# Pages of packages, whose own rules docs/policy.md states.
PACKAGED = ("admin:", "account_", "mfa_")

Page = tuple[str, str, Callable[..., Any]]


def iter_pages(resolver: URLResolver | None = None, namespace: str = "", prefix: str = "/") -> Iterator[Page]:
    """Yield the name, address and view of every page.

    Names are full, such as `challenges:challenge_detail`; a page without a name has its route instead. The address
    leaves out the language in front.
    """
    for entry in (resolver or get_resolver()).url_patterns:
        address = prefix + ("" if isinstance(entry.pattern, LocalePrefixPattern) else str(entry.pattern))
        if isinstance(entry, URLPattern):
            yield f"{namespace}{entry.name or entry.pattern}", address, entry.callback
        else:
            yield from iter_pages(entry, f"{namespace}{entry.namespace}:" if entry.namespace else namespace, address)


@register
def check_page_policies(**kwargs: Any) -> list[CheckMessage]:
    return [
        Error(
            f"The page {name} does not state its policy.",
            hint="Use a decorator of portal.core.policy.",
            id="portal.E001",
        )
        for name, _address, view in iter_pages()
        if not name.startswith(PACKAGED) and not hasattr(view, "policy")
    ]
