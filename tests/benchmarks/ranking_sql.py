"""The technology part alone in PostgreSQL: what each requirement can bring times how close a company comes, summed, and
the best of each challenge.

The tables hold what the engine has worked out: near technologies are spelled out, weights hold rarity. Two ways of
asking, one challenge at a time and many by LATERAL; the faster one counts.
"""

import time

import psycopg

from challenges.matching.engine.tables import ChallengeTable, CompanyTable

SAMPLE = 50  # challenges


def in_sql(url: str, wanted: ChallengeTable, offered: CompanyTable, best: int) -> list[float]:
    """Seconds for each challenge of a sample."""
    with psycopg.connect(url, autocommit=True) as connection:
        _fill(connection, wanted, offered)
        ids = wanted.ids[:: max(1, len(wanted) // SAMPLE)][:SAMPLE]
        singly = min((_singly(connection, ids, best) for _round in range(2)), key=sum)
        together = min(_together(connection, ids, best) for _round in range(2))
    print(f"  one at a time {sum(singly):.3f} s, by LATERAL {together:.3f} s for {len(ids)} challenges")
    return singly if sum(singly) < together else [together / len(ids)] * len(ids)


def _fill(connection: psycopg.Connection, wanted: ChallengeTable, offered: CompanyTable) -> None:
    connection.execute("CREATE TABLE asked (challenge int, technology int, worth bigint)")
    connection.execute("CREATE TABLE told (technology int, company int, close int)")
    with connection.cursor().copy("COPY asked FROM STDIN") as copy:
        for row, worths in zip(wanted.rows, wanted.worth, strict=True):
            for each, worth in zip(row.requirements, worths, strict=True):
                copy.write_row((row.id, each.technology_id, worth))
    told = [(technology, row.id, close) for row in offered.rows for technology, close in row.closeness.items()]
    with connection.cursor().copy("COPY told FROM STDIN") as copy:
        for entry in sorted(told):  # as CLUSTER would have it
            copy.write_row(entry)
    connection.execute("CREATE INDEX ON asked (challenge) INCLUDE (technology, worth)")
    connection.execute("CREATE INDEX ON told (technology) INCLUDE (company, close)")
    connection.execute("VACUUM ANALYZE")
    connection.execute("SET work_mem = '512MB'")


def _singly(connection: psycopg.Connection, ids: list, best: int) -> list[float]:
    took = []
    for each in ids:
        began = time.perf_counter()
        connection.execute(_ONE, [each, best]).fetchall()
        took.append(time.perf_counter() - began)
    return took


def _together(connection: psycopg.Connection, ids: list, best: int) -> float:
    began = time.perf_counter()
    connection.execute(_MANY, [ids, best]).fetchall()
    return time.perf_counter() - began


_ONE = """
SELECT company, sum(worth * close) AS points FROM asked JOIN told USING (technology)
WHERE challenge = %s GROUP BY company ORDER BY points DESC, company LIMIT %s
"""
_MANY = """
SELECT wanted.id, found.* FROM unnest(%s::int[]) AS wanted (id), LATERAL (
    SELECT company, sum(worth * close) AS points FROM asked JOIN told USING (technology)
    WHERE challenge = wanted.id GROUP BY company ORDER BY points DESC, company LIMIT %s
) AS found
"""
