"""Read, train and activate model versions: at the first match, when the stock has changed much, or by hand.

Training follows the stock in rarities, vectors and scales. Weights stay those of the active version, until a person
changes them: docs/adr/0035-matching-model-versions.md says why.
"""

from collections.abc import Hashable, Iterable
from dataclasses import replace
from hashlib import blake2b
from time import monotonic
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone

from challenges.matching.engine.inputs import TechnologyTree
from challenges.matching.engine.model import FORMAT, MatchingModel
from challenges.matching.engine.points import MaximumPoints
from challenges.matching.engine.training import SEED, train_model
from challenges.matching.inputs import Stock
from challenges.matching.model_versions import Fit, FitComparison
from portal.accounts.models import User

DRIFT = 0.25  # a stock that grew or shrank by more than this share is another stock
DRAWN_SECONDS = 10
KEPT_FITS = 5  # beside the active one, the one before it, the last proposal, and those that people keep
LOCK = 0x6B6F7066  # "kopf": held by whoever changes which version is active


def is_version_outdated(version: int, companies: int) -> bool:
    """Return whether the number of companies has changed by more than DRIFT since this version was activated."""
    before = Fit.objects.values_list("drift_from", flat=True).get(pk=version)
    return abs(companies - before) > DRIFT * max(before, 1)


def read_version_model(version: Fit) -> MatchingModel | None:
    """Return the model of a version, None for an earlier format."""
    try:
        return MatchingModel.from_bytes(bytes(version.data))
    except ValueError:
        return None


def is_version_readable(version: Fit) -> bool:
    """Return whether this release can read the model, without reading it."""
    return version.format == FORMAT


class ActiveModel(NamedTuple):
    """The number of a version (`Fit`), and its model."""

    version: int
    model: MatchingModel


_cached_model: list[ActiveModel] = []  # the last one used: a model takes megabytes, and never changes


def cache_model(active: ActiveModel) -> ActiveModel:
    _cached_model[:] = [active]
    return active


def read_model(version: int) -> MatchingModel:
    """Return the model of a version, active or not. Raises ValueError for a version of an earlier format."""
    for cached in _cached_model[:]:
        if cached.version == version:
            return cached.model
    data = Fit.objects.values_list("data", flat=True).get(pk=version)
    return cache_model(ActiveModel(version, MatchingModel.from_bytes(bytes(data)))).model


def get_active_model() -> ActiveModel | None:
    """Return the active version; None when there is none, or one of an earlier format, which the next run replaces."""
    version = Fit.objects.filter(is_active=True).values_list("pk", flat=True).first()
    if version is None:
        return None
    try:
        return ActiveModel(version, read_model(version))
    except ValueError:
        return None


def get_matching_model() -> MatchingModel:
    """Return the model of the active version, or an untrained one while there is none."""
    active = get_active_model()
    return active.model if active else MatchingModel()


def load_active_version() -> tuple[Fit, MatchingModel] | None:
    """Return the row of the active version and its model; None as `get_active_model`."""
    found = Fit.objects.filter(is_active=True).first()
    model = read_version_model(found) if found else None
    return (found, model) if found and model else None


def get_active_points() -> MaximumPoints:
    """Return the maximum points of each part in the active version; one small query."""
    found = Fit.objects.filter(is_active=True).values_list("points", flat=True).first()
    return MaximumPoints(*found) if found else MaximumPoints()


def get_cached_points() -> MaximumPoints:
    """Return `get_active_points`, at most DRAWN_SECONDS old, for pages that draw match bars."""
    if not _drawn or _drawn[0][0] < monotonic() - DRAWN_SECONDS:
        _drawn[:] = [(monotonic(), get_active_points())]
    return _drawn[0][1]


_drawn: list[tuple[float, MaximumPoints]] = []


@transaction.atomic
def create_active_version(stock: Stock, made_as: Fit.Made | None = None) -> tuple[Fit, MatchingModel]:
    """Train a version on the stock and activate it; `made_as`: None when a run found that it was needed."""
    lock_versions()
    active = Fit.objects.filter(is_active=True).defer("data").first()
    reason = Fit.Made.FIRST
    if active is not None:
        reason = Fit.Made.DRIFT if is_version_readable(active) else Fit.Made.FORMAT
    made, model = train_model_version(stock, made_as or reason)
    set_active_version(made, len(stock.companies))
    return made, model


