"""The quarters of the year, in the time zone of Amsterdam."""

import re
from datetime import datetime
from typing import NamedTuple, Self

from django.utils.translation import gettext as _

from portal.ui.dates import AMSTERDAM, to_local_day


class Quarter(NamedTuple):
    """A quarter; quarters compare in the order of time."""

    year: int
    number: int  # 1 to 4

    @classmethod
    def of(cls, moment: datetime) -> Self:
        on = to_local_day(moment)
        return cls(on.year, (on.month + 2) // 3)

    @classmethod
    def read(cls, text: str) -> Self | None:
        """Read the code of a quarter, such as "2026-4"; None for any other text."""
        found = re.fullmatch(r"(20\d\d)-([1-4])", text, re.ASCII)
        return cls(int(found[1]), int(found[2])) if found else None

    @property
    def code(self) -> str:
        return f"{self.year}-{self.number}"

    @property
    def begins(self) -> datetime:
        return datetime(self.year, 3 * self.number - 2, 1, tzinfo=AMSTERDAM)

    @property
    def ends(self) -> datetime:
        """Return the time at which the next quarter begins."""
        return self.after().begins

    def after(self) -> Self:
        return type(self)(self.year + self.number // 4, self.number % 4 + 1)

    def before(self) -> Self:
        return type(self)(self.year - (self.number == 1), (self.number - 2) % 4 + 1)

    def __str__(self) -> str:
        return _("quarter %(number)d of %(year)d") % {"number": self.number, "year": self.year}
