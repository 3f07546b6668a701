"""Phrases of the annex that stand in what more people read of the challenge: its title, its text, its questions.

Staff of other ROMs read a challenge for vetted companies, and anybody with an account one for them, but no annex: so
the same audience still means more people. Where the challenge is for invited companies alone, who reads its text reads
the annex. Its title goes further then, to the ROM of a company that is introduced, and its questions stay with who
answered them before the invitation was taken back.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _

from challenges.posting.annex_models import Annex
from challenges.posting.models import Challenge
from challenges.posting.question_models import Question
from portal.technologies.tagger.overlap import find_shared_passages

AROUND = 60  # characters that are shown on either side of a phrase
OF_CHALLENGE = {
    "title_nl": _("Title in Dutch"),
    "title_en": _("Title in English"),
    "teaser_nl": _("Text in Dutch"),
    "teaser_en": _("Text in English"),
}
TITLES = ("title_nl", "title_en")

TEXTS_OF_QUESTION = ("text_nl", "help_nl", "text_en", "help_en")
ASKED = {name: F(name) for name in ("position", *TEXTS_OF_QUESTION)}


@dataclass(frozen=True)
class AnnexLeak:
    """A phrase of the annex, where it stands, and the words around it there."""

    place: str | Promise
    before: str
    phrase: str
    after: str


def find_annex_leaks(challenge: Challenge) -> list[AnnexLeak]:
    """In the order in which the challenge is read; one query."""
    asked = Question.objects.filter(challenge=OuterRef("pk")).order_by("position")
    written = Annex.objects.filter(pk=challenge.pk).annotate(
        asked=ArraySubquery(asked.values(data=JSONObject(**ASKED)))
    )
    annex = written.first()
    if annex is None or annex.is_empty:
        return []
    return [
        _build_leak(place, text, span)
        for place, text in _iter_public_texts(challenge, annex)
        for span in _find_leaked_spans(text, annex)
    ]


def _iter_public_texts(challenge: Challenge, annex: Any) -> Iterator[tuple[str | Promise, str]]:
    is_for_annex_readers = challenge.visibility == Challenge.Visibility.INVITED
    for name, place in OF_CHALLENGE.items():
        if name in TITLES or not is_for_annex_readers:
            yield place, getattr(challenge, name)
    for question in annex.asked:
        for name in TEXTS_OF_QUESTION:
            yield _("Question %(number)d") % {"number": question["position"]}, question[name]


def _find_leaked_spans(text: str, annex: Annex) -> list[tuple[int, int]]:
    """Of either language of the annex."""
    found = {span for kept in (annex.text_nl, annex.text_en) for span in find_shared_passages(text, kept)}
    return sorted(found)


def _build_leak(place: str | Promise, text: str, span: tuple[int, int]) -> AnnexLeak:
    start, end = span
    before = text[:start]
    shown = before if len(before) <= AROUND else "…" + before[-AROUND:]
    return AnnexLeak(place, shown, text[start:end], Truncator(text[end:]).chars(AROUND))