@transaction.atomic
def train_model_version(stock: Stock, made_as: Fit.Made, by: User | None = None) -> tuple[Fit, MatchingModel]:
    """Train a version with the weights of the active one; it is not activated, and a comparison is requested."""
    model = replace(train_model(stock.get_challenge_rows(), stock.get_company_rows()), points=get_active_points())
    return store_trained_version(stock, model, made_as, by), model


def store_trained_version(stock: Stock, model: MatchingModel, made_as: Fit.Made, by: User | None) -> Fit:
    return _store_version(
        model,
        Fit.objects.filter(is_active=True).defer("data").first(),
        made_as=made_as,
        made_by=by,
        companies=len(stock.companies),
        challenges=len(stock.challenges),
        stock=compute_checksum(
            (*_list_revision_stamps("challenge", stock.challenges), *_list_revision_stamps("company", stock.companies))
        ),
        vocabulary=compute_checksum(_list_tree_entries(stock.tree)),
        figures=summarise_model(model),
    )


def store_reweighted_version(
    active: Fit, model: MatchingModel, points: MaximumPoints, by: User | None, lesson: dict[str, Any]
) -> Fit:
    """Store the active version with other weights, proposed from outcomes; everything else stays the same."""
    return _store_version(
        replace(model, points=points),
        active,
        made_as=Fit.Made.OUTCOMES,
        made_by=by,
        companies=active.companies,
        challenges=active.challenges,
        stock=active.stock,
        vocabulary=active.vocabulary,
        figures={**summarise_model(model), "lesson": lesson},
    )


def _store_version(model: MatchingModel, active: Fit | None, **made: Any) -> Fit:
    fields = {"format": FORMAT, "seed": SEED, "points": list(model.points), "data": model.to_bytes(), **made}
    version = Fit.objects.create(based_on=active, **fields)
    if active and is_version_readable(active):
        FitComparison.objects.create(before=active, after=version, asked_at=timezone.now())
    prune_versions()
    return version


def set_active_version(version: Fit, companies: int, by: User | None = None) -> None:
    """Activate a version; call `lock_versions` first. `companies`: their number in the stock now."""
    Fit.objects.filter(is_active=True).update(is_active=False)
    version.is_active, version.activated_at, version.activated_by = True, timezone.now(), by
    version.drift_from = companies
    version.save(update_fields=["is_active", "activated_at", "activated_by", "drift_from"])
    prune_versions()


def lock_versions() -> None:
    """Keep others from changing which version is active until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def prune_versions() -> None:
    """Delete old versions, never the active one, the one before it, the last proposal, or one that a person keeps."""
    proposed = Fit.objects.filter(made_as=Fit.Made.OUTCOMES).order_by("-id").values("pk")[:1]
    spared = Q(is_active=True) | Q(is_kept=True) | Q(pk__in=proposed) | Q(pk__in=Fit.objects.before_active())
    old = Fit.objects.exclude(spared).order_by("-id").values_list("id", flat=True)[KEPT_FITS:]
    Fit.objects.filter(pk__in=list(old)).delete()


def summarise_model(model: MatchingModel) -> dict[str, float]:
    """Return figures about a model for its page."""
    neighbours, subjects = model.related_weights
    return {
        "text_full": round(model.text_full, 4),
        "words": len(model.keys),
        "words_with_vectors": len(model.vectors),
        "technologies": len(model.technologies),
        "neighbours": round(neighbours / 256, 3),
        "subjects": round(subjects / 256, 3),
    }


def compute_checksum(entries: Iterable[Hashable]) -> str:
    """Return 16 characters that are equal for equal entries in any order."""
    text = "\n".join(sorted(map(repr, entries)))
    return blake2b(text.encode(), digest_size=8).hexdigest()


def _list_revision_stamps(side: str, versions: dict[int, int]) -> Iterable[Hashable]:
    return ((side, id_, version) for id_, version in versions.items())


def _list_tree_entries(tree: TechnologyTree) -> Iterable[Hashable]:
    yield from tree.parents.items()
    yield from (("related", one, tuple(sorted(others, key=str))) for one, others in tree.related.items())
