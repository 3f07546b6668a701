"""The admin of the ground floor, and of the audit trail of all apps."""

from portal.admin import keeping, region, technology, telling, user
from portal.admin.events import register_events

__all__ = ["keeping", "region", "technology", "telling", "user"]

register_events()
