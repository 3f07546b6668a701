"""The examples were decided upon before anything was matched: afterwards each gets the points that it has then."""

from django.db import connection

from challenges.posting.triggers import KEEP_JUDGED

_PAIRS = """(
    SELECT challenge_id, company_id FROM challenges_decision
    UNION SELECT challenge_id, company_id FROM challenges_introduction
)"""


def load_demo_judgements() -> None:
    """Once: what people judged since is kept as it was."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM challenges_judgement)")
        if not cursor.fetchone()[0]:
            cursor.execute(KEEP_JUDGED.format(pair=_PAIRS))
