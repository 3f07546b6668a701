"""What is due, and matching it: one run at a time, in one transaction, computing what the changes touch.

Due is a company or challenge whose revision is not the one matched last, whatever message was lost. A run that dies
leaves everything due as it was; two runs at once queue at the lock, and the second finds nothing left.
"""

from collections.abc import Iterable, Mapping
from typing import TypeVar

from django.conf import settings
from django.db import connection, transaction

from challenges.matching import Model
from challenges.models import Fit, MatchedChallenge, MatchedCompany
from challenges.services.matching.everyone import among_all
from challenges.services.matching.fits import active_fit, is_outdated, new_fit
from challenges.services.matching.lists import NOTHING, Lists
from challenges.services.matching.repair import repaired
from challenges.services.matching.stock import SideLists, Stock
from challenges.services.matching.storing import CHALLENGE, COMPANY, replace_lists

LOCK = 0x6B6F7070  # "kopp": the advisory lock that every run holds
NEARLY = 20  # near misses kept per list
MANY = 0.3  # from this share of due rows on, ranking everything anew is the shorter way

Matched = TypeVar("Matched", MatchedChallenge, MatchedCompany)


@transaction.atomic
def match_due() -> int:
    """Match every challenge and company whose revision moved on; return how many were due."""
    _wait_for_turn()
    stock, found = Stock.now(), active_fit()
    if not found or is_outdated(found[1], len(stock.companies)):
        return _match_everything(stock, *new_fit(stock.wants(), stock.offers()))
    fit, model = found
    challenges = _changed(MatchedChallenge, stock.challenges, fit)
    companies = _changed(MatchedCompany, stock.companies, fit)
    due = len(challenges) + len(companies)
    if due > 1 + MANY * (len(stock.challenges) + len(stock.companies)):
        return _match_everything(stock, fit, model)
    if due:
        lists = _touched(stock, fit, model, challenges, companies)
        _store(stock, fit, lists, challenges, companies)
    return due


@transaction.atomic
def refresh_all() -> int:
    """Fit the stock anew and match everything; return how many challenges and companies that were."""
    _wait_for_turn()
    stock = Stock.now()
    return _match_everything(stock, *new_fit(stock.wants(), stock.offers()))


def is_due() -> bool:
    """Whether a run would find work; without waiting for one that is under way."""
    stock_fit = Fit.objects.filter(is_active=True).first()
    stock = Stock.now()
    return stock_fit is None or bool(
        _changed(MatchedChallenge, stock.challenges, stock_fit) or _changed(MatchedCompany, stock.companies, stock_fit)
    )


def _wait_for_turn() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])


def _changed(matched: type[Matched], versions: Mapping[int, int], fit: Fit) -> set[int]:
    """New or changed ids, and those that are in the stock no more."""
    last = {id_: (version, made) for id_, version, made in matched.objects.values_list("pk", "version", "fit_id")}
    current = {id_: (version, fit.pk) for id_, version in versions.items()}
    return {id_ for id_ in last.keys() | current.keys() if last.get(id_) != current.get(id_)}


def _match_everything(stock: Stock, fit: Fit, model: Model) -> int:
    n, m = settings.MATCHES_PER_CHALLENGE, settings.MATCHES_PER_COMPANY
    lists = stock.rank(model, per_challenge=n, per_company=m, nearly=NEARLY)
    challenges = _changed(MatchedChallenge, stock.challenges, fit) | stock.challenges.keys()
    companies = _changed(MatchedCompany, stock.companies, fit) | stock.companies.keys()
    _store(stock, fit, (_whole(lists[0], challenges), _whole(lists[1], companies)), challenges, companies)
    return len(challenges) + len(companies)


def _touched(
    stock: Stock, fit: Fit, model: Model, challenges: set[int], companies: set[int]
) -> tuple[SideLists, SideLists]:
    """Both sides' lists: those of the changed whole, those of the others repaired."""
    n, m = settings.MATCHES_PER_CHALLENGE, settings.MATCHES_PER_COMPANY
    fresh_companies, own_companies = stock.rank(
        model, companies=companies, per_challenge=len(companies), per_company=m, nearly=max(NEARLY, len(companies))
    )
    own_challenges, fresh_challenges = stock.rank(
        model, challenges=challenges, per_challenge=n, per_company=len(challenges), nearly=max(NEARLY, len(challenges))
    )
    of_challenges, unsure = repaired(CHALLENGE, _without(fresh_companies, challenges), companies, n, NEARLY)
    of_challenges |= among_all(stock, fit.pk, model, unsure - challenges, n, NEARLY)
    of_companies, unsure = repaired(COMPANY, _without(fresh_challenges, companies), challenges, m, NEARLY)
    of_companies |= stock.rank(model, companies=unsure - companies, per_challenge=None, per_company=m, nearly=NEARLY)[1]
    of_challenges |= {id_: lists.top(n, NEARLY) for id_, lists in _whole(own_challenges, challenges).items()}
    of_companies |= {id_: lists.top(m, NEARLY) for id_, lists in _whole(own_companies, companies).items()}
    return of_challenges, of_companies


def _without(lists: SideLists, ids: set[int]) -> SideLists:
    return {id_: each for id_, each in lists.items() if id_ not in ids}


def _whole(lists: Mapping[int, Lists], ids: Iterable[int]) -> SideLists:
    """A list for each of the ids, empty for those that are gone."""
    return {id_: lists.get(id_, NOTHING) for id_ in ids}


def _store(
    stock: Stock, fit: Fit, lists: tuple[SideLists, SideLists], challenges: Iterable[int], companies: Iterable[int]
) -> None:
    replace_lists(*lists, stock.challenges, stock.companies)
    _remember(MatchedChallenge, stock.challenges, challenges, fit)
    _remember(MatchedCompany, stock.companies, companies, fit)


def _remember(matched: type[Matched], versions: Mapping[int, int], ids: Iterable[int], fit: Fit) -> None:
    """Note at which revision these were matched; forget those that are gone."""
    ids = set(ids)
    matched.objects.filter(pk__in=ids - versions.keys()).delete()
    rows = [matched(pk=id_, version=versions[id_], fit=fit) for id_ in ids & versions.keys()]
    matched.objects.bulk_create(
        rows,
        batch_size=5000,
        update_conflicts=True,
        unique_fields=[matched._meta.pk.attname],
        update_fields=["version", "fit", "matched_at"],
    )
