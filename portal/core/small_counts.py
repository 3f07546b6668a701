"""Counts for readers who may not see the objects that are counted; docs/adr/0023 explains why this is safe."""

from collections.abc import Hashable, Mapping
from typing import TypeVar

STEP = 5
Cell = TypeVar("Cell", bound=Hashable)


def suppress_small_counts(counts: Mapping[Cell, int]) -> dict[Cell, int]:
    """Round the count of each cell down to a multiple of five, and leave a cell under five out, as if it were empty.

    A reader then knows five possible numbers for each cell (0 to 4, 5 to 9 and so on), and never which one is true.
    That holds only when nothing else about these counts is shown: no total, and no cell that is part of another one.
    """
    return {cell: count - count % STEP for cell, count in counts.items() if count >= STEP}
