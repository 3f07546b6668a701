from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """Return the time of PostgreSQL's clock at this moment, which is not the start of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row: tuple[datetime] = cursor.fetchone()
        return row[0]
