from portal.views.errors import bad_request, page_not_found, permission_denied, server_error
from portal.views.my_data import my_data, my_data_unlock
from portal.views.notifications import (
    mail_log,
    notification_list,
    notification_preferences,
    notification_read,
    unsubscribe,
)
from portal.views.pages import (
    accessibility,
    agreement_list,
    components,
    health_live,
    health_ready,
    my_start,
    privacy,
    technology_detail,
    technology_list,
)

__all__ = [
    "accessibility",
    "agreement_list",
    "bad_request",
    "components",
    "health_live",
    "health_ready",
    "mail_log",
    "my_data",
    "my_data_unlock",
    "my_start",
    "notification_list",
    "notification_preferences",
    "notification_read",
    "page_not_found",
    "permission_denied",
    "privacy",
    "server_error",
    "technology_detail",
    "technology_list",
    "unsubscribe",
]
