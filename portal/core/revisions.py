"""Revision counters kept by the database: every change that matters to matching raises one, whoever made it.

A company and a challenge have a counter in a narrow table of its own. Triggers raise it once per statement and owner,
so forms, the admin, imports and plain SQL all count, and a wide row is never rewritten for it.
"""

from collections.abc import Sequence

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

_UPSERT = """
INSERT INTO {table} (owner_id, version) SELECT DISTINCT {rows}
ON CONFLICT (owner_id) DO UPDATE SET version = {table}.version + 1;
RETURN NULL;
"""
_RAISE = """
UPDATE {table} SET version = version + 1 WHERE owner_id IN (SELECT {owner} FROM old_rows);
RETURN NULL;
"""


class Revision(models.Model):
    """The counter of one owner; the subclass adds `owner`, a one-to-one primary key."""

    version = models.PositiveBigIntegerField(_("version"), default=1)

    class Meta:
        abstract = True


def build_revision_triggers(table: str, *, owner: str = "id", columns: Sequence[str]) -> list[pgtrigger.Trigger]:
    """Triggers that raise the counter in `table` when a row is added or removed, or when one of `columns` changes.

    owner: the column that holds the owner's id; "id" for the owner itself, whose removal needs no count.
    """
    changed = " OR ".join(f"n.{column} IS DISTINCT FROM o.{column}" for column in columns)
    updated = f"n.{owner}, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE {changed}"
    triggers = [
        _build_count_trigger(
            "insert",
            pgtrigger.Insert,
            _UPSERT.format(table=table, rows=f"{owner}, 1 FROM new_rows"),
            new="new_rows",
        ),
        _build_count_trigger(
            "update",
            pgtrigger.Update,
            _UPSERT.format(table=table, rows=updated),
            new="new_rows",
            old="old_rows",
        ),
    ]
    if owner != "id":
        triggers.append(
            _build_count_trigger(
                "delete",
                pgtrigger.Delete,
                _RAISE.format(table=table, owner=owner),
                old="old_rows",
            )
        )
    return triggers


def _build_count_trigger(verb: str, operation: pgtrigger.Operation, func: str, **rows: str) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name=f"count_{verb}",
        level=pgtrigger.Statement,
        when=pgtrigger.After,
        operation=operation,
        referencing=pgtrigger.Referencing(**rows),
        func=func,
    )
