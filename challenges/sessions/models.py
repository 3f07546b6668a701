"""Sessions: events where challenges are pitched and companies meet table hosts; and the ROMs that own them."""

from datetime import datetime
from typing import Any, Self

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from challenges.posting.models import Challenge
from challenges.posting.ownership import CoOwner, build_ownership_condition
from challenges.sessions.triggers import build_taken_places_trigger
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.core.dates import BETWEEN, VALIDATORS
from portal.core.querysets import LockableQuerySet
from portal.regions.models import ROM, Province

MOST_SEATS = 10_000


def _build_range_validators(least: int, most: int) -> list[Any]:
    return [MinValueValidator(least), MaxValueValidator(most)]


def _build_small_number_field(name: Any, usual: int, *, between: tuple[int, int]) -> Any:
    return models.PositiveSmallIntegerField(name, default=usual, validators=_build_range_validators(*between))


class SessionQuerySet(LockableQuerySet["Session"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Filter on published sessions, plus the drafts of the user's own ROM."""
        published = Q(state=Session.State.PUBLISHED)
        if not user.is_authenticated:
            return self.filter(published)
        if user.is_superuser:
            return self
        return self.filter(published | build_ownership_condition(Session, user.rom_id))

    def owned_by(self, user: User | AnonymousUser) -> Self:
        """Filter on sessions for which `is_rom_owner` returns True."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(build_ownership_condition(Session, user.rom_id))

    def to_come(self, now: datetime) -> Self:
        return self.filter(ends_at__gte=now).order_by("starts_at")

    def past(self, now: datetime) -> Self:
        return self.filter(ends_at__lt=now).order_by("-starts_at")


@track_audit_events()
class Session(Bilingual, models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        PUBLISHED = "published", _("Published")

    class Entry(models.TextChoices):
        """How a company gets a place."""

        OPEN = "open", _("Open: who registers gets a seat while there are seats")
        APPROVAL = "approval", _("By approval: the organiser says yes to each company")
        INVITED = "invited", _("By invitation: only companies that the organiser asks")

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
    address = models.CharField(
        _("address"), max_length=200, blank=True, help_text=_("Street, number and postcode: Pelikaanweg 50, 8218 PG.")
    )
    province = models.ForeignKey(
        Province, models.PROTECT, related_name="sessions", verbose_name=_("province"), null=True, blank=True
    )
    travel_nl = models.TextField(_("how to get there, in Dutch"), max_length=2_000, blank=True)
    travel_en = models.TextField(_("how to get there, in English"), max_length=2_000, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=7,
        decimal_places=5,
        null=True,
        blank=True,
        validators=_build_range_validators(-90, 90),
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=8,
        decimal_places=5,
        null=True,
        blank=True,
        validators=_build_range_validators(-180, 180),
    )
    starts_at = models.DateTimeField(_("starts"), validators=VALIDATORS)
    ends_at = models.DateTimeField(_("ends"), validators=VALIDATORS)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    entry = models.CharField(_("entry"), max_length=10, choices=Entry, default=Entry.OPEN)
    entry_opens_at = models.DateTimeField(_("registration opens"), null=True, blank=True, validators=VALIDATORS)
    entry_closes_at = models.DateTimeField(_("registration closes"), null=True, blank=True, validators=VALIDATORS)
    matched_first_until = models.DateTimeField(
        _("matched companies first, until"), null=True, blank=True, validators=VALIDATORS
    )
    capacity = models.PositiveIntegerField(
        _("seats for companies"), null=True, blank=True, validators=[MaxValueValidator(MOST_SEATS)]
    )
    most_people = _build_small_number_field(_("people per company, at most"), 2, between=(1, 20))
    least_meetings = _build_small_number_field(_("talks per company, at least"), 0, between=(0, 100))
    most_meetings = models.PositiveSmallIntegerField(
        _("talks per company, at most"), null=True, blank=True, validators=_build_range_validators(1, 100)
    )
    must_meets = _build_small_number_field(_("talks that somebody may call a must"), 3, between=(0, 100))
    offer_hours = _build_small_number_field(_("working hours to take a seat that is offered"), 8, between=(1, 200))
    source = models.CharField(_("source"), max_length=300, blank=True)
    is_example = models.BooleanField(_("example"), default=False)
    wishes_until = models.DateTimeField(_("wishes until"), null=True, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    copied_from = models.ForeignKey(
        "self",
        models.SET_NULL,
        related_name="copies",
        verbose_name=_("copied from"),
        null=True,
        blank=True,
        editable=False,
    )
    challenges = models.ManyToManyField(Challenge, through="Pitch", related_name="sessions")

    objects = SessionQuerySet.as_manager()

    class Meta:
        verbose_name = _("session")
        verbose_name_plural = _("sessions")
        ordering = ["-starts_at", "id"]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="session_ends_after_start"),
            models.CheckConstraint(
                condition=Q(starts_at__range=BETWEEN) & Q(ends_at__range=BETWEEN),
                name="session_moments_that_people_mean",
            ),
            models.CheckConstraint(
                condition=Q(entry__in=["open", "approval", "invited"]), name="session_entry_is_known"
            ),
            models.CheckConstraint(
                condition=Q(entry_closes_at__gt=F("entry_opens_at")),
                name="session_entry_closes_after_opening",
                violation_error_message=_("Registration closes before it opens."),
            ),
            models.CheckConstraint(
                condition=Q(most_people__gte=1) & Q(offer_hours__gte=1), name="session_room_for_somebody"
            ),
            models.CheckConstraint(
                condition=Q(most_meetings__isnull=True)
                | Q(most_meetings__gte=F("least_meetings")) & Q(most_meetings__gte=1),
                name="session_most_meetings_at_least_least",
                violation_error_message=_(
                    "The maximum number of meetings per company must not be lower than the minimum."
                ),
            ),
            models.CheckConstraint(
                condition=Q(wishes_until=None) | Q(wishes_until__lte=F("ends_at")),
                name="session_wishes_before_it_ends",
                violation_error_message=_("Wishes can be said until the session ends at most."),
            ),
            models.CheckConstraint(
                condition=Q(latitude__isnull=True, longitude__isnull=True)
                | Q(latitude__isnull=False, longitude__isnull=False)
                & Q(latitude__range=(-90, 90), longitude__range=(-180, 180)),
                name="session_point_on_earth",
                violation_error_message=_("Give both latitude and longitude, or neither."),
            ),
        ]
        triggers = [build_taken_places_trigger()]

    def __str__(self) -> str:
        return str(self.local("title"))

    def get_absolute_url(self) -> str:
        return reverse("challenges:session_detail", args=[self.slug])

    def clean(self) -> None:
        if self.starts_at and self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("The session ends before it starts.")})
        self.check_capacity(self.capacity)

    def check_capacity(self, capacity: int | None) -> None:
        """Raise ValidationError if more places than this are confirmed or offered."""
        taken = self.registrations.seats_taken() if self.pk and capacity is not None else 0
        if capacity is not None and capacity < taken:
            text = ngettext(
                "%(count)d seat is confirmed or offered. Cancel a registration first, or keep this many seats.",
                "%(count)d seats are confirmed or offered. Cancel registrations first, or keep this many seats.",
                taken,
            )
            raise ValidationError({"capacity": text % {"count": taken}})

    @property
    def is_published(self) -> bool:
        return self.state == Session.State.PUBLISHED


@track_audit_events()
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


@track_audit_events()
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
