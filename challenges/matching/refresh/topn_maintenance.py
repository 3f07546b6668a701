"""Lists of one side after some of the other side changed, kept exact without looking at more than their ends.

A list that is full ends at a standing (`ranked_end`, `nearly_end` of what was matched), and whatever was not kept
stands there or below; one with room is complete, and its end says how many places are left, as a negative number. So
the entries of the changed others alone tell what happens: who enters, how many of the last ones go, or how much room is
left. Only where more fell out of a full list than surely come in does nobody know who moves up: that owner's lists are
to be ranked anew.
"""

from collections.abc import Collection

import numpy as np
from numpy.typing import NDArray

from challenges.matching.engine.results import NONE, ListEntries
from challenges.matching.refresh.binary_copy import Columns
from challenges.matching.refresh.persistence import CHALLENGE, OTHER, replace_staged_rows, stage_side_entries
from challenges.matching.refresh.rank_keys import STANDING, compute_rank_key, load_list_ends


def mask_possible_entries(owner: str, entries: ListEntries) -> NDArray[np.bool_]:
    """Which of the entries may find a place in their owner's kept list: it has room, or does not end better."""
    ends, owners = load_list_ends(owner), entries.want if owner == CHALLENGE else entries.offer
    kept = np.isin(owners, ends[:, 0])
    at = np.searchsorted(ends[:, 0], owners[kept])
    last = np.where(entries.rule[kept] == NONE, ends[at, 1], ends[at, 2])
    kept[kept] = compute_rank_key(entries.total[kept], entries.score["similarity"][kept]) >= last
    return kept


def update_top_lists(owner: str, entries: ListEntries, versions: Columns, changed: Collection[int]) -> set[int]:
    """Bring the lists of this side up to date. Returns the owners whose lists have to be ranked anew.

    entries: those of the changed others as they are now, that may enter. changed: the ids of those others, also of
    those that are gone.
    """
    if not changed:
        return set()
    names = {"owner": owner, "other": OTHER[owner]}
    with stage_side_entries(owner, entries, versions) as cursor:
        cursor.execute(_MOVES.format(**names), {"changed": list(changed)})
        replace_staged_rows(cursor, owner, OTHER[owner], changed)
        cursor.execute("ANALYZE moves")
        cursor.execute(_TRIM.format(**names))
        cursor.execute("SELECT DISTINCT owner FROM moves WHERE is_unsure")
        unsure = {id_ for (id_,) in cursor.fetchall()}
        cursor.execute("DROP TABLE moves, last")
    return unsure


# `surplus`: by how many entries a list is longer than it may be; below zero, the places left. A tie with the last place
# is sure of its own only where that pair stood there before: else others may stand between them.
_MOVES = f"""
CREATE TEMP TABLE moves ON COMMIT DROP AS
SELECT owner, is_ranked, count(entered) - count(lost) - greatest(0, -ended) AS surplus,
    ended >= 0 AND count(*) FILTER (WHERE entered > ended OR entered = lost) < count(lost) AS is_unsure
FROM (
    SELECT {{owner}}_id AS owner, is_ranked, entered, lost
    FROM (SELECT {{owner}}_id, {{other}}_id, failed_rule = '' AS is_ranked, {STANDING} AS entered FROM fresh) AS come
    FULL JOIN (
        SELECT {{owner}}_id, {{other}}_id, failed_rule = '' AS is_ranked, {STANDING} AS lost FROM challenges_match
        WHERE {{other}}_id = ANY(%(changed)s) AND in_{{owner}}_top
    ) AS gone USING ({{owner}}_id, {{other}}_id, is_ranked)
) AS pair CROSS JOIN LATERAL (
    SELECT CASE WHEN is_ranked THEN ranked_end ELSE nearly_end END AS ended
    FROM challenges_matched{{owner}} WHERE {{owner}}_id = owner
) AS list
GROUP BY owner, is_ranked, ended
"""  # noqa: S608
# Rows are named by arrays: joined, PostgreSQL would rather read all matches than look up 20,000 of them.
_TRIM = f"""
CREATE TEMP TABLE last ON COMMIT DROP AS
SELECT owner, is_ranked, id, standing, place > surplus AS stays, is_shared
FROM moves CROSS JOIN LATERAL (
    SELECT id, {STANDING} AS standing, in_{{other}}_top AS is_shared,
        row_number() OVER (ORDER BY total, similarity, {{other}}_id DESC) AS place
    FROM challenges_match
    WHERE {{owner}}_id = owner AND in_{{owner}}_top AND (failed_rule = '') = is_ranked
    ORDER BY total, similarity, {{other}}_id DESC LIMIT surplus + 1
) AS entry
WHERE surplus >= 0 AND NOT is_unsure;
DELETE FROM challenges_match WHERE id = ANY(ARRAY(SELECT id FROM last WHERE NOT stays AND NOT is_shared));
UPDATE challenges_match SET in_{{owner}}_top = FALSE
WHERE id = ANY(ARRAY(SELECT id FROM last WHERE NOT stays AND is_shared));
ANALYZE last;
UPDATE challenges_matched{{owner}} AS matched
SET ranked_end = coalesce(ranked, ranked_end), nearly_end = coalesce(nearly, nearly_end)
FROM (
    SELECT owner, max(ended) FILTER (WHERE is_ranked) AS ranked, max(ended) FILTER (WHERE NOT is_ranked) AS nearly
    FROM (
        SELECT owner, is_ranked, surplus AS ended FROM moves WHERE surplus < 0
        UNION ALL SELECT owner, is_ranked, standing FROM last WHERE stays
    ) AS place GROUP BY owner
) AS list WHERE matched.{{owner}}_id = owner
"""  # noqa: S608
