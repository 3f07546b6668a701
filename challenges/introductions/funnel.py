"""How far introductions come and how long that takes: counted by PostgreSQL, over those that a reader may see."""

from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from challenges.introductions.models import Introduction
from challenges.introductions.workflow import INTRODUCED_STATES, LADDER, IntroductionState

STAGES = (IntroductionState.ASKED, *INTRODUCED_STATES)

# rank: the place of a stage. An introduction that reached a rung reached those below it; results count by themselves.
# days: from the stage that was reached before to this one. Who met before they were introduced took no days to meet.
_SQL = """
WITH stages (state, rank) AS (VALUES {stages}),
scope AS (SELECT * FROM challenges_introduction WHERE id IN ({scope})),
events (introduction, state, day) AS (
    SELECT id, 'asked', (asked_at AT TIME ZONE 'Europe/Amsterdam')::date FROM scope
    UNION ALL
    SELECT id, 'introduced', (introduced_at AT TIME ZONE 'Europe/Amsterdam')::date FROM scope
     WHERE introduced_at IS NOT NULL
    UNION ALL
    SELECT step.introduction_id, step.state,
           greatest(step.happened_on, (scope.introduced_at AT TIME ZONE 'Europe/Amsterdam')::date)
      FROM challenges_introductionstep step JOIN scope ON scope.id = step.introduction_id
     WHERE step.happened_on IS NOT NULL AND step.what <> 'stop'
),
spans AS (
    SELECT introduction, state, rank,
           day - lag(day) OVER (PARTITION BY introduction ORDER BY day, rank) AS days
      FROM events JOIN stages USING (state)
),
furthest AS (SELECT introduction, max(rank) AS rank FROM spans GROUP BY introduction)
SELECT stages.state,
       CASE WHEN stages.rank > {top}
            THEN (SELECT count(*) FROM spans WHERE spans.state = stages.state)
            ELSE (SELECT count(*) FROM furthest WHERE furthest.rank >= stages.rank) END,
       (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY days) FROM spans WHERE spans.state = stages.state),
       (SELECT count(*) FROM scope WHERE scope.state = stages.state),
       (SELECT max((now() AT TIME ZONE 'Europe/Amsterdam')::date - (state_since AT TIME ZONE 'Europe/Amsterdam')::date)
          FROM scope WHERE scope.state = stages.state)
  FROM stages ORDER BY stages.rank
"""


@dataclass(frozen=True)
class FunnelStage:
    """reached: by how many, also those that went on. usual_days: the median from the stage before; None: nobody did.
    here: how many are in it now, the oldest since oldest_days."""

    state: IntroductionState
    reached: int
    usual_days: float | None
    here: int
    oldest_days: int | None


def compute_funnel(introductions: QuerySet[Introduction]) -> list[FunnelStage]:
    """One query. What ended without a yes counts as asked."""
    try:
        scope, params = introductions.order_by().values("pk").query.sql_with_params()
    except EmptyResultSet:
        scope, params = "NULL", ()
    stages = ", ".join(f"('{state}', {rank})" for rank, state in enumerate(STAGES))
    sql = _SQL.format(stages=stages, scope=scope, top=len(LADDER))
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows = cursor.fetchall()
    return [
        FunnelStage(IntroductionState(state), reached, usual, here, oldest)
        for state, reached, usual, here, oldest in rows
    ]
