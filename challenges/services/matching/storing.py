"""The kept lists in the database: read, and replaced whole, in few statements."""

from collections.abc import Collection, Mapping
from typing import NamedTuple

from django.conf import settings
from django.db import connection

from challenges.matching import Score
from challenges.models import Match
from challenges.services.matching.lists import Entry, Lists
from challenges.services.matching.standing import STANDING

CHALLENGE, COMPANY = "challenge", "company"  # the owner of a list
NEARLY = 20  # near misses kept per list
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


class Sizes(NamedTuple):
    """How many places are kept in an owner's list, and how many near misses."""

    ranked: int
    nearly: int


def sizes(owner: str) -> Sizes:
    ranked = settings.MATCHES_PER_CHALLENGE if owner == CHALLENGE else settings.MATCHES_PER_COMPANY
    return Sizes(ranked, NEARLY)


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
        cursor.execute(FRESH)
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


_SET = ", ".join(f"{column} = excluded.{column}" for column in COLUMNS[2:] if not column.startswith("in_"))
_SAME = ", ".join(f"challenges_match.{column}" for column in COLUMNS[2:])
_NEW = ", ".join(f"excluded.{column}" for column in COLUMNS[2:])
FRESH = """
CREATE TEMP TABLE fresh (LIKE challenges_match INCLUDING DEFAULTS) ON COMMIT DROP;
ALTER TABLE fresh ALTER id DROP NOT NULL
"""
_IN_FRESH = "(SELECT FROM fresh WHERE (fresh.challenge_id, fresh.company_id) = (kept.challenge_id, kept.company_id))"
# A row that stands as it stood is not written again: most of a run's rows are such rows.
_REPLACE = f"""
DELETE FROM challenges_match kept
WHERE challenge_id = ANY(%(challenges)s) AND in_challenge_top AND NOT in_company_top AND NOT EXISTS {_IN_FRESH};
DELETE FROM challenges_match kept
WHERE company_id = ANY(%(companies)s) AND in_company_top AND NOT in_challenge_top AND NOT EXISTS {_IN_FRESH};
DELETE FROM challenges_match kept
WHERE company_id = ANY(%(companies)s) AND challenge_id = ANY(%(challenges)s) AND NOT EXISTS {_IN_FRESH};
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
WHERE ({_SAME}) IS DISTINCT FROM ({_NEW})
"""  # noqa: S608 (the names are those of COLUMNS, above)
_ANEW = [column for column in (*COLUMNS[2:], "is_candidate") if column != "in_challenge_top"]
# A piece of a refresh: all lists of its companies, and the candidates for the challenges' lists among them. Those lists
# stay as they are until their own turn comes.
STORE = f"""
DELETE FROM challenges_match kept WHERE company_id = ANY(%(ids)s) AND NOT in_challenge_top AND NOT EXISTS {_IN_FRESH};
UPDATE challenges_match kept SET in_company_top = FALSE, is_candidate = FALSE
WHERE company_id = ANY(%(ids)s) AND (in_company_top OR is_candidate) AND NOT EXISTS {_IN_FRESH};
INSERT INTO challenges_match (challenge_id, company_id, in_challenge_top, {", ".join(_ANEW)})
SELECT challenge_id, company_id, in_challenge_top, {", ".join(_ANEW)} FROM fresh
ON CONFLICT (challenge_id, company_id) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _ANEW)}
WHERE ({", ".join(f"challenges_match.{name}" for name in _ANEW)})
    IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in _ANEW)})
"""  # noqa: S608
# The best candidates become the list; the places in it are counted as Match.of_challenge orders them.
CHOOSE = f"""
CREATE TEMP TABLE chosen ON COMMIT DROP AS
SELECT id, challenge_id, failed_rule = '' AS is_ranked, {STANDING} AS standing, row_number() OVER (
    PARTITION BY challenge_id, failed_rule = '' ORDER BY total DESC, similarity DESC, company_id) AS place
FROM challenges_match WHERE challenge_id = ANY(%(ids)s) AND is_candidate;
DELETE FROM chosen WHERE place > CASE WHEN is_ranked THEN %(ranked)s ELSE %(nearly)s END;
CREATE TEMP TABLE chosen_ends ON COMMIT DROP AS
SELECT challenge_id, min(standing) FILTER (WHERE is_ranked AND place = %(ranked)s) AS ranked_end,
    min(standing) FILTER (WHERE NOT is_ranked AND place = %(nearly)s) AS nearly_end
FROM chosen GROUP BY challenge_id;
ANALYZE chosen;
DELETE FROM challenges_match kept WHERE challenge_id = ANY(%(ids)s) AND NOT in_company_top
AND NOT EXISTS (SELECT FROM chosen WHERE chosen.id = kept.id);
UPDATE challenges_match kept SET in_challenge_top = FALSE
WHERE challenge_id = ANY(%(ids)s) AND in_challenge_top
AND NOT EXISTS (SELECT FROM chosen WHERE chosen.id = kept.id);
UPDATE challenges_match kept SET in_challenge_top = TRUE
FROM chosen WHERE chosen.id = kept.id AND NOT kept.in_challenge_top
"""  # noqa: S608
