"""What happened to matches, as the engine learns from it: read from the decisions and introductions of now, with the
points of the moment at which people judged. Three queries, however much there is."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import Exists, F, OuterRef, QuerySet

from challenges.calibration.engine.learning import Judged
from challenges.calibration.models import Judgement
from challenges.calibration.relevance_labels import UNDONE, Grade, Word, of_decision, of_pair, of_step
from challenges.introductions.models import IntroductionStep
from challenges.matching.models import Decision

Pair = tuple[int, int]


class Outcome(NamedTuple):
    """at: when the pair was judged last."""

    judged: Judged
    at: datetime


def outcomes() -> list[Outcome]:
    """Of every pair that counts, in no order."""
    words = _words()
    rows = Judgement.objects.order_by().values_list(
        "challenge_id", "company_id", "challenge__rom_id", "points", "most", "judged_at"
    )
    found = []
    for challenge, company, rom, points, most, at in rows:
        grade = of_pair(words[challenge, company])
        if grade is not None and grade != Grade.LEFT_OUT:
            found.append(Outcome(Judged(challenge, rom, _shares(points, most), int(grade)), at))
    return found


def _shares(points: list[int], most: list[int]) -> tuple[float, ...]:
    return tuple(part / whole if whole else 0.0 for part, whole in zip(points, most, strict=True))


def _words() -> dict[Pair, list[Word]]:
    found: dict[Pair, list[Word]] = defaultdict(list)
    for pair, at, grade in (*_decided(), *_stepped()):
        if grade is not None:
            found[pair].append(Word(at, grade))
    return found


def _decided() -> Iterator[tuple[Pair, datetime, Grade | None]]:
    rows = _judged(Decision.objects.order_by(), "challenge", "company")
    for challenge, company, kind, reason, at in rows.values_list(
        "challenge_id", "company_id", "kind", "reason", "decided_at"
    ):
        yield (challenge, company), at, of_decision(kind, reason)


def _stepped() -> Iterator[tuple[Pair, datetime, Grade | None]]:
    """Of introductions that were not undone."""
    steps = IntroductionStep.objects.exclude(introduction__state__in=UNDONE).order_by()
    rows = _judged(steps, "introduction__challenge", "introduction__company")
    pair = F("introduction__challenge_id"), F("introduction__company_id")
    for challenge, company, *step, at in rows.values_list(*pair, "what", "side", "reason", "state", "at"):
        yield (challenge, company), at, of_step(*step)


def _judged(rows: QuerySet[Any], challenge: str, company: str) -> QuerySet[Any]:
    """Those of pairs of which it is known how they stood."""
    known = Judgement.objects.filter(challenge=OuterRef(challenge), company=OuterRef(company))
    return rows.filter(Exists(known))
