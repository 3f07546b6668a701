"""The options of a filter as HTML, in one go: there are hundreds, and a template for each takes half a list's time."""

from collections.abc import Iterable
from html import escape
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString


def render_facet_options(name: str, options: Iterable[Any]) -> SafeString:
    """options: each with value, label, count (None: not told) and selected."""
    return SafeString("\n".join(_render_facet_option(escape(name), option) for option in options))


def _render_facet_option(name: str, option: Any) -> str:
    """name: escaped already."""
    number = "" if option.count is None else f'\n<span class="number">{_format_option_count(option.count)}</span>'
    return (
        f'<label class="option{" none" if option.count == 0 else ""}">\n'
        f'<input type="checkbox" name="{name}" value="{escape(option.value)}"{" checked" if option.selected else ""}>\n'
        f"<span>{escape(str(option.label))}</span>{number}</label>"
    )


def _format_option_count(count: int) -> str:
    return str(count) if count < 1000 else str(number_format(count))
