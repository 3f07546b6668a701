"""Two versions of the matching on the same challenges: asked for by a page or a new version, made by a worker."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.model_comparison import FIRST, ChallengeComparison, MovedCompany, compare_models
from challenges.matching.engine.scoring import PairScore
from challenges.matching.inputs import Stock
from challenges.matching.model_services import is_version_readable, read_version_model
from challenges.matching.model_versions import Fit, FitComparison

MOST_CHALLENGES = 100  # evenly spaced ones of a larger stock
PARTS = tuple(name for name in PairScore._fields if name != "similarity")


@transaction.atomic
def request_comparison(before: Fit, after: Fit) -> FitComparison:
    """The one that there is, or a new one for a worker to make. Raises ValidationError where it cannot be made."""
    if before.pk == after.pk:
        raise ValidationError(_("Choose two versions to compare."))
    if not (is_version_readable(before) and is_version_readable(after)):
        raise ValidationError(
            _("One of these versions was made by an earlier release, and this release cannot read it.")
        )
    defaults = {"asked_at": timezone.now()}
    return FitComparison.objects.get_or_create(before=before, after=after, defaults=defaults)[0]


@transaction.atomic
def renew_comparison(comparison: FitComparison) -> None:
    """Of the stock as it is now."""
    rows = FitComparison.objects.filter(pk=comparison.pk, made_at__isnull=False)
    rows.update(asked_at=timezone.now(), made_at=None, places=None, changed=None, result={})


def make_due_comparisons() -> int:
    """Make what is asked for; return how many. One that another worker is at is left to it."""
    waiting = FitComparison.objects.filter(made_at=None).order_by("asked_at", "pk").values_list("pk", flat=True)
    return sum(_make_comparison(number) for number in list(waiting))


@transaction.atomic
def _make_comparison(number: int) -> bool:
    held = FitComparison.objects.select_for_update(of=("self",), skip_locked=True).filter(pk=number, made_at=None)
    comparison = held.select_related("before", "after").first()
    if comparison is None:
        return False
    before, after = read_version_model(comparison.before), read_version_model(comparison.after)
    if before and after:
        _fill_comparison(comparison, before, after)
    else:
        comparison.delete()  # a release came in between that cannot read them any more
    return True


def _fill_comparison(comparison: FitComparison, before: MatchingModel, after: MatchingModel) -> None:
    stock = Stock.now()
    known = sorted(stock.challenges)
    chosen = known[:: 1 + (len(known) - 1) // MOST_CHALLENGES] if known else []
    found = compare_models(stock.get_challenge_rows(chosen), stock.get_company_rows(), before, after)
    comparison.made_at = timezone.now()
    comparison.places = sum(each.places for each in found)
    comparison.changed = sum(len(each.comes) for each in found)
    comparison.result = {
        "first": FIRST,
        "stock": {"challenges": len(known), "companies": len(stock.companies)},
        "parts": PARTS,
        "challenges": [_build_comparison_row(each) for each in found],
    }
    comparison.save()


def _build_comparison_row(compared: ChallengeComparison) -> dict[str, Any]:
    return {"challenge": compared.want_id, "moved": [_build_moved_entry(each) for each in compared.moved]}


def _build_moved_entry(moved: MovedCompany) -> list[Any]:
    return [
        moved.offer_id,
        moved.place_before,
        moved.place_after,
        _list_part_points(moved.before),
        _list_part_points(moved.after),
    ]


def _list_part_points(score: PairScore) -> Iterable[int]:
    return [getattr(score, name) for name in PARTS]
