"""What may be told of counts to who may not see the things that they count. docs/adr/0023 says why this is safe."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

STEP = 5
Cell = TypeVar("Cell", bound=Hashable)


def suppress_small_counts(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """ "At least so many" of each cell, in steps of five; a cell under five is left out, as if it were empty.

    Each cell is told by itself alone: whoever knows all that is told knows of a cell one of five numbers, 0 to 4, 5 to
    9 and so on, and never which. That holds while nothing else is told of these counts: no total, and no cell that
    is part of another.
    """
    return {cell: count - count % STEP for cell, count in counts.items() if count >= STEP}
