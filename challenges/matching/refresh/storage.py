"""Store lists of matches, and know from their ends which of them a change can touch.

Entries are copied into the temporary table `fresh`, and PostgreSQL finds out what differs from the stored rows, a set
at a time. No entry becomes a Python object, and a row that does not change is not written.

The end of a list is the rank key of its last place while it is full (`ranked_end`, `nearly_end` of the matched company
or challenge): no pair that was left out ranks higher. A list with free places is complete, and its end is the number of
free places as a negative number. So the entries of what changed are enough to know who enters, how many of the last
places are dropped, or how many become free. Only when more pairs leave a full list than certainly enter it, it is
unknown who moves up, and the list has to be computed again.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

import numpy as np
from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper
from django.utils import timezone
from numpy.typing import NDArray

from challenges.matching.engine.eligibility import NAMES
from challenges.matching.engine.ranking import NONE, ListEntries, concatenate_entries
from challenges.matching.engine.selection import SIMILARITY_BITS
from challenges.matching.models import CHALLENGE, COMPANY
from challenges.posting.models import Challenge

SIDES = (CHALLENGE, COMPANY)
OTHER = {CHALLENGE: COMPANY, COMPANY: CHALLENGE}
NEARLY = 20  # near misses stored per list

PAIR = ("challenge_id", "company_id")
POINTS = (
    *("technology", "text", "maturity", "region", "experience", "freshness", "total", "similarity"),
    *("failed_rule", "failed_technology_id", "challenge_version", "company_version"),
)
RANK_KEY = f"((total::bigint << {SIMILARITY_BITS}) | similarity)"  # of a row of challenges_match; larger is better

Versions = Mapping[str, Mapping[int, int]]  # by side: the revision of each id at which entries were computed
Columns = Mapping[str, NDArray]


class ListSizes(NamedTuple):
    """How many eligible entries and how many near misses are stored in one list."""

    ranked: int
    nearly: int


def get_list_sizes(side: str) -> ListSizes:
    ranked = settings.MATCHES_PER_CHALLENGE if side == CHALLENGE else settings.MATCHES_PER_COMPANY
    return ListSizes(ranked, NEARLY)


def get_owner_ids(side: str, entries: ListEntries) -> NDArray[np.int64]:
    """Return the ids of the challenges or companies whose lists these are."""
    return entries.challenge_ids if side == CHALLENGE else entries.company_ids


class ListEnds(NamedTuple):
    """Where the lists of a side end: `ids` sorted, `(n,)`, and their `ranked` and `nearly` ends."""

    side: str
    ids: NDArray[np.int64]
    ranked: NDArray[np.int64]
    nearly: NDArray[np.int64]

    def select_possible(self, entries: ListEntries) -> ListEntries:
        """Return the entries that may find a place in their list: it has free places, or does not end better."""
        entries = entries.select(np.isin(get_owner_ids(self.side, entries), self.ids))
        at = np.searchsorted(self.ids, get_owner_ids(self.side, entries))
        return entries.select(entries.rank_keys >= np.where(entries.is_near_miss, self.nearly[at], self.ranked[at]))


def load_list_ends(side: str) -> ListEnds:
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {side}_id, ranked_end, nearly_end FROM challenges_matched{side} ORDER BY 1"  # noqa: S608
        )
        return ListEnds(side, *np.array(cursor.fetchall(), np.int64).reshape(-1, 3).T)


# Changes: lists that are stored whole, and lists of others that a change touches.


def replace_lists(
    side: str,
    ids: Collection[int],
    entries: ListEntries,
    versions: Versions,
    model_version: int,
    owners: Mapping[int, int],
) -> None:
    """Store these as the whole lists of these ids, and record that `owners` are matched at these revisions.

    `ids` may also name those that no longer take part in matching: they have no entries.
    """
    with _stage_lists(side, entries, versions) as cursor:
        cursor.execute(_REPLACE.format(side=side, other=OTHER[side], scope=side), {"ids": list(ids)})
        _record_matched(cursor, side, model_version, owners, table="fresh")


def update_lists(side: str, entries: ListEntries, versions: Versions, changed: Collection[int]) -> set[int]:
    """Bring the lists of this side up to date after some of the other side changed; return whose lists are unsure.

    `changed`: the ids of those others, also of those that are gone. `entries`: of those others as they are now, at
    least all that find a place. Unsure lists have to be computed again.
    """
    names = {"side": side, "other": OTHER[side]}
    with _stage_lists(side, entries, versions) as cursor:
        cursor.execute(_FIND_MOVES.format(**names), {"changed": list(changed)})
        cursor.execute(_REPLACE.format(**names, scope=OTHER[side]), {"ids": list(changed)})
        cursor.execute("ANALYZE moves")
        cursor.execute(_TRIM.format(**names))
        cursor.execute("SELECT DISTINCT owner FROM moves WHERE is_unsure")
        unsure = {id_ for (id_,) in cursor.fetchall()}
        cursor.execute("DROP TABLE moves, last")
    return unsure


def delete_matched(side: str, ids: Collection[int]) -> None:
    """Forget that these have been matched: they no longer take part in matching."""
    with connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM challenges_matched{side} WHERE {side}_id = ANY(%s)", [list(ids)])  # noqa: S608


# Everything: first the companies of each batch, then the lists of the challenges.


def store_company_batch(
    ids: Collection[int],
    candidates: ListEntries,
    lists: ListEntries,
    model_version: int,
    challenges: Mapping[int, int],
    companies: Mapping[int, int],
) -> None:
    """Store the whole lists of these companies, and which pairs are candidates for lists of challenges.

    `challenges`, `companies`: the revision by id of those that took part. Lists of challenges stay as they are.
    """
    list_pairs, candidate_pairs = _number_pairs(lists), _number_pairs(candidates)
    entries = concatenate_entries([lists, candidates.select(~np.isin(candidate_pairs, list_pairs))])
    flags = {
        "in_challenge_top": np.zeros(len(entries), bool),
        "in_company_top": np.arange(len(entries)) < len(lists),
        "is_candidate": np.isin(_number_pairs(entries), candidate_pairs),
    }
    with _stage(entries, flags, {CHALLENGE: challenges, COMPANY: companies}) as cursor:
        cursor.execute(_STORE_COMPANIES, {"ids": list(ids)})
        _record_matched(cursor, COMPANY, model_version, companies, table="fresh")


def _number_pairs(entries: ListEntries) -> NDArray[np.int64]:
    """Return a number for each pair, for comparison."""
    return entries.challenge_ids << 32 | entries.company_ids


def store_challenge_lists(planned: Mapping[int, int], model_version: int) -> None:
    """Make the best candidates the lists of these challenges, and record that they are matched at these revisions."""
    existing = set(Challenge.objects.filter(pk__in=planned).values_list("pk", flat=True))
    owners = {id_: version for id_, version in planned.items() if id_ in existing}
    with connection.cursor() as cursor:
        cursor.execute(_CHOOSE_CANDIDATES, {"ids": list(planned), **get_list_sizes(CHALLENGE)._asdict()})
        _record_matched(cursor, CHALLENGE, model_version, owners, table="considered")
        cursor.execute("DROP TABLE considered")


# Staging.


@contextmanager
def _stage_lists(side: str, entries: ListEntries, versions: Versions) -> Iterator[CursorWrapper]:
    """Stage entries of lists of one side."""
    flags = {f"in_{each}_top": np.full(len(entries), each == side) for each in SIDES}
    with _stage(entries, flags, versions) as cursor:
        yield cursor


@contextmanager
def _stage(entries: ListEntries, flags: Columns, versions: Versions) -> Iterator[CursorWrapper]:
    """Hold the entries in the table `fresh` for the duration of a `with` block."""
    revisions = {f"{side}_version": _look_up(get_owner_ids(side, entries), versions[side]) for side in SIDES}
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE fresh (LIKE challenges_match INCLUDING DEFAULTS) ON COMMIT DROP")
        cursor.execute("ALTER TABLE fresh ALTER id DROP NOT NULL")
        copy_entries(cursor, "fresh", entries, flags, revisions)
        cursor.execute("ANALYZE fresh")
        yield cursor
        cursor.execute("DROP TABLE fresh")


def _look_up(ids: NDArray[np.int64], versions: Mapping[int, int]) -> NDArray[np.int64]:
    """Return the version of each id, `(n,)`."""
    known = np.array(sorted(versions.items()), np.int64).reshape(-1, 2)
    return known[np.searchsorted(known[:, 0], ids), 1] if len(ids) else ids


def _record_matched(
    cursor: CursorWrapper, side: str, model_version: int, owners: Mapping[int, int], *, table: str
) -> None:
    """Record at which revision and with which model version these were matched, and where their lists end.

    `table`: holds their whole lists.
    """
    cursor.execute(
        _RECORD.format(side=side, table=table),
        {
            "ids": list(owners),
            "versions": list(owners.values()),
            "fit": model_version,
            "now": timezone.now(),
            **get_list_sizes(side)._asdict(),
        },
    )


# PostgreSQL's binary format. Source: its manual, COPY, "Binary Format": a row is the number of its columns, then for
# each column its length in bytes (-1 for null) and its bytes, the most significant one first.

_HEADER, _TRAILER = b"PGCOPY\n\xff\r\n\0" + bytes(8), b"\xff\xff"
_INT2, _INT4, _INT8, _BOOL = ">i2", ">i4", ">i8", "i1"
_ROWS_AT_ONCE = 50_000


def copy_entries(cursor: CursorWrapper, table: str, entries: ListEntries, flags: Columns, revisions: Columns) -> None:
    """Copy entries into a table, with columns of flags and revisions beside them, by name."""
    parts = {name: part for name, part in entries.score.items() if name != "similarity"}
    columns: dict[str, tuple[NDArray, str]] = {
        "challenge_id": (entries.challenge_ids, _INT8),
        "company_id": (entries.company_ids, _INT8),
        "similarity": (entries.score["similarity"], _INT8),
        **{name: (part, _INT2) for name, part in parts.items()},
        "total": (entries.total, _INT2),
        **{name: (flag, _BOOL) for name, flag in flags.items()},
        **{name: (revision, _INT8) for name, revision in revisions.items()},
    }
    names = ", ".join((*columns, "failed_rule", "failed_technology_id"))
    with cursor.copy(f"COPY {table} ({names}) FROM STDIN (FORMAT BINARY)") as copy:
        copy.write(_HEADER)
        for rows in _group_rows_by_rule(entries.rule):
            of_rule = [(column[rows], kind) for column, kind in columns.values()]
            copy.write(_pack_rows(of_rule, int(entries.rule[rows[0]]), entries.technology[rows]))
        copy.write(_TRAILER)


def _group_rows_by_rule(rules: NDArray[np.int64]) -> Iterable[NDArray[np.int64]]:
    """Yield the rows of one rule at a time: they have one length in bytes, so that numpy can write them at once."""
    for rule in np.unique(rules):
        rows = np.nonzero(rules == rule)[0]
        yield from (rows[start : start + _ROWS_AT_ONCE] for start in range(0, len(rows), _ROWS_AT_ONCE))


def _pack_rows(columns: list[tuple[NDArray, str]], rule: int, technology: NDArray[np.int64]) -> bytes:
    name = b"" if rule == NONE else NAMES[rule].encode()
    fields: list[tuple[NDArray | int | bytes, str]] = [(len(columns) + 2, _INT2)]
    for column, kind in columns:
        fields += [(np.dtype(kind).itemsize, _INT4), (column, kind)]
    fields += [(len(name), _INT4), *([(name, f"S{len(name)}")] if name else [])]
    has_technology = bool(technology[0] != NONE)
    fields += [(8, _INT4), (technology, _INT8)] if has_technology else [(-1, _INT4)]
    packed = np.empty(len(technology), [(f"f{at}", kind) for at, (_value, kind) in enumerate(fields)])
    for at, (value, _kind) in enumerate(fields):
        packed[f"f{at}"] = value
    return packed.tobytes()


# SQL. Names in braces are filled in by `format`: `side` is the side whose lists these are, `other` the other one.


def _build_upsert(*columns: str, kept: Collection[str] = ()) -> str:
    """Return SQL that writes these columns of `fresh` where one of them differs; `kept`: written only for new rows."""
    names = ", ".join((*PAIR, *kept, *columns))
    changed = ", ".join(f"{name} = excluded.{name}" for name in columns)
    before, after = (", ".join(f"{row}.{name}" for name in columns) for row in ("challenges_match", "excluded"))
    return f"""
