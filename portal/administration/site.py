"""The admin's own site: for superusers, behind the site's own log-in, with an index in the order of the work."""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, resolve_url
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache

GROUPS = [
    (
        _("Demand"),
        [
            *("challenges.challenge", "challenges.requirement", "challenges.question", "challenges.annex"),
            *("challenges.challengeinvitation", "challenges.challengecoowner", "challenges.challengecontact"),
            *("challenges.challengemove", "challenges.challengewriter", "challenges.annexreading"),
            *("challenges.decision", "challenges.longlist", "challenges.longlistrow"),
        ],
    ),
    (
        _("Responses"),
        [
            *("challenges.response", "challenges.submission", "challenges.answer", "challenges.coapplicant"),
            *("challenges.attachment", "challenges.submittedattachment", "challenges.attachmentcontent"),
            *("challenges.reading", "challenges.erasedsubmission"),
        ],
    ),
    (_("Introductions"), ["challenges.introduction", "challenges.introductionstep"]),
    (
        _("Sessions"),
        [
            *("challenges.session", "challenges.sessioncoowner", "challenges.sessioninvitation"),
            *("challenges.registration", "challenges.attendee", "challenges.registrationstep"),
            *("challenges.pitch", "challenges.presence", "challenges.programmeitem"),
            *("challenges.room", "challenges.walk", "challenges.meetingtable", "challenges.slot"),
            *("challenges.wish", "challenges.plan", "challenges.meeting", "challenges.remark"),
            *("challenges.appointment", "challenges.outcome", "challenges.calendarfeed"),
        ],
    ),
    (
        _("Supply"),
        [
            *("companies.company", "companies.companytechnology", "companies.referencecase", "companies.logo"),
            *("companies.vetting", "companies.declaration", "companies.freshnesscall"),
            *("companies.fundinground", "companies.investment"),
            *("companies.companycontact", "companies.companyconfidential", "companies.reading"),
            *("companies.membership", "companies.joinrequest", "companies.invitation", "companies.claim"),
        ],
    ),
    (_("Technologies"), ["portal.technology", "portal.technologyterm", "portal.focusarea", "portal.loadedentry"]),
    (_("Regions"), ["portal.rom", "portal.province", "portal.agreement", "portal.signatory"]),
    (
        _("People"),
        [
            *("portal.user", "account.emailaddress", "mfa.authenticator", "portal.consent", "challenges.visit"),
            *("portal.notification", "portal.notificationpreference", "portal.outboxmail"),
        ],
    ),
    (_("Kept and cleared away"), ["portal.erasure", "portal.retentionrun"]),
    (
        _("Matching, by the machine"),
        [
            *("challenges.fit", "challenges.fitcomparison", "challenges.learningrun", "challenges.judgement"),
            *("challenges.batch",),
            *("challenges.match", "challenges.matchedchallenge", "challenges.matchedcompany"),
            *("challenges.exposurefloor", "challenges.exposuremove", "challenges.exposuremiss"),
            *("challenges.challengerevision", "companies.companyrevision"),
        ],
    ),
]
HISTORY = _("History")


class PortalAdminSite(admin.AdminSite):
    site_header = site_title = settings.SITE_NAME
    index_title = _("Administration")

    def has_permission(self, request: HttpRequest) -> bool:
        """Superusers only: staff of a ROM work in the pages of the site."""
        return bool(request.user.is_active and request.user.is_superuser)

    @method_decorator(never_cache)
    @login_not_required
    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """No door of its own: the site's log-in, with its limits and its second factor."""
        index = reverse("admin:index", current_app=self.name)
        if not request.user.is_authenticated:
            return redirect_to_login(request.GET.get("next", index), resolve_url(settings.LOGIN_URL))
        if not self.has_permission(request):
            raise PermissionDenied
        return redirect(index)

    def password_change(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # type: ignore[override]
        return redirect("account_change_password")

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Groups in the order of the work; what no group names comes under the history."""
        apps = super().get_app_list(request, app_label)
        if app_label:
            return apps
        models = {entry["model"]._meta.label_lower: entry for app in apps for entry in app["models"]}
        groups = [(name, [models.pop(label) for label in labels if label in models]) for name, labels in GROUPS]
        groups.append((HISTORY, list(models.values())))
        return [self._group(number, name, found) for number, (name, found) in enumerate(groups) if found]

    def _build_app_dict(self, request: HttpRequest, label: Any = None) -> dict[str, Any]:
        """Names as plain text: they are sorted next, and each comparison would translate both anew."""
        apps: dict[str, Any] = super()._build_app_dict(request, label)
        for entry in (entry for app in apps.values() for entry in app["models"]):
            entry["name"] = str(entry["name"])
        return apps

    def _group(self, number: int, name: Any, models: list[Any]) -> dict[str, Any]:
        return {
            "name": name,
            "app_label": f"group-{number}",
            "app_url": reverse("admin:index", current_app=self.name),
            "has_module_perms": True,
            "models": models,
        }
