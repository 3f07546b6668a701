"""Emails that must go out: written with the change that they report, sent afterwards, kept as a log."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

MOST_ATTEMPTS = 10
LATE_AFTER = timedelta(minutes=15)


class OutboxQuerySet(models.QuerySet["OutboxMail"]):
    def due(self, now: datetime) -> "OutboxQuerySet":
        return self.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, next_try_at__lte=now)

    def failed(self) -> "OutboxQuerySet":
        """Filter those given up after the last attempt; a person may ask for more attempts."""
        return self.filter(sent_at=None, attempts=MOST_ATTEMPTS)

    def late(self, now: datetime) -> bool:
        """Return whether one that is still tried has waited longer than usual."""
        return self.filter(sent_at=None, attempts__lt=MOST_ATTEMPTS, created_at__lt=now - LATE_AFTER).exists()

    def visible_to(self, user: models.Model) -> "OutboxQuerySet":
        """Return the emails sent to oneself."""
        return self.filter(user=user.pk)


class OutboxMail(models.Model):
    """One email, rendered in the reader's language; there is never a second one with the same key."""

    key = models.CharField(_("key"), max_length=200, unique=True, help_text=_("What the mail is about; unique."))
    to = models.EmailField(_("to"))
    user = models.ForeignKey(
        "portal.User",
        models.CASCADE,
        related_name="mails",
        verbose_name=_("user"),
        null=True,
        blank=True,
    )
    language = models.CharField(_("language"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))])
    kind = models.CharField(_("kind"), max_length=20, blank=True)
    subject = models.CharField(_("subject"), max_length=200)
    text = models.TextField(_("text"), blank=True)
    html = models.TextField(_("HTML"), blank=True)
    headers = models.JSONField(_("headers"), default=dict, blank=True)
    is_secret = models.BooleanField(
        _("secret"),
        default=False,
        help_text=_("Holds a link that acts for its reader: shown to nobody, and removed once sent."),
    )
    created_at = models.DateTimeField(_("made at"), default=timezone.now)
    next_try_at = models.DateTimeField(_("next attempt at"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    sent_at = models.DateTimeField(_("sent at"), null=True, blank=True)
    last_error = models.CharField(_("last error"), max_length=500, blank=True)

    objects = OutboxQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        ordering = ["-created_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(language__in=["nl", "en"]), name="outbox_language"),
            models.CheckConstraint(condition=Q(attempts__lte=MOST_ATTEMPTS), name="outbox_attempts"),
            models.CheckConstraint(condition=Q(sent_at=None) | Q(attempts__gte=1), name="outbox_sent_by_an_attempt"),
            models.CheckConstraint(
                condition=Q(sent_at=None) | Q(is_secret=False) | Q(text="", html=""), name="outbox_secret_not_kept"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_try_at", "id"],
                condition=Q(sent_at=None, attempts__lt=MOST_ATTEMPTS),
                name="outbox_due",
            ),
            models.Index(fields=["user", "-created_at"], name="outbox_of_user"),
            models.Index(fields=["created_at"], name="outbox_age"),
        ]

    def __str__(self) -> str:
        return self.subject

    @property
    def has_failed(self) -> bool:
        return self.sent_at is None and self.attempts >= MOST_ATTEMPTS
