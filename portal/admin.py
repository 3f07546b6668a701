"""Register the admin of every subject, and of the audit trail of all apps."""

import portal.accounts.admin
import portal.notifications.admin
import portal.privacy.admin
import portal.regions.admin
import portal.technologies.admin
from portal.administration.events import register_event_admins

register_event_admins()
