"""Revision counters: database triggers raise one with every change that matters to matching.

A company and a challenge have a counter in a narrow table of its own, so that no wide row is rewritten for it. Triggers
raise it once per statement and owner, whether forms, the admin, an import or plain SQL made the change.
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
    """The counter of one owner; a subclass adds `owner`, a one-to-one field that is the primary key."""

    version = models.PositiveBigIntegerField(_("version"), default=1)

    class Meta:
        abstract = True


def build_revision_triggers(table: str, *, owner: str = "id", columns: Sequence[str]) -> list[pgtrigger.Trigger]:
    """Build triggers that raise the counter in `table` when a row is added or removed, or one of `columns` changes.

    owner: the column with the id of the owner; "id" for the owner itself, whose removal needs no count.
    """
    changed = " OR ".join(f"n.{column} IS DISTINCT FROM o.{column}" for column in columns)
    updated = f"n.{owner}, 1 FROM new_rows n JOIN old_rows o ON o.id = n.id WHERE {changed}"
    insert = _UPSERT.format(table=table, rows=f"{owner}, 1 FROM new_rows")
    update = _UPSERT.format(table=table, rows=updated)
    triggers = [
        _build_count_trigger("insert", pgtrigger.Insert, insert, new="new_rows"),
        _build_count_trigger("update", pgtrigger.Update, update, new="new_rows", old="old_rows"),
    ]
    if owner != "id":
        delete = _RAISE.format(table=table, owner=owner)
        triggers.append(_build_count_trigger("delete", pgtrigger.Delete, delete, old="old_rows"))
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
