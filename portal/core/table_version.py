"""The version of tables: one quick query shows whether their contents changed since something was built from them."""

from django.db import connection, models

TableVersion = tuple[tuple[int, int | None], ...]


def read_table_version(*tables: type[models.Model]) -> TableVersion:
    """Return the number of rows of each table and a hash of their contents."""
    row_hashes = "SELECT {place}, count(*), sum(hash_record_extended(rows, 0)) FROM {table} rows"
    parts = [
        row_hashes.format(place=place, table=connection.ops.quote_name(table._meta.db_table))
        for place, table in enumerate(tables)
    ]
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(parts))
        return tuple(row[1:] for row in sorted(cursor.fetchall()))
