"""Outcomes propose other weights: a version that waits for a person, or nothing, and it says why.

docs/adr/0038-outcomes-propose-weights.md tells the bounds.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, time
from typing import Any

from django.db import transaction
from django.db.models import Max

from challenges.calibration.engine.learning import LearningVerdict, build_pairwise_preferences, learn_weights
from challenges.calibration.models import LearningRun
from challenges.calibration.notifications import notify_weights_proposed
from challenges.calibration.outcomes import JudgedOutcome, load_judged_outcomes
from challenges.matching.engine.points import MaximumPoints
from challenges.matching.model_services import load_active_version, lock_versions, store_reweighted_version
from challenges.matching.model_versions import Fit
from portal.accounts.models import User
from portal.ui.dates import AMSTERDAM, to_local_day

NEW_NEEDED = 20  # outcomes since the last proposal was decided upon, or the same ones would push step after step
KEPT_RUNS = 50
Answer = LearningRun.Answer


@dataclass(frozen=True)
class LearningEvidence:
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


def gather_learning_evidence(found: Sequence[JudgedOutcome] | None = None) -> LearningEvidence:
    """Of now; five queries, three where the outcomes are given."""
    found = load_judged_outcomes() if found is None else found
    pairs, since = (
        build_pairwise_preferences([each.judged for each in found], len(MaximumPoints._fields)),
        get_last_settled_time(),
    )
    return LearningEvidence(
        pairs.count,
        pairs.challenges,
        pairs.roms,
        outcomes=len(found),
        taken_on=sum(each.judged.grade > 0 for each in found),
        new=sum(each.at > since for each in found) if since else None,
        since=since,
    )


def get_last_settled_time() -> datetime | None:
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


def propose_weights_if_due(now: datetime) -> LearningRun | None:
    """Once in each month of the calendar, unless somebody has looked in it already."""
    first = to_local_day(now).replace(day=1)
    begins = datetime.combine(first, time(), AMSTERDAM)
    return None if LearningRun.objects.filter(asked_at__gte=begins).exists() else propose_new_weights(None)


@transaction.atomic
def propose_new_weights(by: User | None) -> LearningRun:
    """Look at the outcomes of now; the answer is kept, and a version with it where there is something to propose.

    by: None for a command and for the clock. At most one proposal waits at a time.
    """
    lock_versions()
    found = load_judged_outcomes()
    there = gather_learning_evidence(found)
    answer, version, lesson = _decide_proposal(found, there, by)
    figures = {"preferences": there.preferences, "challenges": there.challenges, "roms": there.roms}
    run = LearningRun.objects.create(
        asked_by=by, answer=answer, version=version, figures={**figures, "new": there.new, **lesson}
    )
    if version:
        notify_weights_proposed(version, by)
    old = LearningRun.objects.order_by("-pk").values_list("pk", flat=True)[KEPT_RUNS:]
    LearningRun.objects.filter(pk__in=list(old)).delete()
    return run


def _decide_proposal(
    found: Sequence[JudgedOutcome], there: LearningEvidence, by: User | None
) -> tuple[Answer, Fit | None, dict[str, Any]]:
    active = load_active_version()
    if active is None:
        return Answer.UNMATCHED, None, {}
    if Fit.objects.proposals().exists():
        return Answer.WAITS, None, {}
    if there.is_too_soon:
        return Answer.TOO_SOON, None, {}
    fit, model = active
    lesson = learn_weights([each.judged for each in found], model.points)
    told = asdict(lesson)
    if lesson.verdict != LearningVerdict.PROPOSED:
        return Answer(str(lesson.verdict)), None, told
    return Answer.PROPOSED, store_reweighted_version(fit, model, MaximumPoints(*lesson.after), by, told), told
