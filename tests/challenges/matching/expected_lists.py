"""What lists ought to be: by the engine's own ranking of the whole stock, and as they stand in the database."""

from challenges.matching.engine.eligibility import NAMES
from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import NONE, ListEntries, rank_matches
from challenges.matching.engine.scoring import PairScore
from challenges.matching.engine.selection import compute_rank_keys
from challenges.matching.engine.tables import build_challenge_table, build_company_table
from challenges.matching.inputs import Stock
from challenges.matching.models import CHALLENGE, COMPANY, Match, MatchedChallenge, MatchedCompany
from challenges.matching.refresh.storage import get_list_sizes

Rows = list[tuple]  # challenge, company, points, the one rule failed and the technology missing
MATCHED = {CHALLENGE: MatchedChallenge, COMPANY: MatchedCompany}


def ranked_at_once(stock: Stock, model: MatchingModel) -> dict[str, Rows]:
    """Both sides' lists, in no way from lists of before."""
    wanted, offered = (
        build_challenge_table(stock.get_challenge_rows(), model),
        build_company_table(stock.get_company_rows(), model),
    )
    n, m = get_list_sizes("challenge"), get_list_sizes("company")
    found = rank_matches(wanted, offered, model, per_want=n.ranked, per_offer=m.ranked, nearly=n.nearly)
    sides = {"challenge": found.by_want.values(), "company": found.by_offer.values()}
    return {side: sorted(row for each in rankings for row in _rows(each)) for side, rankings in sides.items()}


def _rows(ranking) -> Rows:
    return [(each.want_id, each.offer_id, *each.score, "", 0) for each in ranking.matches] + [
        (each.want_id, each.offer_id, *each.score, each.failure.rule, each.failure.technology_id or 0)
        for each in ranking.nearly
    ]


def rows_of(entries: ListEntries) -> Rows:
    rules = ["" if rule == NONE else NAMES[rule] for rule in entries.rule]
    missing = [0 if each == NONE else each for each in entries.technology]
    return sorted(zip(entries.challenge_ids, entries.company_ids, *entries.score.values(), rules, missing, strict=True))


def kept_lists() -> dict[str, Rows]:
    """Both sides' lists as they are stored."""
    fields = ("challenge_id", "company_id", *PairScore._fields, "failed_rule", "failed_technology_id")
    return {
        side: sorted((*row, missing or 0) for *row, missing in _listed(side).values_list(*fields)) for side in MATCHED
    }


def assert_ends_hold() -> None:
    """What is remembered of where lists end, and of how many places they have left, is so."""
    for side, matched in MATCHED.items():
        ends = matched.objects.values_list("pk", "ranked_end", "nearly_end")
        assert {pk: both for pk, *both in ends} == {pk: _ends(side, pk) for pk, *_both in ends}


def _ends(side: str, owner: int) -> list[int]:
    rows = _listed(side).filter(**{side: owner})
    found = []
    for part, size in zip((rows.ranked(), rows.nearly()), get_list_sizes(side), strict=True):
        standings = [compute_rank_keys(*each) for each in part.values_list("total", "similarity")]
        found.append(min(standings) if len(standings) == size else len(standings) - size)
    return found


def _listed(side: str):
    return Match.objects.filter(**{f"in_{side}_top": True})
