"""Tags and filters for every template. They run no queries: the template passes what they show."""

from collections.abc import Iterable
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
from portal.help.glossary import TERMS
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
from portal.ui.match_bar import MOST, draw_match_bar, draw_match_total, format_tenths

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
    """Draw the match bar; match: any object with the tenths of the parts, freshness and total; size: a key of HEIGHTS.

    The context processor puts the maximum of each part on the request, which is there after `include ... only` too.
    """
    most = getattr(getattr(context, "request", None), "most_points", None)
    return draw_match_bar(match, size, most or MOST)


@register.inclusion_tag("portal/ui/_evidence_pair.html")
def evidence_pair(rows: Any, offer_label: str = "", want_label: str = "", variant: str = "") -> dict[str, Any]:
    """Show the phrases of both sides; each row has technology, points and maximum in tenths (None: hidden), offer and
    want (None: not found), and how."""
    return {
        "rows": rows,
        "offer_label": offer_label or _("Profile"),
        "want_label": want_label or _("Challenge"),
        "variant": variant,
    }


@register.filter
def quoted(evidence: Any) -> QuotedPhrase | None:
    """Return the phrase of a link within its sentence, for _phrase.html."""
    return QuotedPhrase.of(evidence)


@register.filter
def how_related(how: str) -> str:
    """Translate how two technologies are related, such as "broader"; "" where they are the same one."""
    return str(HOW.get(how, ""))


@register.simple_tag(name="facet_options")
def render_facet_options(name: str, options: Iterable[Any]) -> SafeString:
    """Render the options of a filter in Python: there are hundreds, and a template for each takes half of the time
    of a list. options: each with value, label, count (None: not shown) and selected."""
    rendered = []
    for option in options:
        number = ""
        if option.count is not None:
            count = option.count if option.count < 1000 else number_format(option.count)  # number_format is slow
            number = f'\n<span class="number">{count}</span>'
        checked = " checked" if option.selected else ""
        rendered.append(
            f'<label class="option{" none" if option.count == 0 else ""}">\n'
            f'<input type="checkbox" name="{escape(name)}" value="{escape(option.value)}"{checked}>\n'
            f"<span>{escape(str(option.label))}</span>{number}</label>"
        )
    return SafeString("\n".join(rendered))


@register.filter
def introducing(label: str) -> str:
    """Add a colon to a label that stands before its value: "Name:", but "Why not?" stays the same."""
    return label if label.endswith(("?", ".", ":")) else f"{label}:"


@register.inclusion_tag("portal/help/_term.html")
def term(slug: str, label: str = "") -> dict[str, Any]:
    """Show a term of the glossary as a button that opens its definition; label: the word, where it is not the name.

    slug: a key of TERMS. The browser opens and closes the definition, without JavaScript.
    """
    return {"term": TERMS[slug], "label": label}


@register.simple_tag
def icon(name: str) -> SafeString:
    """Draw an icon of portal/ui/_sprite.html; it stands beside words, so a screen reader skips it."""
    return format_html(
        '<svg class="icon icon-{}" aria-hidden="true" focusable="false"><use href="#i-{}"/></svg>', name, name
    )


@register.simple_tag
def state_chip(state: str, label: str) -> SafeString:
    """Draw a status with its icon; state: open, soon, closed or draft. In a list, use it for exceptions only."""
    return format_html('<span class="chip chip-{}">{}{}</span>', state, icon(state), label)


@register.filter
def local(thing: Any, field: str) -> str:
    """Return the text in the reader's language, such as {{ challenge|local:"title" }}, for attributes and titles."""
    return get_local_text(thing, field).text


@register.simple_tag(name="local")
def local_tag(thing: Any, field: str) -> SafeString:
    """Render {% local challenge "title" %}: the text, in a span with its lang where that is another language."""
    text = get_local_text(thing, field)
    if is_foreign_text(text):
        return format_html('<span lang="{}">{}</span>', text.language, text.text)
    return format_html("{}", text.text)


@register.simple_tag
def lang_attr(thing: Any, field: str) -> SafeString:
    """Render the lang attribute in <p{% lang_attr challenge "teaser" %}>, only for a text in another language."""
    text = get_local_text(thing, field)
    return format_html(' lang="{}"', text.language) if is_foreign_text(text) else SafeString("")


@register.inclusion_tag("portal/ui/_language_links.html", takes_context=True)
def language_links(context: Context) -> dict[str, Any]:
    """Link to this page in each language, query included; to the home page where there is no request."""
    request = context.get("request")
    path = request.get_full_path() if request else ""
    return {"links": [(code, in_other_language(path, code), code == get_reader_language()) for code in LANGUAGES]}


def in_other_language(path: str, code: str) -> str:
    """Change "/nl/challenges/?q=x" into "/en/challenges/?q=x"; a path without a language becomes the home page."""
    prefix, rest = path[:4], path[4:]
    return f"/{code}/{rest}" if prefix in {f"/{language}/" for language in LANGUAGES} else f"/{code}/"


@register.filter
def next_size(page: Any) -> int:
    """Count the results on the next page."""
    return int(min(page.paginator.per_page, page.paginator.count - page.end_index()))
