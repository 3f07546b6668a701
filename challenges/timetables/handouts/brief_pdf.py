"""A brief as it is set on one page of A4: what does not fit is left to the page on the screen, and said so."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.matching.explanation import ExplainedMatch, TechnologyPair
from challenges.sessions.plan_models import Plan
from challenges.timetables.handouts.brief import MeetingBrief
from challenges.timetables.handouts.meetings import HandoutMeeting
from challenges.timetables.handouts.pdf import (
    build_document_base,
    format_table_title,
    format_time_and_place,
    format_time_range,
)
from portal.technologies.phrases import QuotedPhrase
from portal.ui.match_bar import build_bar_slots, format_per_cent, format_tenths

MOST_PAIRS, MOST_MISSING, MOST_BEFORE, MOST_QUESTIONS = 5, 4, 3, 3
LONGEST = 140  # characters of a sentence or a question


def build_briefs_document(plan: Plan, briefs: Sequence[MeetingBrief], title: str) -> dict[str, Any]:
    """Each a page."""
    return build_document_base(plan, title) | {
        "briefs": [_format_brief(brief) for brief in briefs],
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


def _format_brief(brief: MeetingBrief) -> dict[str, Any]:
    talk, explained = brief.talk, brief.explained
    return {
        "company": talk.company,
        "challenge": talk.challenge,
        "foreign": talk.foreign,
        "facts": _list_brief_facts(brief, talk),
        "score": _format_brief_score(explained, is_own=brief.is_own) if explained else None,
        "pairs": _list_top_pairs(explained) if explained else [],
        "more": _format_more_technologies(explained),
        "parts": _list_score_parts(explained) if explained else [],
        "missing": _list_missing_points(explained) if explained else [],
        "before": [_shorten_text(each.text) for each in brief.before[:MOST_BEFORE]],
        "questions": [_shorten_text(each) for each in brief.questions[:MOST_QUESTIONS]],
    }


def _list_brief_facts(brief: MeetingBrief, talk: HandoutMeeting) -> list[list[str]]:
    session = brief.meeting.plan.session
    found = [
        [_("When"), format_time_range(talk.starts_at, talk.ends_at)],
        [_("Where"), f"{format_table_title([talk.table])}, {talk.room}"],
        [_("Session"), f"{session.local('title')}. {format_time_and_place(session)}."],
    ]
    return [*found, [_("Host"), talk.host]] if talk.host else found


def _format_brief_score(explained: ExplainedMatch, *, is_own: bool) -> dict[str, Any]:
    score = explained.explanation.score
    failures = [f"{rule.name}: {rule.to_you if is_own else rule.sentence}" for rule in explained.failures]
    told = _("%(points)s of 100 points") % {"points": format_tenths(score.total)}
    parts = [
        {
            "name": slot.name,
            "share": format_per_cent(slot.maximum),
            "earned": f"{100 * slot.points / max(1, slot.maximum):.1f}%",
        }
        for slot in build_bar_slots(score, explained.explanation.most)
    ]
    return {"told": told, "parts": parts, "failures": failures}


def _list_score_parts(explained: ExplainedMatch) -> list[dict[str, str]]:
    of = _("%(points)s of %(maximum)s")
    return [
        {
            "label": part.label,
            "why": _shorten_text(part.why),
            "points": of % {"points": format_tenths(part.points), "maximum": format_tenths(part.maximum)}
            if part.maximum is not None
            else format_tenths(part.points),
        }
        for part in explained.parts
    ]


def _list_top_pairs(explained: ExplainedMatch) -> list[dict[str, Any]]:
    """What brings most points first."""
    best = sorted(explained.pairs, key=lambda pair: (-pair.points, -pair.maximum))
    return [_format_brief_pair(pair) for pair in best[:MOST_PAIRS]]


def _format_brief_pair(pair: TechnologyPair) -> dict[str, Any]:
    told = _("%(points)s of %(maximum)s") % {
        "points": format_tenths(pair.points),
        "maximum": format_tenths(pair.maximum),
    }
    return {
        "technology": pair.technology,
        "points": told,
        "offer": _shorten_phrase(pair.offer),
        "want": _shorten_phrase(pair.want),
    }


def _shorten_phrase(phrase: QuotedPhrase | None) -> dict[str, str] | None:
    if phrase is None:
        return None
    side = (LONGEST - min(len(phrase.mark), LONGEST)) // 2
    before = phrase.before if len(phrase.before) <= side else "…" + phrase.before[-side:].partition(" ")[2]
    return {
        "before": before,
        "mark": _shorten_text(phrase.mark),
        "after": _shorten_text(phrase.after, side),
        "lang": phrase.lang,
    }


def _list_missing_points(explained: ExplainedMatch) -> list[dict[str, str]]:
    return [{"strong": each.strong, "text": _shorten_text(each.text)} for each in explained.missing[:MOST_MISSING]]


def _format_more_technologies(explained: ExplainedMatch | None) -> str:
    left = len(explained.pairs) - MOST_PAIRS if explained else 0
    told = ngettext("%(count)d technology more on the page", "%(count)d technologies more on the page", max(left, 0))
    return told % {"count": left} if left > 0 else ""


def _shorten_text(text: str, length: int = LONGEST) -> str:
    return text if len(text) <= length else text[:length].rpartition(" ")[0] + "…"
