from django.apps import AppConfig
from django.contrib.admin import apps as admin
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "portal"
    verbose_name = _("Portal")

    def ready(self) -> None:
        from portal import celery, tasks  # noqa: F401  (a web process queues tasks too)
        from portal.core import checks  # noqa: F401  (registers the system checks)


class AdminConfig(admin.AdminConfig):
    """Django's admin with our own site."""

    default = False
    default_site = "portal.administration.site.PortalAdminSite"
