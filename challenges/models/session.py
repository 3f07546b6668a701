"""Sessions: events where challenges are pitched and companies meet their hosts."""

from datetime import datetime
from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from challenges.models.challenge import Challenge
from challenges.models.owning import CoOwner, owned_by_rom
from challenges.models.seat_triggers import capacity_of_seats_taken
from portal.models import ROM, User, moments
from portal.models.audit import audited
from portal.models.local import Bilingual


class SessionQuerySet(models.QuerySet["Session"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Published sessions for everyone, drafts for the staff of the ROMs that own them."""
        published = Q(state=Session.State.PUBLISHED)
        if not user.is_authenticated:
            return self.filter(published)
        if user.is_superuser:
            return self
        return self.filter(published | owned_by_rom(Session, user.rom_id))

    def to_come(self, now: datetime) -> Self:
        return self.filter(ends_at__gte=now).order_by("starts_at")

    def past(self, now: datetime) -> Self:
        return self.filter(ends_at__lt=now).order_by("-starts_at")


@audited()
class Session(Bilingual, models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    slug = models.SlugField(max_length=80, unique=True)
    rom = models.ForeignKey(ROM, models.PROTECT, related_name="sessions", verbose_name=_("ROM"))
    co_owners = models.ManyToManyField(
        ROM, through="SessionCoOwner", related_name="co_owned_sessions", verbose_name=_("shared with")
    )
    title_nl = models.CharField(_("title in Dutch"), max_length=200)
    title_en = models.CharField(_("title in English"), max_length=200, blank=True)
    text_nl = models.TextField(_("text in Dutch"), max_length=10_000, blank=True)
    text_en = models.TextField(_("text in English"), max_length=10_000, blank=True)
    place = models.CharField(_("place"), max_length=200, help_text=_("The building: Aviodrome."))
    city = models.CharField(_("town"), max_length=100)
    starts_at = models.DateTimeField(_("starts"), validators=moments.VALIDATORS)
    ends_at = models.DateTimeField(_("ends"), validators=moments.VALIDATORS)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    capacity = models.PositiveIntegerField(_("seats for companies"), null=True, blank=True)
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_example = models.BooleanField(_("example"), default=False)
    challenges = models.ManyToManyField(Challenge, through="Pitch", related_name="sessions")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(starts_at__range=moments.BETWEEN) & Q(ends_at__range=moments.BETWEEN),
                name="session_moments_that_people_mean",
            ),
        ]
        triggers = [capacity_of_seats_taken()]

    def __str__(self) -> str:
        return str(self.local("title"))

    def get_absolute_url(self) -> str:
        return reverse("challenges:session_detail", args=[self.slug])

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The session ends before it starts.")})


@audited()
class SessionCoOwner(CoOwner):
    session = models.ForeignKey(Session, models.CASCADE, related_name="co_owner_links", verbose_name=_("session"))

    class Meta:
        verbose_name = _("co-owner of a session")
        verbose_name_plural = _("co-owners of sessions")
        ordering = ["session", "rom"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "rom"],
                name="session_co_owner_once",
                violation_error_message=_("This ROM owns it already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.rom}"


@audited()
class ProgrammeItem(Bilingual, models.Model):
    session = models.ForeignKey(Session, models.CASCADE, related_name="programme", verbose_name=_("session"))
    starts_at = models.TimeField(_("starts"), null=True, blank=True)
    text_nl = models.CharField(_("text in Dutch"), max_length=300)
    text_en = models.CharField(_("text in English"), max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("programme item")
        verbose_name_plural = _("programme")
        ordering = ["session", "order", "starts_at", "id"]

    def __str__(self) -> str:
        return str(self.local("text"))


@audited()
class Pitch(models.Model):
    """A challenge pitched at a session, at its own table."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="pitches", verbose_name=_("session"))
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="pitches", verbose_name=_("challenge"))
    table = models.PositiveSmallIntegerField(_("table"))

    class Meta:
        verbose_name = _("pitch")
        verbose_name_plural = _("pitches")
        ordering = ["session", "table"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "challenge"],
                name="pitch_challenge_once",
                violation_error_message=_("This challenge is pitched there already."),
            ),
            models.UniqueConstraint(
                fields=["session", "table"],
                name="pitch_table_once",
                violation_error_message=_("This table is taken."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.session}: {self.challenge}"
