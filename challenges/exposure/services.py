"""Start a trial of a floor on exposure, compute its cost, and switch it on and off. The floor follows the matches."""

import hashlib
import json
import logging
from collections import Counter
from datetime import datetime, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import Count, Max, QuerySet, Sum
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.exposure.engine.fairness import FairnessRules, Reranking, rerank_lists
from challenges.exposure.engine.inequality import compute_gini
from challenges.exposure.models import ExposureFloor, ExposureMiss, ExposureMove
from challenges.exposure.quarters import Quarter
from challenges.exposure.top_tens import (
    count_qualifications,
    filter_closed_lists,
    filter_qualifying_matches,
    filter_top_ten,
    load_dismissed_pairs,
    load_kept_lists,
)
from challenges.matching.models import Batch, Decision, Longlist, MatchedChallenge, MatchedCompany
from challenges.posting.models import Challenge
from portal.accounts.models import User

LOCK = 0x73656573  # "sees": advisory lock, so that writes of floors take turns
State = ExposureFloor.State
log = logging.getLogger(__name__)


@transaction.atomic
def start_floor_trial(by: User, *, least: int, places: int, lost: int) -> ExposureFloor:
    """Start a trial with these rules, which replaces the current trial. No list changes until it is switched on."""
    _lock_for_admin(by)
    floor = ExposureFloor.objects.filter(state=State.TRIAL).first() or ExposureFloor(state=State.TRIAL)
    if floor.pk and (floor.least, floor.places, floor.lost) == (least, places, lost):
        return floor
    floor.least, floor.places, floor.lost = least, places, lost
    floor.asked_by, floor.asked_at = by, timezone.now()
    floor.made_of, floor.figures, floor.worked_out_at = "", {}, None
    floor.full_clean(validate_constraints=False)
    floor.save()
    floor.moves.all().delete()
    floor.misses.all().delete()
    return floor


@transaction.atomic
def activate_exposure_floor(by: User, seen: str) -> ExposureFloor:
    """Switch the floor on trial on, instead of the one that is on.

    `seen`: the `hash_floor_cost` of the cost that the admin was shown. Raises ValidationError where there is no trial,
    its cost has not been computed, or the cost has changed since.
    """
    _lock_for_admin(by)
    floor = ExposureFloor.objects.select_for_update().filter(state=State.TRIAL).first()
    if floor is None or not floor.is_worked_out:
        raise ValidationError(_("There is no cost to look at yet. Work it out first."), code="no_trial")
    if seen != hash_floor_cost(floor):
        raise ValidationError(_("The cost has changed since you saw it. Look at it again."), code="changed")
    _end_floor(ExposureFloor.objects.on(), by)
    floor.state, floor.on_by, floor.on_at = State.ON, by, timezone.now()
    floor.save()
    return floor


@transaction.atomic
def deactivate_exposure_floor(by: User) -> bool:
    """Show all lists by points alone again, at once. Returns whether a floor was on."""
    _lock_for_admin(by)
    return _end_floor(ExposureFloor.objects.on(), by)


@transaction.atomic
def discard_floor_trial(by: User) -> bool:
    """End the trial. Returns whether there was one."""
    _lock_for_admin(by)
    return _end_floor(ExposureFloor.objects.filter(state=State.TRIAL), by)


def recompute_exposure_floors(now: datetime | None = None, *, pause: timedelta = timedelta(0)) -> int:
    """Compute again each floor whose lists have changed since its last computation; return how many that were.

    Does nothing during a full recomputation of matches, when old and new lists exist side by side. `pause`: a floor
    that was computed more recently than this waits for the next call. Each floor has its own transaction; one that
    another process is computing is skipped. A failure is logged and the floor is tried again at the next call, because
    the person whose save led to this call cannot do anything about it.
    """
    now = now or timezone.now()
    numbers = list(ExposureFloor.objects.current().exclude(worked_out_at__gt=now - pause).values_list("pk", flat=True))
    if not numbers or Batch.objects.exists():
        return 0
    computed = 0
    for number in numbers:
        try:
            computed += _recompute_floor(number, now)
        except ArithmeticError:
            log.exception("The floor on exposure %s could not be worked out.", number)
    return computed


