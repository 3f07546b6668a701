"""The kept lists in the database: entries are staged in a table of their own, and what moved is told by PostgreSQL, a
set at a time. No row becomes an object here, and a row that stands as it stood is not written again.
"""

from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone

from challenges.matching.engine.results import ListEntries
from challenges.matching.refresh.binary_copy import Columns, copy_list_entries
from challenges.matching.refresh.rank_keys import STANDING

CHALLENGE, COMPANY = "challenge", "company"  # the owner of a list
OTHER = {CHALLENGE: COMPANY, COMPANY: CHALLENGE}
NEARLY = 20  # near misses kept per list


class ListSizes(NamedTuple):
    """How many places are kept in an owner's list, and how many near misses."""

    ranked: int
    nearly: int


def get_list_sizes(owner: str) -> ListSizes:
    ranked = settings.MATCHES_PER_CHALLENGE if owner == CHALLENGE else settings.MATCHES_PER_COMPANY
    return ListSizes(ranked, NEARLY)


@contextmanager
def stage_entries(entries: ListEntries, flags: Columns, versions: Columns) -> Iterator[CursorWrapper]:
    """While this lasts, the entries are the rows of the table `fresh`."""
    with connection.cursor() as cursor:
        cursor.execute(_FRESH)
        copy_list_entries(cursor, "fresh", entries, flags, versions)
        cursor.execute("ANALYZE fresh")
        yield cursor
        cursor.execute("DROP TABLE fresh")


@contextmanager
def stage_side_entries(owner: str, entries: ListEntries, versions: Columns) -> Iterator[CursorWrapper]:
    """The same for places in the lists of one side."""
    places = {f"in_{side}_top": np.full(len(entries), side == owner) for side in OTHER}
    with stage_entries(entries, places, versions) as cursor:
        yield cursor


def replace_staged_rows(cursor: CursorWrapper, owner: str, scope: str, ids: Collection[int]) -> None:
    """What is staged takes the place of what stands in lists of the owner's side, as far as these ids go: of scope, the
    owner itself or the other side. A pair that stands in no list is removed."""
    cursor.execute(_PUT.format(owner=owner, other=OTHER[owner], scope=scope), {"ids": list(ids)})


def record_matched(
    cursor: CursorWrapper, owner: str, fit: int, versions: Mapping[int, int], *, table: str = "fresh"
) -> None:
    """Note at which revision, and with which fit, these were matched, and where their lists end, which are whole in
    the table."""
    ids, numbers, (ranked, nearly) = list(versions), list(versions.values()), get_list_sizes(owner)
    cursor.execute(
        _REMEMBER.format(owner=owner, table=table),
        {"ids": ids, "versions": numbers, "fit": fit, "now": timezone.now(), "ranked": ranked, "nearly": nearly},
    )


def delete_matched(owner: str, ids: Collection[int]) -> None:
    """Those that are in the stock no more."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM challenges_matched{owner} WHERE {owner}_id = ANY(%s)", [list(ids)])  # noqa: S608


PAIR = ("challenge_id", "company_id")
POINTS = (
    *("technology", "text", "maturity", "region", "experience", "freshness", "total", "similarity"),
    *("failed_rule", "failed_technology_id", "challenge_version", "company_version"),
)
_FRESH = """
CREATE TEMP TABLE fresh (LIKE challenges_match INCLUDING DEFAULTS) ON COMMIT DROP;
ALTER TABLE fresh ALTER id DROP NOT NULL
"""


def build_upsert_sql(*columns: str, kept: Collection[str] = ()) -> str:
    """SQL that writes these columns of what is staged, where one of them is another than it was. kept: columns that a
    row has from when it is made."""
    names = ", ".join((*PAIR, *kept, *columns))
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns)
    before, after = (", ".join(f"{row}.{name}" for name in columns) for row in ("challenges_match", "excluded"))
    return f"""
INSERT INTO challenges_match ({names}) SELECT {names} FROM fresh
ON CONFLICT (challenge_id, company_id) DO UPDATE SET {changed} WHERE ({before}) IS DISTINCT FROM ({after})
"""  # noqa: S608 (the names are those of columns, above)


IN_FRESH = "(SELECT FROM fresh WHERE (fresh.challenge_id, fresh.company_id) = (kept.challenge_id, kept.company_id))"
_PUT = f"""
DELETE FROM challenges_match kept
WHERE {{scope}}_id = ANY(%(ids)s) AND in_{{owner}}_top AND NOT in_{{other}}_top AND NOT EXISTS {IN_FRESH};
UPDATE challenges_match kept SET in_{{owner}}_top = FALSE
WHERE {{scope}}_id = ANY(%(ids)s) AND in_{{owner}}_top AND NOT EXISTS {IN_FRESH};
{build_upsert_sql(*POINTS, "in_{owner}_top", kept=["in_{other}_top"])}
"""  # noqa: S608
_REMEMBER = f"""
INSERT INTO challenges_matched{{owner}} ({{owner}}_id, version, fit_id, matched_at, ranked_end, nearly_end)
SELECT given.id, given.version, %(fit)s, %(now)s,
    CASE WHEN ranked = %(ranked)s THEN last_ranked ELSE coalesce(ranked, 0) - %(ranked)s END,
    CASE WHEN nearly = %(nearly)s THEN last_nearly ELSE coalesce(nearly, 0) - %(nearly)s END
FROM unnest(%(ids)s::bigint[], %(versions)s::bigint[]) AS given (id, version) LEFT JOIN (
    SELECT {{owner}}_id AS id,
        count(*) FILTER (WHERE failed_rule = '') AS ranked, count(*) FILTER (WHERE failed_rule <> '') AS nearly,
        min({STANDING}) FILTER (WHERE failed_rule = '') AS last_ranked,
        min({STANDING}) FILTER (WHERE failed_rule <> '') AS last_nearly
    FROM {{table}} WHERE in_{{owner}}_top GROUP BY 1
) AS list USING (id)
ON CONFLICT ({{owner}}_id) DO UPDATE SET version = excluded.version, fit_id = excluded.fit_id,
    matched_at = excluded.matched_at, ranked_end = excluded.ranked_end, nearly_end = excluded.nearly_end
"""  # noqa: S608
