"""What querysets of several subjects share."""

from typing import Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class LockableQuerySet(models.QuerySet[Row]):
    def lock(self) -> Self:
        """Lock the rows until the transaction ends, so that two writers queue instead of colliding.

        Their keys are not locked: others may still write rows that point to them, or the two could wait for each other.
        Joined rows are not locked either.
        """
        return self.select_for_update(of=("self",), no_key=True)
