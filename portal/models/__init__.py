from portal.models.keeping import Consent, Erasure, RetentionRun
from portal.models.loaded import LoadedEntry
from portal.models.notification import Notification, NotificationPreference
from portal.models.outbox import OutboxMail
from portal.models.region import ROM, Agreement, Province, Signatory
from portal.models.technology import FocusArea, Technology, TechnologyTerm
from portal.models.user import User

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
