"""A brief as it is set on one page of A4: what does not fit is left to the page on the screen, and said so."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.explanation import Explained, Pair
from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.brief import Brief
from challenges.timetables.handouts.meetings import Talk
from challenges.timetables.handouts.pdf import paper_of, table_title, times, when_and_where
from portal.technologies.phrases import Phrase
from portal.ui.match_bar import per_cent, points, slots

MOST_PAIRS, MOST_MISSING, MOST_BEFORE, MOST_QUESTIONS = 5, 4, 3, 3
LONGEST = 140  # characters of a sentence or a question


def briefs_paper(plan: Plan, briefs: Sequence[Brief], title: str) -> dict[str, Any]:
    """Each a page."""
    return paper_of(plan, title) | {
        "briefs": [_brief(brief) for brief in briefs],
        "labels": {
            "why": _("Why you two"),
            "how": _("How the points add up"),
            "missing": _("What is missing"),
            "nothing": _("Nothing that would bring more points."),
            "before": _("What was asked before"),
            "none": _("Nothing between these two yet."),
            "questions": _("The challenge asks of everyone who answers it:"),
            "offer": _("Profile of the company"),
            "want": _("Challenge"),
            "no_phrase": _("No phrase found"),
            "closed": _("Why these two match is for the company and the ROM of the challenge to read."),
            "notes": _("Notes"),
        },
    }


def _brief(brief: Brief) -> dict[str, Any]:
    talk, explained = brief.talk, brief.explained
    return {
        "company": talk.company,
        "challenge": talk.challenge,
        "foreign": talk.foreign,
        "facts": _facts(brief, talk),
        "score": _score(explained, is_own=brief.is_own) if explained else None,
        "pairs": _pairs(explained) if explained else [],
        "more": _more(explained),
        "parts": _parts(explained) if explained else [],
        "missing": _missing(explained) if explained else [],
        "before": [_cut(each.text) for each in brief.before[:MOST_BEFORE]],
        "questions": [_cut(each) for each in brief.questions[:MOST_QUESTIONS]],
    }


def _facts(brief: Brief, talk: Talk) -> list[list[str]]:
    session = brief.meeting.plan.session
    found = [
        [_("When"), times(talk.starts_at, talk.ends_at)],
        [_("Where"), f"{table_title([talk.table])}, {talk.room}"],
        [_("Session"), f"{session.local('title')}. {when_and_where(session)}."],
    ]
    return [*found, [_("Host"), talk.host]] if talk.host else found


def _score(explained: Explained, *, is_own: bool) -> dict[str, Any]:
    score = explained.explanation.score
    failures = [f"{rule.name}: {rule.to_you if is_own else rule.sentence}" for rule in explained.failures]
    told = _("%(points)s of 100 points") % {"points": points(score.total)}
    parts = [
        {
            "name": slot.name,
            "share": per_cent(slot.maximum),
            "earned": f"{100 * slot.points / max(1, slot.maximum):.1f}%",
        }
        for slot in slots(score, explained.explanation.most)
    ]
    return {"told": told, "parts": parts, "failures": failures}


def _parts(explained: Explained) -> list[dict[str, str]]:
    of = _("%(points)s of %(maximum)s")
    return [
        {
            "label": part.label,
            "why": _cut(part.why),
            "points": of % {"points": points(part.points), "maximum": points(part.maximum)}
            if part.maximum is not None
            else points(part.points),
        }
        for part in explained.parts
    ]


def _pairs(explained: Explained) -> list[dict[str, Any]]:
    """What brings most points first."""
    best = sorted(explained.pairs, key=lambda pair: (-pair.points, -pair.maximum))
    return [_pair(pair) for pair in best[:MOST_PAIRS]]


def _pair(pair: Pair) -> dict[str, Any]:
    told = _("%(points)s of %(maximum)s") % {"points": points(pair.points), "maximum": points(pair.maximum)}
    return {
        "technology": pair.technology,
        "points": told,
        "offer": _phrase(pair.offer),
        "want": _phrase(pair.want),
    }


def _phrase(phrase: Phrase | None) -> dict[str, str] | None:
    if phrase is None:
        return None
    side = (LONGEST - min(len(phrase.mark), LONGEST)) // 2
    before = phrase.before if len(phrase.before) <= side else "…" + phrase.before[-side:].partition(" ")[2]
    return {"before": before, "mark": _cut(phrase.mark), "after": _cut(phrase.after, side), "lang": phrase.lang}


def _missing(explained: Explained) -> list[dict[str, str]]:
    return [{"strong": each.strong, "text": _cut(each.text)} for each in explained.missing[:MOST_MISSING]]


def _more(explained: Explained | None) -> str:
    left = len(explained.pairs) - MOST_PAIRS if explained else 0
    told = ngettext("%(count)d technology more on the page", "%(count)d technologies more on the page", max(left, 0))
    return told % {"count": left} if left > 0 else ""


def _cut(text: str, length: int = LONGEST) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + "…"
