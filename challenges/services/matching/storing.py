"""The kept lists in the database: read, and replaced whole, in few statements."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.db import connection

from challenges.matching import Score
from challenges.models import Match
from challenges.services.matching.lists import Entry, Lists

CHALLENGE, COMPANY = "challenge", "company"  # the owner of a list
COLUMNS = (
    *("challenge_id", "company_id", "technology", "text", "maturity", "region", "experience", "freshness"),
    *("total", "similarity"),
    *("failed_rule", "failed_technology_id", "in_challenge_top", "in_company_top"),
    *("challenge_version", "company_version"),
)
FIELDS = (
    *(
        "challenge_id",
        "company_id",
        "technology",
        "text",
        "maturity",
        "region",
        "experience",
        "freshness",
        "similarity",
    ),
    *("failed_rule", "failed_technology_id"),
)


class Place(NamedTuple):
    """How many entries a kept list has, and the points of the last one."""

    length: int
    total: int
    similarity: int


def kept_lists(owner: str, ids: Collection[int]) -> dict[int, Lists]:
    """The stored lists of these owners, in no order."""
    found = {id_: Lists([], []) for id_ in ids}
    rows = Match.objects.filter(**{f"in_{owner}_top": True, f"{owner}__in": ids})
    for challenge, company, *points, rule, technology in rows.values_list(*FIELDS):
        entry = Entry(challenge, company, Score(*points), rule, technology)
        lists = found[challenge if owner == CHALLENGE else company]
        (lists.nearly if rule else lists.ranked).append(entry)
    return found


def holders(owner: str, others: Collection[int]) -> set[int]:
    """The owners in whose kept list one of the others stands."""
    other = COMPANY if owner == CHALLENGE else CHALLENGE
    rows = Match.objects.filter(**{f"in_{owner}_top": True, f"{other}__in": others})
    return set(rows.values_list(f"{owner}_id", flat=True))


def last_places(owner: str, *, nearly: bool) -> dict[int, Place]:
    """Where each owner's kept list ends."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST_PLACES.format(owner=owner, operator="<>" if nearly else "="))
        return {id_: Place(*place) for id_, *place in cursor.fetchall()}


def replace_lists(
    challenge_lists: Mapping[int, Lists],
    company_lists: Mapping[int, Lists],
    challenge_versions: Mapping[int, int],
    company_versions: Mapping[int, int],
) -> None:
    """Put these lists in the place of the same owners' earlier ones; a pair that stands in no list is removed."""
    entries: dict[tuple[int, int], list] = {}
    for place, lists in enumerate((challenge_lists, company_lists)):
        for entry in (entry for each in lists.values() for entry in (*each.ranked, *each.nearly)):
            flags = entries.setdefault((entry.challenge, entry.company), [entry, False, False])
            flags[place + 1] = True
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE fresh (LIKE challenges_match) ON COMMIT DROP")
        cursor.execute("ALTER TABLE fresh ALTER id DROP NOT NULL")
        with cursor.copy(f"COPY fresh ({', '.join(COLUMNS)}) FROM STDIN") as copy:
            for (challenge, company), (entry, in_challenge, in_company) in entries.items():
                versions = challenge_versions[challenge], company_versions[company]
                copy.write_row((*_points(entry), in_challenge, in_company, *versions))
        cursor.execute("ANALYZE fresh")
        cursor.execute(_REPLACE, {"challenges": list(challenge_lists), "companies": list(company_lists)})
        cursor.execute("DROP TABLE fresh")


def _points(entry: Entry) -> tuple:
    score = entry.score
    parts = score.technology, score.text, score.maturity, score.region, score.experience, score.freshness
    return entry.challenge, entry.company, *parts, score.total, score.similarity, entry.rule, entry.technology


_LAST_PLACES = """
SELECT DISTINCT ON ({owner}_id) {owner}_id, count(*) OVER (PARTITION BY {owner}_id), total, similarity
FROM challenges_match WHERE in_{owner}_top AND failed_rule {operator} ''
ORDER BY {owner}_id, total, similarity
"""
_SET = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[2:] if not column.startswith("in_"))
_SAME = ", ".join(f"challenges_match.{column}" for column in COLUMNS[2:])
_NEW = ", ".join(f"excluded.{column}" for column in COLUMNS[2:])
# A row that stands as it stood is not written again: most of a run's rows are such rows.
_REPLACE = f"""
UPDATE challenges_match kept SET in_challenge_top = FALSE
WHERE in_challenge_top AND challenge_id = ANY(%(challenges)s) AND NOT EXISTS (
    SELECT FROM fresh WHERE (fresh.challenge_id, fresh.company_id) = (kept.challenge_id, kept.company_id)
    AND fresh.in_challenge_top);
UPDATE challenges_match kept SET in_company_top = FALSE
WHERE in_company_top AND company_id = ANY(%(companies)s) AND NOT EXISTS (
    SELECT FROM fresh WHERE (fresh.challenge_id, fresh.company_id) = (kept.challenge_id, kept.company_id)
    AND fresh.in_company_top);
INSERT INTO challenges_match ({", ".join(COLUMNS)}) SELECT {", ".join(COLUMNS)} FROM fresh
ON CONFLICT (challenge_id, company_id) DO UPDATE SET {_SET},
    in_challenge_top = challenges_match.in_challenge_top OR excluded.in_challenge_top,
    in_company_top = challenges_match.in_company_top OR excluded.in_company_top
WHERE ({_SAME}) IS DISTINCT FROM ({_NEW});
DELETE FROM challenges_match WHERE NOT in_challenge_top AND NOT in_company_top
"""  # noqa: S608 (the names are those of COLUMNS, above)
