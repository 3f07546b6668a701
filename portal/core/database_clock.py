from datetime import datetime

from django.db import connection


def database_now() -> datetime:
    """What time PostgreSQL has at this moment, and not when its transaction began."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        row: tuple[datetime] = cursor.fetchone()
        return row[0]
