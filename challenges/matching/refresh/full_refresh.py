"""Matching everything, in two rounds: companies with all challenges, then the best of each challenge from what these
found. Each round may be done in pieces, in any order and by several processes; docs/adr/0033 tells why that is exact.
"""

from collections.abc import Collection, Mapping

import numpy as np
from django.db import connection, transaction
from numpy.typing import NDArray

from challenges.matching.engine.model import MatchingModel
from challenges.matching.engine.ranking import find_best_lists
from challenges.matching.engine.results import ListEntries, build_side_entries, concatenate_entries
from challenges.matching.engine.tables import build_company_table
from challenges.matching.loading import OFFERS, load_challenge_versions, load_company_versions, load_technology_tree
from challenges.matching.refresh.binary_copy import Columns
from challenges.matching.refresh.company_matrix import get_challenge_table
from challenges.matching.refresh.persistence import (
    CHALLENGE,
    COMPANY,
    IN_FRESH,
    POINTS,
    ListSizes,
    build_upsert_sql,
    get_list_sizes,
    record_matched,
    stage_entries,
)
from challenges.matching.refresh.pruning import PruningThresholds
from challenges.matching.refresh.snapshot import Stock, look_up_versions
from challenges.posting.models import Challenge

_seen: list[PruningThresholds] = []


def match_company_batch(
    ids: Collection[int], asked: Mapping[int, int], fit: int, model: MatchingModel, refresh: int = 0
) -> None:
    """Match these companies with the challenges that are still at the revision asked for: their own lists whole, and
    the challenges' candidates among them. A challenge that moved on is due afterwards, so nobody misses it here.

    refresh: a number of its own for each refresh in pieces.
    """
    current = load_challenge_versions()
    wants = {id_: version for id_, version in asked.items() if current.get(id_) == version}
    stock, offers = Stock(load_technology_tree()), load_company_versions(ids)
    wanted = get_challenge_table(stock, fit, model, wants)
    offered = build_company_table(OFFERS.of(offers, stock.tree), model)
    n, m = get_list_sizes(CHALLENGE), get_list_sizes(COMPANY)
    of_wants, of_offers = find_best_lists(
        wanted, offered, model, per_want=n.ranked, per_offer=m.ranked, nearly=n.nearly
    )
    seen = _get_pruning_thresholds(refresh, asked, n)
    candidates = seen.hopeful(build_side_entries(of_wants, wanted, offered, is_of_wants=True))
    fresh, flags = _merge_flagged_entries(build_side_entries(of_offers, wanted, offered, is_of_wants=False), candidates)
    versions = {
        "challenge_version": look_up_versions(fresh.want, wants),
        "company_version": look_up_versions(fresh.offer, offers),
    }
    with stage_entries(fresh, flags, versions) as cursor:
        cursor.execute(_STORE, {"ids": list(ids)})
        record_matched(cursor, COMPANY, fit, offers)
    transaction.on_commit(lambda: seen.add(np.array(wanted.ids, np.int64), of_wants))


def build_challenge_lists(asked: Mapping[int, int], fit: int) -> None:
    """Make the lists of these challenges from their candidates, and note that they were matched at this revision."""
    existing = set(Challenge.objects.filter(pk__in=asked).values_list("pk", flat=True))
    with connection.cursor() as cursor:
        cursor.execute(_CHOOSE, {"ids": list(asked), **get_list_sizes(CHALLENGE)._asdict()})
        versions = {id_: version for id_, version in asked.items() if id_ in existing}
        record_matched(cursor, CHALLENGE, fit, versions, table="considered")
        cursor.execute("DROP TABLE considered")


def _get_pruning_thresholds(refresh: int, asked: Mapping[int, int], size: ListSizes) -> PruningThresholds:
    for seen in _seen[:]:
        if refresh and seen.refresh == refresh:
            return seen
    seen = PruningThresholds.nothing(refresh, np.sort(np.fromiter(asked, np.int64, len(asked))), *size)
    _seen[:] = [seen]
    return seen


def _merge_flagged_entries(own: ListEntries, candidates: ListEntries) -> tuple[ListEntries, Columns]:
    """Both as rows, a pair once, and what each is."""
    own_pairs, candidate_pairs = _encode_pairs(own), _encode_pairs(candidates)
    fresh = concatenate_entries([own, candidates.some(~np.isin(candidate_pairs, own_pairs))])
    is_own = np.arange(len(fresh)) < len(own)
    return fresh, {
        "in_challenge_top": np.zeros(len(fresh), bool),
        "in_company_top": is_own,
        "is_candidate": ~is_own | np.isin(_encode_pairs(fresh), candidate_pairs),
    }


def _encode_pairs(entries: ListEntries) -> NDArray[np.int64]:
    return entries.want << 32 | entries.offer


# A piece: all lists of its companies, and the candidates for the challenges' lists among them. Those lists stay as they
# are until their own turn comes.
_STORE = f"""
DELETE FROM challenges_match kept WHERE company_id = ANY(%(ids)s) AND NOT in_challenge_top AND NOT EXISTS {IN_FRESH};
UPDATE challenges_match kept SET in_company_top = FALSE, is_candidate = FALSE
WHERE company_id = ANY(%(ids)s) AND (in_company_top OR is_candidate) AND NOT EXISTS {IN_FRESH};
{build_upsert_sql(*POINTS, "in_company_top", "is_candidate", kept=["in_challenge_top"])}
"""  # noqa: S608
# The best candidates become the list; the places in it are counted as Match.of_challenge orders them.
_CHOOSE = """
CREATE TEMP TABLE considered ON COMMIT DROP AS
SELECT id, challenge_id, failed_rule, total, similarity, in_challenge_top AS was_listed, in_company_top AS is_shared,
    is_candidate AND row_number() OVER (
        PARTITION BY challenge_id, failed_rule = '', is_candidate ORDER BY total DESC, similarity DESC, company_id
    ) <= CASE WHEN failed_rule = '' THEN %(ranked)s ELSE %(nearly)s END AS in_challenge_top
FROM challenges_match WHERE challenge_id = ANY(%(ids)s) AND (is_candidate OR in_challenge_top);
DELETE FROM challenges_match
WHERE id = ANY(ARRAY(SELECT id FROM considered WHERE NOT in_challenge_top AND NOT is_shared));
UPDATE challenges_match SET in_challenge_top = FALSE
WHERE id = ANY(ARRAY(SELECT id FROM considered WHERE NOT in_challenge_top AND was_listed AND is_shared));
UPDATE challenges_match SET in_challenge_top = TRUE
WHERE id = ANY(ARRAY(SELECT id FROM considered WHERE in_challenge_top AND NOT was_listed))
"""
