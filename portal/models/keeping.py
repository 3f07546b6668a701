"""What was done to keep no more of people than needed: erasures, runs of retention, and what people agreed to."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Erasure(models.Model):
    """That something was erased, without who it was: its number leads to nothing any more."""

    class What(models.TextChoices):
        ACCOUNT = "account", _("Account")
        COMPANY = "company", _("Company")

    class Why(models.TextChoices):
        ASKED = "asked", _("Asked for it")
        UNVERIFIED = "unverified", _("Never confirmed the e-mail address")
        INACTIVE = "inactive", _("Not signed in for long")

    what = models.CharField(_("what"), max_length=10, choices=What)
    number = models.BigIntegerField(_("number"))
    why = models.CharField(_("why"), max_length=12, choices=Why)
    erased_at = models.DateTimeField(_("erased"), default=timezone.now)
    rows = models.JSONField(_("rows"), default=dict, help_text=_("How many went, by kind."))

    class Meta:
        verbose_name = _("erasure")
        verbose_name_plural = _("erasures")
        ordering = ["-erased_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["what", "number"], name="erasure_once"),
            models.CheckConstraint(condition=Q(what__in=["account", "company"]), name="erasure_what"),
            models.CheckConstraint(condition=Q(why__in=["asked", "unverified", "inactive"]), name="erasure_why"),
        ]

    def __str__(self) -> str:
        return f"{self.get_what_display()} {self.number}"


class RetentionRun(models.Model):
    """One run of retention, and how much each rule removed; unfinished where it was stopped half-way."""

    started_at = models.DateTimeField(_("started"), default=timezone.now)
    finished_at = models.DateTimeField(_("finished"), null=True, blank=True)
    counts = models.JSONField(_("rows"), default=dict, help_text=_("How many went, by rule."))
    failed = models.JSONField(_("failed rules"), default=dict, help_text=_("The kind of error, by rule."))

    class Meta:
        verbose_name = _("run of retention")
        verbose_name_plural = _("runs of retention")
        ordering = ["-started_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"


class Consent(models.Model):
    """What a person was told or agreed to: which text, in which language, when; a withdrawn one stays as it was."""

    class What(models.TextChoices):
        NOTICE = "notice", _("Read the privacy notice")
        CHALLENGE_MAIL = "challenge_mail", _("Agreed to mail about challenges that fit")

    user = models.ForeignKey("portal.User", models.CASCADE, related_name="consents", verbose_name=_("user"))
    what = models.CharField(_("what"), max_length=20, choices=What)
    version = models.CharField(_("version of the text"), max_length=20)
    text_hash = models.CharField(_("SHA-256 of the text"), max_length=64)
    language = models.CharField(_("language"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))])
    given_at = models.DateTimeField(_("given"), default=timezone.now)
    withdrawn_at = models.DateTimeField(_("withdrawn"), null=True, blank=True)

    class Meta:
        verbose_name = _("consent")
        verbose_name_plural = _("consents")
        ordering = ["-given_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "what", "version"], condition=Q(withdrawn_at=None), name="consent_once_at_a_time"
            ),
            models.CheckConstraint(condition=Q(what__in=["notice", "challenge_mail"]), name="consent_what"),
            models.CheckConstraint(condition=Q(language__in=["nl", "en"]), name="consent_language"),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=models.F("given_at")),
                name="consent_withdrawn_after_it_was_given",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_what_display()}"
