"""Notifications on the site, and how soon each person wants them by email."""

from datetime import datetime

from django.db import models
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class NotificationKind(models.TextChoices):
    JOINING = "joining", _("Joining a company")
    CHALLENGES = "challenges", _("Challenges that fit you")
    RESPONSES = "responses", _("Responses to challenges")
    REVIEWS = "reviews", _("Challenges of your ROM")
    INTRODUCTIONS = "introductions", _("Introductions")
    SESSIONS = "sessions", _("Sessions that your company registers for")
    REGISTRATIONS = "registrations", _("Registrations for sessions of your ROM")
    PROFILE = "profile", _("Your company's profile")
    ACCOUNT = "account", _("Your account and role")


class MailFrequency(models.TextChoices):
    AT_ONCE = "at_once", _("at once")
    DAILY = "daily", _("daily")
    WEEKLY = "weekly", _("weekly")
    OFF = "off", _("off")


# Somebody waits for an answer: at once. New challenges and registrations come in a batch; a profile ages slowly.
DEFAULTS = {
    NotificationKind.JOINING: MailFrequency.AT_ONCE,
    NotificationKind.CHALLENGES: MailFrequency.DAILY,
    NotificationKind.RESPONSES: MailFrequency.AT_ONCE,
    NotificationKind.REVIEWS: MailFrequency.AT_ONCE,
    NotificationKind.INTRODUCTIONS: MailFrequency.AT_ONCE,
    NotificationKind.SESSIONS: MailFrequency.AT_ONCE,
    NotificationKind.REGISTRATIONS: MailFrequency.DAILY,
    NotificationKind.PROFILE: MailFrequency.WEEKLY,
    NotificationKind.ACCOUNT: MailFrequency.AT_ONCE,
}
IS_READ = ExpressionWrapper(Q(read_at__isnull=False), BooleanField())


class NotificationQuerySet(models.QuerySet["Notification"]):
    def visible_to(self, user: models.Model) -> "NotificationQuerySet":
        """Return one's own notifications."""
        return self.filter(user=user.pk)

    def unread(self) -> "NotificationQuerySet":
        return self.filter(read_at=None)

    def unread_first(self) -> "NotificationQuerySet":
        return self.order_by(IS_READ.asc(), "-created_at", "-pk")

    def for_digest(self, day: datetime, week: datetime) -> "NotificationQuerySet":
        """Filter unread ones that were not mailed: daily ones made before `day`, weekly ones made before `week`."""
        daily = Q(frequency=MailFrequency.DAILY, created_at__lt=day)
        weekly = Q(frequency=MailFrequency.WEEKLY, created_at__lt=week)
        return self.unread().filter(daily | weekly, mailed_at=None, user__is_active=True)


class Notification(models.Model):
    """One message to one person, once per key, in the language that the person reads at that moment."""

    user = models.ForeignKey("portal.User", models.CASCADE, related_name="notifications", verbose_name=_("user"))
    kind = models.CharField(_("kind"), max_length=20, choices=NotificationKind)
    key = models.CharField(_("key"), max_length=150, help_text=_("The event; unique for this person."))
    language = models.CharField(_("language"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))])
    title = models.CharField(_("title"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    url = models.CharField(_("address"), max_length=500, blank=True, help_text=_("On this site, from the first slash."))
    frequency = models.CharField(_("by mail"), max_length=10, choices=MailFrequency)
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    read_at = models.DateTimeField(_("read at"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("mailed at"), null=True, blank=True)

    objects = NotificationQuerySet.as_manager()

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "key"], name="notification_once"),
            models.CheckConstraint(condition=Q(kind__in=NotificationKind.values), name="notification_kind"),
            models.CheckConstraint(condition=Q(frequency__in=MailFrequency.values), name="notification_frequency"),
            models.CheckConstraint(condition=Q(url="") | Q(url__startswith="/"), name="notification_on_this_site"),
        ]
        indexes = [
            models.Index(fields=["user"], condition=Q(read_at=None), name="notification_unread"),
            models.Index(fields=["user", "-created_at"], name="notification_of_user"),
            models.Index(fields=["created_at"], name="notification_age"),
            models.Index(
                fields=["created_at"],
                condition=Q(mailed_at=None, read_at=None, frequency__in=["daily", "weekly"]),
                name="notification_to_mail",
            ),
        ]

    def __str__(self) -> str:
        return self.title


class NotificationPreference(models.Model):
    """How soon one person gets one kind by email. Without a row the default of the kind holds."""

    user = models.ForeignKey("portal.User", models.CASCADE, related_name="preferences", verbose_name=_("user"))
    kind = models.CharField(_("kind"), max_length=20, choices=NotificationKind)
    frequency = models.CharField(_("by mail"), max_length=10, choices=MailFrequency)
    links_revoked = models.PositiveIntegerField(
        _("links revoked"),
        default=0,
        help_text=_("How often the links in earlier mails were made to work no longer."),
    )

    class Meta:
        verbose_name = _("notification preference")
        verbose_name_plural = _("notification preferences")
        constraints = [
            models.UniqueConstraint(fields=["user", "kind"], name="preference_once"),
            models.CheckConstraint(condition=Q(kind__in=NotificationKind.values), name="preference_kind"),
            models.CheckConstraint(condition=Q(frequency__in=MailFrequency.values), name="preference_frequency"),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"
