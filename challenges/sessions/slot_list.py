"""The time slots of a session with the breaks between them, as part of its programme."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise

from django.utils import timezone

from challenges.sessions.models import ProgrammeItem
from challenges.sessions.slot_models import Slot

SHORTEST_BREAK = timedelta(minutes=10)  # what is shorter is the walk to the next table


@dataclass(frozen=True)
class SlotLine:
    starts_at: datetime
    ends_at: datetime
    number: int | None  # None: a break

    def has(self, at: time) -> bool:
        """Whether that time of the Dutch clock lies in it; its end does not."""
        return timezone.localtime(self.starts_at).time() <= at < timezone.localtime(self.ends_at).time()

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def build_slot_lines(slots: Iterable[Slot], programme: Iterable[ProgrammeItem] = ()) -> list[SlotLine]:
    """In the order of the day; a gap of at least ten minutes between two slots is a break, unless the programme says
    itself what happens then."""
    told = [item.starts_at for item in programme if item.starts_at]
    found: list[SlotLine] = []
    for number, slot in enumerate(sorted(slots, key=lambda slot: slot.starts_at), 1):
        if found and slot.starts_at - found[-1].ends_at >= SHORTEST_BREAK:
            gap = SlotLine(found[-1].ends_at, slot.starts_at, None)
            if not any(gap.has(at) for at in told):
                found.append(gap)
        found.append(SlotLine(slot.starts_at, slot.ends_at, number))
    return found


def has_overlapping_spans(spans: Iterable[tuple[datetime, datetime]]) -> bool:
    """Whether two of them overlap; what follows at once does not."""
    return any(later[0] < earlier[1] for earlier, later in pairwise(sorted(spans)))
