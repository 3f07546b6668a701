"""What is due, and matching it: one run at a time, in one transaction, computing what the changes touch; where that is
much, everything is matched anew, a large stock in pieces (batches.py).

Due is a company or challenge whose revision is not the one matched last, whatever message was lost. A run that dies
leaves everything due as it was; two runs at once queue at the lock, and the second finds nothing left.
"""

from django.db import transaction

from challenges.matching import model_cache
from challenges.matching.engine.model import Model
from challenges.matching.model_services import is_outdated, new_fit
from challenges.matching.model_versions import Fit
from challenges.matching.refresh import batches
from challenges.matching.refresh.due_rows import Due, due_of, forget_gone, size_of
from challenges.matching.refresh.full_refresh import choose, match_companies
from challenges.matching.refresh.incremental import match_touched
from challenges.matching.refresh.locking import wait_for_turn
from challenges.matching.refresh.persistence import CHALLENGE, COMPANY
from challenges.matching.refresh.snapshot import Stock

MANY = 0.3  # from this share of due pairs on, ranking everything anew is the shorter way


def match_due() -> int:
    """Match every challenge and company whose revision moved on; return how many were due. Alone or with workers who
    take pieces of it, and not before all of it is done."""
    found = begin()
    while batches.waiting():
        while batches.work():
            pass
        found += begin()
    return found


@transaction.atomic
def begin() -> int:
    """Match what is due, or plan that where it is much; how many were due. Nothing while a refresh is under way, which
    may be at its end here."""
    wait_for_turn()
    if batches.waiting():
        return 0
    batches.clear()
    found = model_cache.active()
    if not found or is_outdated(found[0], size_of(COMPANY)):
        return _fit_and_match()
    fit, model = found
    challenges, companies = due_of(CHALLENGE, fit), due_of(COMPANY, fit)
    due = len(challenges) + len(companies)
    if due > 1 and _share(challenges, CHALLENGE) + _share(companies, COMPANY) > MANY:
        return _match_everything(Stock.now(), fit, model)
    if due:
        match_touched(fit, model, challenges, companies)
    return due


def refresh_all() -> int:
    """Fit the stock anew and match everything; return how many challenges and companies that were."""
    with transaction.atomic():
        wait_for_turn()
        batches.clear()
        found = _fit_and_match(Fit.Made.REFRESH)
    return found + (match_due() if batches.waiting() else 0)


def is_due() -> bool:
    """Whether a run would find work; without waiting for one that is under way."""
    fit = Fit.objects.filter(is_active=True).values_list("pk", flat=True).first()
    return fit is None or bool(batches.waiting() or due_of(CHALLENGE, fit) or due_of(COMPANY, fit))


def _share(due: Due, owner: str) -> float:
    return len(due) / max(1, size_of(owner))


def _fit_and_match(made_as: Fit.Made | None = None) -> int:
    stock = Stock.now()
    fit, model = new_fit(stock, made_as)
    model_cache.keep(fit.pk, model)
    return _match_everything(stock, fit.pk, model)


def _match_everything(stock: Stock, fit: int, model: Model) -> int:
    """At once where the stock is small, else as pieces that wait to be taken."""
    gone = forget_gone(CHALLENGE) + forget_gone(COMPANY)
    if len(stock.companies) > batches.at_once():
        batches.plan(stock.challenges, stock.companies, fit)
    else:
        match_companies(stock.companies, stock.challenges, fit, model)
        choose(stock.challenges, fit)
    return len(stock.challenges) + len(stock.companies) + gone
