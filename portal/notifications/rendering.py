"""Mails from templates: `<template>.subject.txt`, `.txt` and `.html`, in the language of the reader."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation


@dataclass(frozen=True)
class RenderedMail:
    subject: str
    text: str
    html: str


def render_mail(template: str, context: dict[str, Any], language: str) -> RenderedMail:
    everything = _add_site_context(context, language)
    with translation.override(language):
        return RenderedMail(
            subject=format_subject(render_plain_text(f"{template}.subject.txt", everything)),
            text=render_plain_text(f"{template}.txt", everything).strip() + "\n",
            html=get_template(f"{template}.html").render(everything),
        )


def render_notification(template: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    """The subject and the text of the mail without its foot, to be read on the site."""
    everything = _add_site_context(context, language) | {"bare": True}
    with translation.override(language):
        return format_subject(render_plain_text(f"{template}.subject.txt", everything)), render_plain_text(
            f"{template}.txt", everything
        ).strip()


def _add_site_context(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "language": language, **context}


def render_plain_text(template: str, context: dict[str, Any]) -> str:
    """A text as it is: nothing in it is HTML, so nothing is escaped."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def format_subject(text: str) -> str:
    """On one line, and no longer than a mail program shows."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