INSERT INTO challenges_match ({names}) SELECT {names} FROM fresh
ON CONFLICT (challenge_id, company_id) DO UPDATE SET {changed} WHERE ({before}) IS DISTINCT FROM ({after})
"""  # noqa: S608 (the names are those of columns, above)


_IN_FRESH = "(SELECT FROM fresh WHERE (fresh.challenge_id, fresh.company_id) = (kept.challenge_id, kept.company_id))"

# `fresh` takes the place of the entries of the side's lists that belong to these ids: of `scope`, either side. A pair
# that is in no list is deleted.
_REPLACE = f"""
DELETE FROM challenges_match kept
WHERE {{scope}}_id = ANY(%(ids)s) AND in_{{side}}_top AND NOT in_{{other}}_top AND NOT EXISTS {_IN_FRESH};
UPDATE challenges_match kept SET in_{{side}}_top = FALSE
WHERE {{scope}}_id = ANY(%(ids)s) AND in_{{side}}_top AND NOT EXISTS {_IN_FRESH};
{_build_upsert(*POINTS, "in_{side}_top", kept=["in_{other}_top"])}
"""  # noqa: S608

_RECORD = f"""
INSERT INTO challenges_matched{{side}} ({{side}}_id, version, fit_id, matched_at, ranked_end, nearly_end)
SELECT given.id, given.version, %(fit)s, %(now)s,
    CASE WHEN ranked = %(ranked)s THEN last_ranked ELSE coalesce(ranked, 0) - %(ranked)s END,
    CASE WHEN nearly = %(nearly)s THEN last_nearly ELSE coalesce(nearly, 0) - %(nearly)s END
