"""The time slots of a session with the breaks between them, as part of its programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from challenges.models import Slot

SHORTEST_BREAK = timedelta(minutes=10)  # what is shorter is the walk to the next table


@dataclass(frozen=True)
class Line:
    starts_at: datetime
    ends_at: datetime
    number: int | None  # None: a break

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def lines_of(slots: Iterable[Slot]) -> list[Line]:
    """In the order of the day; a gap of at least ten minutes between two slots is a break."""
    found: list[Line] = []
    for number, slot in enumerate(sorted(slots, key=lambda slot: slot.starts_at), 1):
        if found and slot.starts_at - found[-1].ends_at >= SHORTEST_BREAK:
            found.append(Line(found[-1].ends_at, slot.starts_at, None))
        found.append(Line(slot.starts_at, slot.ends_at, number))
    return found
