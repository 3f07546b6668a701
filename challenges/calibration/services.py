"""Outcomes propose other weights: a version that waits for a person, or nothing, and it says why.

docs/adr/0038-outcomes-propose-weights.md tells the bounds.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max

from challenges.calibration.engine.learning import Verdict, learn, preferences_of
from challenges.calibration.models import LearningRun
from challenges.calibration.notifications import tell_proposed
from challenges.calibration.outcomes import Outcome, outcomes
from challenges.matching.engine.points import Points
from challenges.matching.model_services import active_fit, hold_versions, keep_weights
from challenges.matching.model_versions import Fit
from portal.accounts.models import User
from portal.ui.dates import AMSTERDAM, as_day

NEW_NEEDED = 20  # outcomes since the last proposal was decided upon, or the same ones would push step after step
KEPT_RUNS = 50
Answer = LearningRun.Answer


@dataclass(frozen=True)
class Standing:
    """What there is to learn from. outcomes: pairs that count; new: of them, judged since `since`, the moment at which
    somebody last decided about a proposal; both None while there has been none."""

    preferences: int
    challenges: int
    roms: int
    outcomes: int
    taken_on: int
    new: int | None
    since: datetime | None

    @property
    def is_too_soon(self) -> bool:
        return self.new is not None and self.new < NEW_NEEDED


def standing(found: Sequence[Outcome] | None = None) -> Standing:
    """Of now; five queries, three where the outcomes are given."""
    found = outcomes() if found is None else found
    pairs, since = preferences_of([each.judged for each in found], len(Points._fields)), settled_at()
    return Standing(
        pairs.count,
        pairs.challenges,
        pairs.roms,
        outcomes=len(found),
        taken_on=sum(each.judged.grade > 0 for each in found),
        new=sum(each.at > since for each in found) if since else None,
        since=since,
    )


def settled_at() -> datetime | None:
    """When a person last activated or threw away a proposal, or went back from it; None before the first."""
    decided = Fit.objects.filter(made_as=Fit.Made.OUTCOMES).exclude(pk__in=Fit.objects.proposals())
    last = decided.order_by("-pk").values_list("activated_at", "dropped_at", "points").first()
    if last is None:
        return None
    activated_at, dropped_at, points = last
    if activated_at is None:
        return dropped_at
    others = Fit.objects.filter(activated_by__isnull=False, activated_at__gt=activated_at).exclude(points=points)
    return max(activated_at, others.aggregate(at=Max("activated_at"))["at"] or activated_at)


def look_if_due(now: datetime) -> LearningRun | None:
    """Once in each month of the calendar, unless somebody has looked in it already."""
    first = as_day(now).replace(day=1)
    begins = datetime.combine(first, time(), AMSTERDAM)
    return None if LearningRun.objects.filter(asked_at__gte=begins).exists() else propose(None)


@transaction.atomic
def propose(by: User | None) -> LearningRun:
    """Look at the outcomes of now; the answer is kept, and a version with it where there is something to propose.

    by: None for a command and for the clock. At most one proposal waits at a time.
    """
    hold_versions()
    found = outcomes()
    there = standing(found)
    answer, version, lesson = _answer(found, there, by)
    figures = {"preferences": there.preferences, "challenges": there.challenges, "roms": there.roms}
    run = LearningRun.objects.create(
        asked_by=by, answer=answer, version=version, figures={**figures, "new": there.new, **lesson}
    )
    if version:
        tell_proposed(version, by)
    old = LearningRun.objects.order_by("-pk").values_list("pk", flat=True)[KEPT_RUNS:]
    LearningRun.objects.filter(pk__in=list(old)).delete()
    return run


def _answer(found: Sequence[Outcome], there: Standing, by: User | None) -> tuple[Answer, Fit | None, dict[str, Any]]:
    active = active_fit()
    if active is None:
        return Answer.UNMATCHED, None, {}
    if Fit.objects.proposals().exists():
        return Answer.WAITS, None, {}
    if there.is_too_soon:
        return Answer.TOO_SOON, None, {}
    fit, model = active
    lesson = learn([each.judged for each in found], model.points)
    told = asdict(lesson)
    if lesson.verdict != Verdict.PROPOSED:
        return Answer(str(lesson.verdict)), None, told
    return Answer.PROPOSED, keep_weights(fit, model, Points(*lesson.after), by, told), told