FROM unnest(%(ids)s::bigint[], %(versions)s::bigint[]) AS given (id, version) LEFT JOIN (
    SELECT {{side}}_id AS id,
        count(*) FILTER (WHERE failed_rule = '') AS ranked, count(*) FILTER (WHERE failed_rule <> '') AS nearly,
        min({RANK_KEY}) FILTER (WHERE failed_rule = '') AS last_ranked,
        min({RANK_KEY}) FILTER (WHERE failed_rule <> '') AS last_nearly
    FROM {{table}} WHERE in_{{side}}_top GROUP BY 1
) AS list USING (id)
ON CONFLICT ({{side}}_id) DO UPDATE SET version = excluded.version, fit_id = excluded.fit_id,
    matched_at = excluded.matched_at, ranked_end = excluded.ranked_end, nearly_end = excluded.nearly_end
"""  # noqa: S608

# `surplus`: how many entries a list has too many; below zero, its free places. An entry that ties with the last place
# is certain only where that same pair was in the list before; otherwise other pairs may rank between them.
_FIND_MOVES = f"""
CREATE TEMP TABLE moves ON COMMIT DROP AS
SELECT owner, is_ranked, count(entered) - count(lost) - greatest(0, -ended) AS surplus,
    ended >= 0 AND count(*) FILTER (WHERE entered > ended OR entered = lost) < count(lost) AS is_unsure
