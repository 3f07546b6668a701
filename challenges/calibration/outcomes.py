"""What happened to matches, as the engine learns from it: read from the decisions and introductions of now, with the
points of the moment at which people judged. Three queries, however much there is."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from challenges.calibration.engine.learning import JudgedCompany
from challenges.calibration.models import Judgement
from challenges.calibration.relevance_labels import (
    UNDONE,
    GradedEvent,
    RelevanceGrade,
    grade_decision,
    grade_pair,
    grade_step,
)
from challenges.introductions.models import IntroductionStep
from challenges.matching.models import Decision

Pair = tuple[int, int]


class JudgedOutcome(NamedTuple):
    """at: when the pair was judged last."""

    judged: JudgedCompany
    at: datetime


def load_judged_outcomes() -> list[JudgedOutcome]:
    """Of every pair that counts, in no order."""
    words = _load_graded_events()
    rows = Judgement.objects.order_by().values_list(
        "challenge_id", "company_id", "challenge__rom_id", "points", "most", "judged_at"
    )
    found = []
    for challenge, company, rom, points, most, at in rows:
        grade = grade_pair(words[challenge, company])
        if grade is not None and grade != RelevanceGrade.LEFT_OUT:
            found.append(
                JudgedOutcome(JudgedCompany(challenge, rom, _compute_point_shares(points, most), int(grade)), at)
            )
    return found


def _compute_point_shares(points: list[int], most: list[int]) -> tuple[float, ...]:
    return tuple(part / whole if whole else 0.0 for part, whole in zip(points, most, strict=True))


def _load_graded_events() -> dict[Pair, list[GradedEvent]]:
    found: dict[Pair, list[GradedEvent]] = defaultdict(list)
    for pair, at, grade in (*_iter_decision_grades(), *_iter_step_grades()):
        if grade is not None:
            found[pair].append(GradedEvent(at, grade))
    return found


def _iter_decision_grades() -> Iterator[tuple[Pair, datetime, RelevanceGrade | None]]:
    rows = _filter_judged_rows(Decision.objects.order_by(), "challenge", "company")
    for challenge, company, kind, reason, at in rows.values_list(
        "challenge_id", "company_id", "kind", "reason", "decided_at"
    ):
        yield (challenge, company), at, grade_decision(kind, reason)


def _iter_step_grades() -> Iterator[tuple[Pair, datetime, RelevanceGrade | None]]:
    """Of introductions that were not undone."""
    steps = IntroductionStep.objects.exclude(introduction__state__in=UNDONE).order_by()
    rows = _filter_judged_rows(steps, "introduction__challenge", "introduction__company")
    pair = F("introduction__challenge_id"), F("introduction__company_id")
    for challenge, company, *step, at in rows.values_list(*pair, "what", "side", "reason", "state", "at"):
        yield (challenge, company), at, grade_step(*step)


def _filter_judged_rows(rows: QuerySet[Any], challenge: str, company: str) -> QuerySet[Any]:
    """Those of pairs of which it is known how they stood."""
    known = Judgement.objects.filter(challenge=OuterRef(challenge), company=OuterRef(company))
    return rows.filter(Exists(known))
