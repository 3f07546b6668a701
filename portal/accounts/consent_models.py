from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


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
