"""The floor on exposure: asked on trial, its cost worked out, switched on and off. It follows the matches."""

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
    filter_open_challenges,
    filter_qualifying_matches,
    filter_top_ten,
    load_dismissed_pairs,
    load_kept_lists,
)
from challenges.matching.models import Batch, Decision, Longlist, MatchedChallenge, MatchedCompany
from challenges.posting.models import Challenge
from portal.accounts.models import User

LOCK = 0x73656573  # "sees": whoever writes floors takes turns
State = ExposureFloor.State
log = logging.getLogger(__name__)


@transaction.atomic
def start_floor_trial(by: User, *, least: int, places: int, lost: int) -> ExposureFloor:
    """On trial: nothing is shown otherwise until it is switched on. One that was on trial gives way."""
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
    """The one on trial takes the place of the one that is on. seen: `stamp_of` the cost that the person was shown."""
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
    """All lists are shown by points alone again, at once; False where none was on."""
    _lock_for_admin(by)
    return _end_floor(ExposureFloor.objects.on(), by)


@transaction.atomic
def discard_floor_trial(by: User) -> bool:
    """The one on trial is forgotten; False where there was none."""
    _lock_for_admin(by)
    return _end_floor(ExposureFloor.objects.filter(state=State.TRIAL), by)


def recompute_exposure_floors(now: datetime | None = None, *, pause: timedelta = timedelta(0)) -> int:
    """Work out again whichever floor was worked out of other lists than those of now; how many that were.

    None while all is matched anew, where lists of before and after stand beside each other. pause: one that was worked
    out no longer ago than this waits for the next time. Each is a transaction of its own,
    and whoever else is at one already is left to it. One that fails is logged, stays as it was and is tried again:
    whoever saved a profile has nothing to do with it.
    """
    now = now or timezone.now()
    due = list(ExposureFloor.objects.current().exclude(worked_out_at__gt=now - pause).values_list("pk", flat=True))
    if not due or Batch.objects.exists():
        return 0
    done = 0
    for number in due:
        try:
            done += _recompute_floor(number, now)
        except ArithmeticError:
            log.exception("The floor on exposure %s could not be worked out.", number)
    return done


def hash_floor_cost(floor: ExposureFloor) -> str:
    """Tells one cost from another."""
    said = json.dumps([floor.pk, floor.least, floor.places, floor.lost, floor.figures], sort_keys=True)
    return hashlib.sha256(said.encode()).hexdigest()[:16]


@transaction.atomic
def _recompute_floor(number: int, now: datetime) -> bool:
    current = ExposureFloor.objects.current().select_for_update(skip_locked=True, no_key=True)
    floor = current.filter(pk=number).first()
    made_of = _hash_floor_inputs(now)  # before the rows: what changes in between is found the next time
    if floor is None or floor.made_of == made_of:
        return False
    found, figures = compute_floor_cost(floor, now)
    _store_floor_result(floor, found)
    floor.made_of, floor.worked_out_at, floor.figures = made_of, now, figures
    floor.save(update_fields=["made_of", "worked_out_at", "figures"])
    return True


def compute_floor_cost(floor: ExposureFloor, now: datetime) -> tuple[Reranking, dict[str, int]]:
    """What the floor does to the lists of now, and what it costs. Nothing is stored."""
    challenges = filter_open_challenges(now)
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
    """Changes with whatever the floor is worked out of."""
    matched = [each.objects.aggregate(Count("pk"), Max("matched_at")) for each in (MatchedChallenge, MatchedCompany)]
    decided = Decision.objects.aggregate(Count("pk"), Max("decided_at"))
    listed = filter_open_challenges(now).aggregate(Count("pk"), Sum("pk"))
    frozen = Longlist.objects.aggregate(Count("pk"), Max("pk"))
    told = [Quarter.of(now).code, *(list(each.values()) for each in (*matched, decided, listed, frozen))]
    return hashlib.sha256(json.dumps(told, default=str).encode()).hexdigest()[:32]


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
