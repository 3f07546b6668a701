"""Accounts of people who sign in by e-mail, and their consents."""

from typing import Any, ClassVar

from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from portal.audit.models import track_audit_events
from portal.core.querysets import LockableQuerySet

# The audit trail keeps the rights of an account; these fields, which say who a person is, go with the account.
PRIVATE = ("password", "last_login", "email", "name")


class UserManager(BaseUserManager.from_queryset(LockableQuerySet)):  # type: ignore[misc]
    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        user = self.model(email=self.normalize_email(email), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)


@track_audit_events(without=PRIVATE)
class User(AbstractUser):
    """A person with an account. ROM staff belong to one ROM; companies.Membership links people to companies."""

    class ROMRole(models.TextChoices):
        ADVISER = "adviser", _("Adviser")
        MANAGER = "manager", _("Manager")

    class Language(models.TextChoices):
        NL = "nl", _("Dutch")
        EN = "en", _("English")

    username = None  # type: ignore[assignment]
    first_name = None  # type: ignore[assignment]
    last_name = None  # type: ignore[assignment]
    email = models.EmailField(
        _("e-mail address"),
        unique=True,
        error_messages={"unique": _("There is an account with this e-mail address already.")},
    )
    name = models.CharField(_("name"), max_length=150, blank=True)
    language = models.CharField(_("language of mails"), max_length=2, choices=Language, default=Language.NL)
    rom = models.ForeignKey(
        "portal.ROM",
        models.PROTECT,
        related_name="staff",
        verbose_name=_("ROM"),
        null=True,
        blank=True,
    )
    rom_role = models.CharField(_("role at the ROM"), max_length=10, choices=ROMRole, blank=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects = UserManager()  # type: ignore[assignment, misc]

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")
        ordering = ["email"]
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_once",
                violation_error_message=_("There is an account with this e-mail address already."),
            ),
            models.CheckConstraint(
                condition=Q(rom__isnull=True, rom_role="") | Q(rom__isnull=False, rom_role__in=["adviser", "manager"]),
                name="user_rom_with_role",
                violation_error_message=_("A ROM and a role at that ROM go together."),
            ),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)

    @property
    def is_rom_staff(self) -> bool:
        return self.rom_id is not None


class Consent(models.Model):
    """A text that a person has read or agreed to, with its language and time; a withdrawn consent stays on record."""

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
