"""What is due, and matching it: one run at a time, in one transaction, computing what the changes touch; where that is
much, everything is matched anew, a large stock in pieces (batches.py).

Due is a company or challenge whose revision is not the one matched last, whatever message was lost. A run that dies
leaves everything due as it was; two runs at once queue at the lock, and the second finds nothing left.
"""

from django.db import transaction

from challenges.matching.engine.model import MatchingModel
from challenges.matching.model_cache import cache_model, get_active_model
from challenges.matching.model_services import create_active_version, is_version_outdated
from challenges.matching.model_versions import Fit
from challenges.matching.refresh.batches import (
    clear_batches,
    count_waiting_batches,
    get_batch_size,
    plan_batches,
    process_next_batch,
)
from challenges.matching.refresh.due_rows import Due, count_stock, delete_gone_rows, find_due_rows
from challenges.matching.refresh.full_refresh import build_challenge_lists, match_company_batch
from challenges.matching.refresh.incremental import match_changed_rows
from challenges.matching.refresh.locking import lock_matching
from challenges.matching.refresh.persistence import CHALLENGE, COMPANY
from challenges.matching.refresh.snapshot import Stock

MANY = 0.3  # from this share of due pairs on, ranking everything anew is the shorter way


def run_due_matching() -> int:
    """Match every challenge and company whose revision moved on; return how many were due. Alone or with workers who
    take pieces of it, and not before all of it is done."""
    found = start_due_matching()
    while count_waiting_batches():
        while process_next_batch():
            pass
        found += start_due_matching()
    return found


@transaction.atomic
def start_due_matching() -> int:
    """Match what is due, or plan that where it is much; how many were due. Nothing while a refresh is under way, which
    may be at its end here."""
    lock_matching()
    if count_waiting_batches():
        return 0
    clear_batches()
    found = get_active_model()
    if not found or is_version_outdated(found[0], count_stock(COMPANY)):
        return _train_and_match()
    fit, model = found
    challenges, companies = find_due_rows(CHALLENGE, fit), find_due_rows(COMPANY, fit)
    due = len(challenges) + len(companies)
    if due > 1 and _compute_due_share(challenges, CHALLENGE) + _compute_due_share(companies, COMPANY) > MANY:
        return _match_everything(Stock.now(), fit, model)
    if due:
        match_changed_rows(fit, model, challenges, companies)
    return due


def refresh_all_matches() -> int:
    """Fit the stock anew and match everything; return how many challenges and companies that were."""
    with transaction.atomic():
        lock_matching()
        clear_batches()
        found = _train_and_match(Fit.Made.REFRESH)
    return found + (run_due_matching() if count_waiting_batches() else 0)


def is_matching_due() -> bool:
    """Whether a run would find work; without waiting for one that is under way."""
    fit = Fit.objects.filter(is_active=True).values_list("pk", flat=True).first()
    return fit is None or bool(count_waiting_batches() or find_due_rows(CHALLENGE, fit) or find_due_rows(COMPANY, fit))


def _compute_due_share(due: Due, owner: str) -> float:
    return len(due) / max(1, count_stock(owner))


def _train_and_match(made_as: Fit.Made | None = None) -> int:
    stock = Stock.now()
    fit, model = create_active_version(stock, made_as)
    cache_model(fit.pk, model)
    return _match_everything(stock, fit.pk, model)


def _match_everything(stock: Stock, fit: int, model: MatchingModel) -> int:
    """At once where the stock is small, else as pieces that wait to be taken."""
    gone = delete_gone_rows(CHALLENGE) + delete_gone_rows(COMPANY)
    if len(stock.companies) > get_batch_size():
        plan_batches(stock.challenges, stock.companies, fit)
    else:
        match_company_batch(stock.companies, stock.challenges, fit, model)
        build_challenge_lists(stock.challenges, fit)
    return len(stock.challenges) + len(stock.companies) + gone
