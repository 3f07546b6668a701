"""Sets of ids as the bits of one number: what two have in common is found, and counted, in a microsecond."""

from collections import defaultdict
from collections.abc import Hashable, Iterable

import numpy as np

Bits = int


def pack_bits(ids: Iterable[int]) -> Bits:
    """Ids as the database gives them: whole, and not below zero."""
    places = np.fromiter(ids, dtype=np.int64)
    if not len(places):
        return 0
    flags = np.zeros(int(places.max()) + 1, dtype=bool)
    flags[places] = True
    return int.from_bytes(np.packbits(flags, bitorder="little").tobytes(), "little")


def group_bits_by_value(values: Iterable[Hashable], ids: Iterable[int]) -> dict[Hashable, Bits]:
    """values: one for each id."""
    found: dict[Hashable, Bits] = defaultdict(int)
    for value, each in zip(values, ids, strict=True):
        found[value] |= 1 << each
    return found


def group_bits_by_values(values: Iterable[Iterable[Hashable]], ids: Iterable[int]) -> dict[Hashable, Bits]:
    """values: several for each id."""
    found: dict[Hashable, Bits] = defaultdict(int)
    for several, each in zip(values, ids, strict=True):
        for value in several:
            found[value] |= 1 << each
    return found
