"""The admin of the ground floor, and of the audit trail of all apps."""

from portal.admin import region, technology, telling, user
from portal.admin.events import register_events

__all__ = ["region", "technology", "telling", "user"]

register_events()
