"""Mails from templates: `<template>.subject.txt`, `.txt` and `.html`, in the language of the reader."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template import Context
from django.template.loader import get_template
from django.utils import translation


@dataclass(frozen=True)
class Rendered:
    subject: str
    text: str
    html: str


def render_mail(template: str, context: dict[str, Any], language: str) -> Rendered:
    everything = _with_site(context, language)
    with translation.override(language):
        return Rendered(
            subject=as_subject(plain(f"{template}.subject.txt", everything)),
            text=plain(f"{template}.txt", everything).strip() + "\n",
            html=get_template(f"{template}.html").render(everything),
        )


def render_note(template: str, context: dict[str, Any], language: str) -> tuple[str, str]:
    """The subject and the text of the mail without its foot, to be read on the site."""
    everything = _with_site(context, language) | {"bare": True}
    with translation.override(language):
        return as_subject(plain(f"{template}.subject.txt", everything)), plain(f"{template}.txt", everything).strip()


def _with_site(context: dict[str, Any], language: str) -> dict[str, Any]:
    return {"site_name": settings.SITE_NAME, "site_url": settings.SITE_URL, "language": language, **context}


def plain(template: str, context: dict[str, Any]) -> str:
    """A text as it is: nothing in it is HTML, so nothing is escaped."""
    return str(get_template(template).template.render(Context(context, autoescape=False)))  # type: ignore[attr-defined]


def as_subject(text: str) -> str:
    """On one line, and no longer than a mail program shows."""
    line = " ".join(text.split())
    return line if len(line) <= 200 else f"{line[:199]}…"
