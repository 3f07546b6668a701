"""Render emails: one template gives the subject, the HTML and the plain text, in the language of the reader."""

import re
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation

LONGEST_SUBJECT = 200  # characters; mail programs show fewer
LINE_END = re.compile(r"[ \t\r\f]*\n[ \t\r\f\n]*")


@dataclass(frozen=True)
class RenderedMail:
    subject: str
    text: str
    html: str


def render_mail(template: str, context: dict[str, Any], language: str) -> RenderedMail:
    context = _add_site_context(context, language)
    with translation.override(language):
        heading = _render_heading(template, context)
        content = _render_content(template, context)
        text = _render_unescaped("portal/notifications/mail/base.txt", context | {"content": content})
        html = get_template(template).render(
            context | {"layout": "portal/notifications/mail/base.html", "heading": heading}
        )
    return RenderedMail(shorten_subject(heading), text.strip() + "\n", html)


def render_notification(template: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    """Return the subject and the content of the email as plain text, to be read on the site.

    The template reads `bare`: what is true then is left out of the notification.
    """
    context = _add_site_context(context, language) | {"bare": True}
    with translation.override(language):
        return shorten_subject(_render_heading(template, context)), _render_content(template, context)


def _add_site_context(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "language": language, **context}


def _render_heading(template: str, context: dict[str, Any]) -> str:
    """Render the subject on one line, however long."""
    subject = _render_unescaped(template, context | {"layout": "portal/notifications/mail/base_subject.txt"})
    return " ".join(subject.split())


def _render_content(template: str, context: dict[str, Any]) -> str:
    layout = {"layout": "portal/notifications/mail/base_content.html", "as_text": True}
    return convert_to_text(get_template(template).render(context | layout))


def _render_unescaped(template: str, context: dict[str, Any]) -> str:
    """Render plain text, in which nothing is escaped."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def shorten_subject(line: str) -> str:
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1]}…"


def convert_to_text(html: str) -> str:
    """Write paragraphs, headings, lists and quotes as plain text, with an empty line between them.

    A list item begins with a hyphen, and the address of a link follows on the next line.
    """
    parser = _TextParser()
    parser.feed(html)
    parser.close()
    blocks = ("\n".join(line.rstrip() for line in block.splitlines()).strip("\n") for block in parser.blocks)
    return "\n\n".join(block for block in blocks if block)


class _TextParser(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.blocks = [""]
        self.address = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in {"p", "h2", "ul", "blockquote"}:
            self.blocks.append("")
        elif tag == "li":
            self.blocks[-1] += "\n- "
        elif tag == "br":
            self.blocks[-1] += "\n"
        elif tag == "a":
            self.address = dict(attrs)["href"] or ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "a":
            self.blocks[-1] += f"\n  {self.address}"

    def handle_data(self, data: str) -> None:
        """Add text; a line end is one of the template, hence a space, as those of people have become elements."""
        text = LINE_END.sub(" ", data)
        is_inside_line = self.blocks[-1] and not self.blocks[-1][-1].isspace()
        self.blocks[-1] += text if is_inside_line or not LINE_END.match(data) else text[1:]