FROM (
    SELECT {{side}}_id AS owner, is_ranked, entered, lost
    FROM (SELECT {{side}}_id, {{other}}_id, failed_rule = '' AS is_ranked, {RANK_KEY} AS entered FROM fresh) AS come
    FULL JOIN (
        SELECT {{side}}_id, {{other}}_id, failed_rule = '' AS is_ranked, {RANK_KEY} AS lost FROM challenges_match
        WHERE {{other}}_id = ANY(%(changed)s) AND in_{{side}}_top
    ) AS gone USING ({{side}}_id, {{other}}_id, is_ranked)
) AS pair CROSS JOIN LATERAL (
    SELECT CASE WHEN is_ranked THEN ranked_end ELSE nearly_end END AS ended
    FROM challenges_matched{{side}} WHERE {{side}}_id = owner
) AS list
GROUP BY owner, is_ranked, ended
"""  # noqa: S608

# Drops the surplus of each list that is sure, and updates its end. Rows are named by arrays, because for a join
# PostgreSQL would read all matches rather than look up 20,000 of them.
_TRIM = f"""
CREATE TEMP TABLE last ON COMMIT DROP AS
SELECT owner, is_ranked, id, rank_key, place > surplus AS stays, is_shared
FROM moves CROSS JOIN LATERAL (
    SELECT id, {RANK_KEY} AS rank_key, in_{{other}}_top AS is_shared,
        row_number() OVER (ORDER BY total, similarity, {{other}}_id DESC) AS place
    FROM challenges_match
    WHERE {{side}}_id = owner AND in_{{side}}_top AND (failed_rule = '') = is_ranked
    ORDER BY total, similarity, {{other}}_id DESC LIMIT surplus + 1
) AS entry
WHERE surplus >= 0 AND NOT is_unsure;
DELETE FROM challenges_match WHERE id = ANY(ARRAY(SELECT id FROM last WHERE NOT stays AND NOT is_shared));
UPDATE challenges_match SET in_{{side}}_top = FALSE
WHERE id = ANY(ARRAY(SELECT id FROM last WHERE NOT stays AND is_shared));
ANALYZE last;
UPDATE challenges_matched{{side}} AS matched
SET ranked_end = coalesce(ranked, ranked_end), nearly_end = coalesce(nearly, nearly_end)
FROM (
    SELECT owner, max(ended) FILTER (WHERE is_ranked) AS ranked, max(ended) FILTER (WHERE NOT is_ranked) AS nearly
    FROM (
        SELECT owner, is_ranked, surplus AS ended FROM moves WHERE surplus < 0
        UNION ALL SELECT owner, is_ranked, rank_key FROM last WHERE stays
    ) AS place GROUP BY owner
) AS list WHERE matched.{{side}}_id = owner
"""  # noqa: S608

# The lists of the companies of a batch, whole, and the candidates among them.
_STORE_COMPANIES = f"""
DELETE FROM challenges_match kept WHERE company_id = ANY(%(ids)s) AND NOT in_challenge_top AND NOT EXISTS {_IN_FRESH};
UPDATE challenges_match kept SET in_company_top = FALSE, is_candidate = FALSE
WHERE company_id = ANY(%(ids)s) AND (in_company_top OR is_candidate) AND NOT EXISTS {_IN_FRESH};
{_build_upsert(*POINTS, "in_company_top", "is_candidate", kept=["in_challenge_top"])}
"""  # noqa: S608

# The best candidates of a challenge become its list, in the order of Match.of_challenge.
_CHOOSE_CANDIDATES = """
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
