"""Who is due, told by the database: what is read grows with what changed, not with the stock."""

from collections.abc import Collection

from django.db import connection

from challenges.matching.loading import filter_challenge_revisions, filter_company_revisions
from challenges.matching.refresh.persistence import CHALLENGE

Due = dict[int, int | None]  # the revision by id; None for who is in the stock no more


def find_due_rows(owner: str, fit: int) -> Due:
    """Those of this side whose revision is not the one matched last, or that were matched with another fit."""
    stock, given = build_stock_query(owner)
    with connection.cursor() as cursor:
        cursor.execute(_DUE.format(stock=stock, owner=owner), (*given, fit))
        return dict(cursor.fetchall())


def count_stock(owner: str) -> int:
    return (filter_challenge_revisions() if owner == CHALLENGE else filter_company_revisions()).count()


def delete_gone_rows(owner: str) -> int:
    """Remove what is left of those that are in the stock no more; how many had been matched."""
    stock, given = build_stock_query(owner)
    with connection.cursor() as cursor:
        for table in ("match", f"matched{owner}"):
            cursor.execute(_FORGET.format(table=table, stock=stock, owner=owner), given)
        return int(cursor.rowcount)


def load_known_versions(owner: str, due: Due, ids: Collection[int] | None = None) -> dict[int, int]:
    """The side as a run knows it, or these of it: at the revision matched last, and the due at theirs. Who came since
    is due the next time and no earlier."""
    with connection.cursor() as cursor:
        some = "" if ids is None else f" WHERE {owner}_id = ANY(%s)"
        cursor.execute(_MATCHED.format(owner=owner) + some, [] if ids is None else [list(ids)])
        found = dict(cursor.fetchall())
    asked = due.keys() if ids is None else due.keys() & set(ids)
    found |= {id_: version for id_ in asked if (version := due[id_]) is not None}
    return {id_: version for id_, version in found.items() if due.get(id_, version) is not None}


def build_stock_query(owner: str) -> tuple[str, tuple]:
    """SQL that reads `owner_id` and `version` of the side's stock, and what it is given."""
    revisions = filter_challenge_revisions() if owner == CHALLENGE else filter_company_revisions()
    return revisions.values_list("owner_id", "version").query.sql_with_params()


_DUE = """
SELECT coalesce(stock.owner_id, matched.{owner}_id), stock.version
FROM ({stock}) AS stock FULL JOIN challenges_matched{owner} AS matched ON matched.{owner}_id = stock.owner_id
WHERE stock.version IS DISTINCT FROM matched.version OR matched.fit_id <> %s
"""
_FORGET = """
DELETE FROM challenges_{table} AS kept
WHERE NOT EXISTS (SELECT FROM ({stock}) AS stock WHERE stock.owner_id = kept.{owner}_id)
"""
_MATCHED = "SELECT {owner}_id, version FROM challenges_matched{owner}"
