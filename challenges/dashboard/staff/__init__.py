"""The desk of a ROM: one list of everything that waits for its staff, and counters that are that list, by kind."""

from challenges.dashboard.staff.items import DashboardItem, ItemKind
from challenges.dashboard.staff.pages import FIND, count_items_by_kind, list_dashboard_items

__all__ = ["FIND", "DashboardItem", "ItemKind", "count_items_by_kind", "list_dashboard_items"]
