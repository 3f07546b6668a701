"""The desk of a ROM: one list of everything that waits for its staff, and counters that are that list, by kind."""

from challenges.presenters.desk.items import Item, Kind
from challenges.presenters.desk.page import FIND, counters, items

__all__ = ["FIND", "Item", "Kind", "counters", "items"]
