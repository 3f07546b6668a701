"""Every address, below /nl/ and /en/; the other apps are named as strings, because portal imports neither."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal.health import health_live, health_ready
from portal.help.views import accessibility_page, contact_page, glossary_page, guide_detail, help_page
from portal.notifications.views import (
    mail_log,
    notification_list,
    notification_preferences,
    notification_read,
    unsubscribe_page,
)
from portal.privacy.views import my_data_page, my_data_unlock, privacy_page, privacy_register
from portal.regions.views import agreement_list
from portal.technologies.views import technology_detail, technology_list
from portal.ui.views import component_gallery, start_page

handler400 = "portal.core.error_views.bad_request"
handler403 = "portal.core.error_views.permission_denied"
handler404 = "portal.core.error_views.page_not_found"
handler500 = "portal.core.error_views.server_error"

urlpatterns = [
    path("health/live", health_live, name="health_live"),
    path("health/ready", health_ready, name="health_ready"),
    path("calendar/", include("challenges.urls_feeds")),
    *i18n_patterns(
        path("", include("challenges.urls")),
        path("", include("companies.urls")),
        path("start/", start_page, name="my_start"),
        path("agreements/", agreement_list, name="agreement_list"),
        path("technologies/", technology_list, name="technology_list"),
        path(
            "technologies/<slug:slug>/",
            technology_detail,
            name="technology_detail",
        ),
        path("components/", component_gallery, name="components"),
        path("help/", help_page, name="help"),
        path("help/<slug:slug>/", guide_detail, name="guide_detail"),
        path("glossary/", glossary_page, name="glossary"),
        path("contact/", contact_page, name="contact"),
        path("accessibility/", accessibility_page, name="accessibility"),
        path("privacy/", privacy_page, name="privacy"),
        path("privacy/register/", privacy_register, name="privacy_register"),
        path("messages/", notification_list, name="notification_list"),
        path("messages/read/", notification_read, name="notification_read"),
        path("messages/settings/", notification_preferences, name="notification_preferences"),
        path("messages/sent/", mail_log, name="mail_log"),
        path("unsubscribe/<str:token>/", unsubscribe_page, name="unsubscribe"),
        path("account/data/", my_data_page, name="my_data"),
        path("account/data/unlock/", my_data_unlock, name="my_data_unlock"),
        path("account/", include("allauth.urls")),
        path("admin/", admin.site.urls),
    ),
]
