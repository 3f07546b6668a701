"""A refresh in pieces: rows say which, and whoever takes one holds it until it is stored.

Takers share the lock that every other run holds alone, so nothing else moves meanwhile. A taker that dies leaves its
piece as it was; a fit that is active no more ends the refresh, and the next run plans another.
"""

from collections.abc import Mapping

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from challenges.matching.batch_models import Batch
from challenges.matching.model_cache import get_cached_model
from challenges.matching.refresh.full_refresh import build_challenge_lists, match_company_batch
from challenges.matching.refresh.locking import share_matching_lock

CHALLENGES = 250  # in a piece


def get_batch_size() -> int:
    """How many companies are in a piece; a stock of no more is matched whole."""
    return int(settings.MATCH_AT_ONCE)


def plan_batches(challenges: Mapping[int, int], companies: Mapping[int, int], fit: int) -> None:
    """Write down the pieces; challenges with the revision at which they are matched."""
    asked = sorted(challenges.items())
    pieces = [
        Batch(fit_id=fit, kind=Batch.Kind.COMPANIES, ids=ids)
        for ids in _split_into_batches(sorted(companies), get_batch_size())
    ]
    for some in _split_into_batches(asked, CHALLENGES):
        ids, versions = zip(*some, strict=True)
        pieces.append(Batch(fit_id=fit, kind=Batch.Kind.CHALLENGES, ids=list(ids), versions=list(versions)))
    Batch.objects.bulk_create(pieces)


def clear_batches() -> None:
    Batch.objects.all().delete()


def count_waiting_batches() -> int:
    """How many pieces of the present round are not done, also where somebody is at it."""
    return Batch.objects.waiting().filter(fit__is_active=True).count()


@transaction.atomic
def process_next_batch() -> str:
    """Take a piece and do it. Returns its kind, or nothing where all are done or taken."""
    share_matching_lock()
    found = Batch.objects.waiting().filter(fit__is_active=True)
    batch = found.order_by("pk").select_for_update(skip_locked=True, of=("self",)).first()
    if batch is None:
        return ""
    if batch.kind == Batch.Kind.COMPANIES:
        match_company_batch(
            batch.ids,
            _load_batch_challenges(),
            batch.fit_id,
            get_cached_model(batch.fit_id),
            refresh=_get_refresh_number(),
        )
    else:
        build_challenge_lists(dict(zip(batch.ids, batch.versions, strict=True)), batch.fit_id)
    batch.done_at = timezone.now()
    batch.save(update_fields=["done_at"])
    return batch.kind


def is_batch_kind_done(kind: str) -> bool:
    """Whether all pieces of this kind are done."""
    return not Batch.objects.filter(kind=kind, done_at=None).exists()


def _load_batch_challenges() -> dict[int, int]:
    """All challenges of the refresh, with the revision at which they are matched."""
    rows = Batch.objects.filter(kind=Batch.Kind.CHALLENGES).values_list("ids", "versions")
    return {id_: version for ids, versions in rows for id_, version in zip(ids, versions, strict=True)}


def _get_refresh_number() -> int:
    """One that no other refresh has had."""
    return Batch.objects.order_by("pk").values_list("pk", flat=True)[0]


def _split_into_batches(row: list, size: int) -> list[list]:
    return [row[start : start + size] for start in range(0, len(row), size)]
