"""Every address, under /nl/ and /en/; the other apps are named as strings only."""

from django.conf.urls.i18n import i18n_patterns
from django.contrib import admin
from django.urls import include, path

from portal import views

handler400 = "portal.views.bad_request"
handler403 = "portal.views.permission_denied"
handler404 = "portal.views.page_not_found"
handler500 = "portal.views.server_error"

urlpatterns = [
    path("health/live", views.health_live, name="health_live"),
    path("health/ready", views.health_ready, name="health_ready"),
    path("calendar/", include("challenges.urls_feeds")),
    *i18n_patterns(
        path("", include("challenges.urls")),
        path("", include("companies.urls")),
        path("start/", views.my_start, name="my_start"),
        path("agreements/", views.agreement_list, name="agreement_list"),
        path("technologies/", views.technology_list, name="technology_list"),
        path(
            "technologies/<slug:slug>/",
            views.technology_detail,
            name="technology_detail",
        ),
        path("components/", views.components, name="components"),
        path("accessibility/", views.accessibility, name="accessibility"),
        path("privacy/", views.privacy, name="privacy"),
        path("messages/", views.notification_list, name="notification_list"),
        path("messages/read/", views.notification_read, name="notification_read"),
        path("messages/settings/", views.notification_preferences, name="notification_preferences"),
        path("messages/sent/", views.mail_log, name="mail_log"),
        path("unsubscribe/<str:token>/", views.unsubscribe, name="unsubscribe"),
        path("account/data/", views.my_data, name="my_data"),
        path("account/data/unlock/", views.my_data_unlock, name="my_data_unlock"),
        path("account/", include("allauth.urls")),
        path("admin/", admin.site.urls),
    ),
]
