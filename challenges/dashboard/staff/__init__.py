"""The desk of a ROM: one list of everything that waits for its staff, and counters that are that list, by kind."""

from challenges.dashboard.staff.items import Item, Kind
from challenges.dashboard.staff.pages import FIND, counters, items

__all__ = ["FIND", "Item", "Kind", "counters", "items"]
