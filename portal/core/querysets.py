from typing import Self, TypeVar

from django.db import models

Row = TypeVar("Row", bound=models.Model)


class LockableQuerySet(models.QuerySet[Row]):
    def lock(self, *, skip_locked: bool = False) -> Self:
        """Lock the rows until the transaction ends, so that writers queue instead of colliding.

        The key stays unlocked: rows that only point to a locked one, such as matches, can still be written.
        skip_locked: leave out what somebody else holds, for work that is found again the next time.
        """
        return self.select_for_update(of=("self",), no_key=True, skip_locked=skip_locked)