def hash_floor_cost(floor: ExposureFloor) -> str:
    """Return a short hash that changes with the rules or the cost of a floor."""
    cost = json.dumps([floor.pk, floor.least, floor.places, floor.lost, floor.figures], sort_keys=True)
    return hashlib.sha256(cost.encode()).hexdigest()[:16]


@transaction.atomic
def _recompute_floor(number: int, now: datetime) -> bool:
    current = ExposureFloor.objects.current().select_for_update(skip_locked=True, no_key=True)
    floor = current.filter(pk=number).first()
    made_of = _hash_floor_inputs(now)  # before reading the rows, so that the next call finds what changes in between
    if floor is None or floor.made_of == made_of:
        return False
    found, figures = compute_floor_cost(floor, now)
    _store_floor_result(floor, found)
    floor.made_of, floor.worked_out_at, floor.figures = made_of, now, figures
    floor.save(update_fields=["made_of", "worked_out_at", "figures"])
    return True


def compute_floor_cost(floor: ExposureFloor, now: datetime) -> tuple[Reranking, dict[str, int]]:
    """Return what the floor does to the current lists, and its cost. Stores nothing."""
    challenges = Challenge.objects.open_at(now)
    closed = filter_top_ten(filter_closed_lists(Challenge.objects.all(), Quarter.of(now)))
    had = Counter(dict(closed.values_list("company_id").annotate(number=Count("pk"))))
    rules = FairnessRules(floor.least, floor.places, floor.lost)
    qualifies = count_qualifications(filter_qualifying_matches(challenges))
    found = rerank_lists(load_kept_lists(challenges), rules, qualifies, had, load_dismissed_pairs(challenges))
    return found, _summarise_floor_cost(found, floor, challenges)


def _store_floor_result(floor: ExposureFloor, found: Reranking) -> None:
    floor.moves.all().delete()
    floor.misses.all().delete()
    ExposureMove.objects.bulk_create(
        ExposureMove(
            floor=floor, challenge_id=each.list, company_id=each.company, instead_of_id=each.instead_of, lost=each.lost
        )
        for each in found.moves
    )
    ExposureMiss.objects.bulk_create(
        ExposureMiss(
            floor=floor,
            company_id=each.company,
            seen=each.seen,
            within_reach=each.within_reach,
            qualifies=each.qualifies,
            reason=each.reason,
        )
        for each in found.misses
    )


def _summarise_floor_cost(found: Reranking, floor: ExposureFloor, challenges: QuerySet[Challenge]) -> dict[str, int]:
    before, after = found.before.values(), found.seen.values()
    return {
        "lists": challenges.count(),
        "companies": len(after),
        "moves": len(found.moves),
        "changed": len({move.list for move in found.moves}),
        "came": len({move.company for move in found.moves}),
        "lost": found.lost,
        "most_lost": found.most_lost,
        "reached_before": sum(each >= floor.least for each in before),
        "reached": sum(each >= floor.least for each in after),
        "unseen_before": sum(not each for each in before),
        "unseen": sum(not each for each in after),
        "gini_before": round(1000 * compute_gini(before)),
        "gini": round(1000 * compute_gini(after)),
    }


def _hash_floor_inputs(now: datetime) -> str:
    """Return a hash that changes with the data from which the cost of a floor is computed."""
    matched = [each.objects.aggregate(Count("pk"), Max("matched_at")) for each in (MatchedChallenge, MatchedCompany)]
    decided = Decision.objects.aggregate(Count("pk"), Max("decided_at"))
    listed = Challenge.objects.open_at(now).aggregate(Count("pk"), Sum("pk"))
    frozen = Longlist.objects.aggregate(Count("pk"), Max("pk"))
    inputs = [Quarter.of(now).code, *(list(each.values()) for each in (*matched, decided, listed, frozen))]
    return hashlib.sha256(json.dumps(inputs, default=str).encode()).hexdigest()[:32]


def _end_floor(floors: QuerySet[ExposureFloor], by: User) -> bool:
    floor = floors.select_for_update().first()
    if floor is None:
        return False
    floor.state, floor.ended_by, floor.ended_at = State.ENDED, by, timezone.now()
    floor.save()
    floor.moves.all().delete()
    floor.misses.all().delete()
    return True


def _lock_for_admin(by: User) -> None:
    if not by.is_superuser:
        raise PermissionDenied
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
