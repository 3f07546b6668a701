"""Tags and filters of the face. They run no queries: what they show is handed to them."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Any

from django import template
from django.template.context import Context
from django.utils.formats import number_format
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portal.core.bilingual import LANGUAGES, describe_language, get_local_text, get_reader_language, is_foreign_text
from portal.technologies.phrases import QuotedPhrase, get_opening_sentences
from portal.ui.dates import (
    count_days_until,
    format_date_time,
    format_day,
    format_days_until,
    format_month,
    format_time,
    format_time_span,
)
from portal.ui.match_bar import MOST, format_tenths
from portal.ui.match_bar_html import draw_match_bar, draw_match_total

register = template.Library()

register.filter("points", format_tenths)
register.simple_tag(format_tenths, name="points")
register.simple_tag(draw_match_total, name="match_total")
register.filter("in_language", describe_language)
register.filter("opening", get_opening_sentences)
register.filter("day", format_day)
register.filter("month", format_month)
register.filter("clock", format_time)
register.filter("moment", format_date_time)
register.filter("span", format_time_span)
register.filter("days_until", count_days_until)
register.filter("in_days", format_days_until)

HOW = {
    "specific": gettext_lazy("more specific"),
    "broader": gettext_lazy("broader"),
    "related": gettext_lazy("related"),
}


@register.simple_tag(takes_context=True)
def match_bar(context: Context, match: Any, size: str = "row") -> SafeString:
    """match: anything with the tenths of the parts, freshness and total; size: row, explanation or home."""
    return draw_match_bar(match, size, most_points(context))


def most_points(context: Context) -> Sequence[int]:
    """Return the points of the active model, which the context processor puts on the request.

    It works in templates that are included with `only`, too.
    """
    return getattr(getattr(context, "request", None), "most_points", None) or MOST


@register.inclusion_tag("portal/ui/_evidence_pair.html")
def evidence_pair(rows: Any, offer_label: str = "", want_label: str = "", variant: str = "") -> dict[str, Any]:
    """rows: technology, points and maximum in tenths (None: not shown), offer and want (None: not found), how."""
    return {
        "rows": rows,
        "offer_label": offer_label or _("Profile"),
        "want_label": want_label or _("Challenge"),
        "variant": variant,
    }


@register.filter
def quoted(evidence: Any) -> QuotedPhrase | None:
    """{{ link|quoted }}: its phrase within the sentence, for _phrase.html."""
    return QuotedPhrase.of(evidence)


@register.filter
def points(tenths: int) -> str:
    """{{ match.total|points }}: 873 as "87,3"."""
    return format_tenths(tenths)


@register.filter
def how_related(how: str) -> str:
    """ "broader" in the reader's language; "" for an exact find."""
    return str(HOW.get(how, ""))


@register.simple_tag(name="facet_options")
def render_facet_options(name: str, options: Iterable[Any]) -> SafeString:
    """Draw the options of a filter in one go: there are hundreds, and a template for each takes half a list's time.

    options: each with value, label, count (None: not told) and selected.
    """
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


@register.filter
def introducing(label: str) -> str:
    """A label before what is said of it: "Name:", but "Why not?" as it is."""
    return label if label.endswith(("?", ".", ":")) else f"{label}:"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A drawing of templates/_sprite.html; always beside words, so hidden from who listens."""
    return format_html(
        '<svg class="icon icon-{}" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', name, name
    )


@register.simple_tag
def state_chip(state: str, label: str) -> SafeString:
    """state: open, soon, closed or draft. In a list only where a row deviates."""
    return format_html('<span class="chip chip-{}">{}{}</span>', state, icon(state), label)


@register.filter
def local(thing: Any, field: str) -> str:
    """{{ challenge|local:"title" }}: the text alone, for attributes and titles."""
    return get_local_text(thing, field).text


@register.simple_tag(name="local")
def local_tag(thing: Any, field: str) -> SafeString:
    """{% local challenge "title" %}: the text, in a span with its lang when it is not the reader's language."""
    text = get_local_text(thing, field)
    if is_foreign_text(text):
        return format_html('<span lang="{}">{}</span>', text.language, text.text)
    return format_html("{}", text.text)


@register.simple_tag
def lang_attr(thing: Any, field: str) -> SafeString:
    """<p{% lang_attr challenge "teaser" %}>: the lang attribute, only when the text is in another language."""
    text = get_local_text(thing, field)
    return format_html(' lang="{}"', text.language) if is_foreign_text(text) else SafeString("")


@register.inclusion_tag("portal/ui/_language_links.html", takes_context=True)
def language_links(context: Context) -> dict[str, Any]:
    """The same page, query included, in each language; without a request, the home page."""
    request = context.get("request")
    path = request.get_full_path() if request else ""
    return {"links": [(code, in_other_language(path, code), code == get_reader_language()) for code in LANGUAGES]}


def in_other_language(path: str, code: str) -> str:
    """ "/nl/challenges/?q=x" -> "/en/challenges/?q=x"; a path without a language prefix has no twin: the home page."""
    prefix, rest = path[:4], path[4:]
    return f"/{code}/{rest}" if prefix in {f"/{language}/" for language in LANGUAGES} else f"/{code}/"


@register.filter
def next_size(page: Any) -> int:
    """How many results the next page holds."""
    return int(min(page.paginator.per_page, page.paginator.count - page.end_index()))
