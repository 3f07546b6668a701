from portal.accounts.models import Consent, User
from portal.notifications.models import Notification, NotificationPreference
from portal.notifications.outbox_models import OutboxMail
from portal.privacy.models import Erasure, RetentionRun
from portal.regions.models import ROM, Agreement, Province, Signatory
from portal.technologies.models import FocusArea, LoadedEntry, Technology, TechnologyTerm

__all__ = [
    "ROM",
    "Agreement",
    "Consent",
    "Erasure",
    "FocusArea",
    "LoadedEntry",
    "Notification",
    "NotificationPreference",
    "OutboxMail",
    "Province",
    "RetentionRun",
    "Signatory",
    "Technology",
    "TechnologyTerm",
    "User",
]
