"""The floor on exposure (minimum visibility), the places that it gives, and whom it cannot help. See docs/adr/0034."""

from typing import Self

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events

MOST_LEAST, MOST_PLACES, MOST_LOST = 5, 5, 200


class ExposureFloorQuerySet(models.QuerySet["ExposureFloor"]):
    def current(self) -> Self:
        """Return the floor that is on and the one on trial."""
        return self.exclude(state=ExposureFloor.State.ENDED)

    def on(self) -> Self:
        return self.filter(state=ExposureFloor.State.ON)


@track_audit_events(without=("figures", "made_of", "worked_out_at"))
class ExposureFloor(models.Model):
    """A minimum number of top 10 places for each eligible company. At most one is on and one on trial.

    The cost is computed during the trial, before any list is shown differently. `made_of`: a hash of the data from
    which the cost was last computed, empty until then. `figures`: the cost as whole numbers.
    """

    class State(models.TextChoices):
        TRIAL = "trial", _("On trial")
        ON = "on", _("On")
        ENDED = "ended", _("Ended")

    state = models.CharField(_("state"), max_length=5, choices=State, default=State.TRIAL)
    least = models.PositiveSmallIntegerField(
        _("places for each company"), validators=[MinValueValidator(1), MaxValueValidator(MOST_LEAST)]
    )
    places = models.PositiveSmallIntegerField(
        _("places of a list that can be given"), validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    lost = models.PositiveSmallIntegerField(
        _("tenths of a point fewer, at most"), validators=[MaxValueValidator(MOST_LOST)]
    )
    asked_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("asked by"), null=True, blank=True
    )
    asked_at = models.DateTimeField(_("asked"), db_default=Now(), editable=False)
    on_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("switched on by"), null=True, blank=True
    )
    on_at = models.DateTimeField(_("switched on"), null=True, blank=True)
    ended_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("ended by"), null=True, blank=True
    )
    ended_at = models.DateTimeField(_("ended"), null=True, blank=True)
    made_of = models.CharField(_("worked out of"), max_length=200, blank=True, editable=False)
    worked_out_at = models.DateTimeField(_("worked out"), null=True, blank=True, editable=False)
    figures = models.JSONField(_("figures"), default=dict, blank=True, editable=False)

    objects = ExposureFloorQuerySet.as_manager()

    class Meta:
        verbose_name = _("minimum visibility")
        verbose_name_plural = _("minimum visibility settings")
        ordering = ["-id"]
        constraints = [
            models.UniqueConstraint(fields=["state"], condition=~Q(state="ended"), name="exposure_floor_one_a_state"),
            models.CheckConstraint(
                condition=Q(least__range=(1, MOST_LEAST), places__range=(1, MOST_PLACES), lost__lte=MOST_LOST),
                name="exposure_floor_within_bounds",
            ),
            models.CheckConstraint(
                condition=~Q(state="on") | Q(on_at__isnull=False) & ~Q(made_of=""),
                name="exposure_floor_on_after_its_cost",
            ),
            models.CheckConstraint(
                condition=Q(state="ended", ended_at__isnull=False) | ~Q(state="ended") & Q(ended_at=None),
                name="exposure_floor_ended_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.get_state_display()}"

    @property
    def is_worked_out(self) -> bool:
        return bool(self.made_of)

    @property
    def most_lost_per_list(self) -> int:
        """Return the highest loss of one list, in tenths of a point."""
        return self.places * self.lost


class ExposureMoveQuerySet(models.QuerySet["ExposureMove"]):
    def shown(self) -> Self:
        """Return the moves of the floor that is on."""
        return self.filter(floor__state=ExposureFloor.State.ON)


class ExposureMove(models.Model):
    """A company that takes the top 10 place of another in the list of a challenge. No points change."""

    floor = models.ForeignKey(ExposureFloor, models.CASCADE, related_name="moves", verbose_name=_("minimum"))
    challenge = models.ForeignKey(Challenge, models.CASCADE, related_name="+", verbose_name=_("challenge"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("company"))
    instead_of = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("in the place of"))
    lost = models.PositiveSmallIntegerField(_("tenths of a point fewer"))

    objects = ExposureMoveQuerySet.as_manager()

    class Meta:
        verbose_name = _("place through minimum visibility")
        verbose_name_plural = _("places through minimum visibility")
        ordering = ["floor", "challenge", "company"]
        constraints = [
            models.UniqueConstraint(fields=["floor", "challenge", "company"], name="exposure_move_once"),
            models.UniqueConstraint(fields=["floor", "challenge", "instead_of"], name="exposure_move_one_for_one"),
            models.CheckConstraint(condition=~Q(company=models.F("instead_of")), name="exposure_move_of_two"),
        ]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.company}"


class ExposureMiss(models.Model):
    """A company that stays below the floor, with the reason. `within_reach`: the places that it could have taken."""

    class Reason(models.TextChoices):
        """The same reasons as `engine.fairness.MissReason`."""

        FEW_LISTS = "few_lists", _("seen in each list that it qualifies for, and these are too few")
        TOO_FAR = "too_far", _("too far below the ten in the other lists that it qualifies for")
        NO_PLACE = "no_place", _("the places that can be given go to others who are seen as little")

    floor = models.ForeignKey(ExposureFloor, models.CASCADE, related_name="misses", verbose_name=_("minimum"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="+", verbose_name=_("company"))
    seen = models.PositiveSmallIntegerField(_("seen"))
    within_reach = models.PositiveSmallIntegerField(_("within reach"))
    qualifies = models.PositiveSmallIntegerField(_("qualifies in"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)

    class Meta:
        verbose_name = _("company below the minimum visibility")
        verbose_name_plural = _("companies below the minimum visibility")
        ordering = ["floor", "company"]
        constraints = [models.UniqueConstraint(fields=["floor", "company"], name="exposure_miss_once")]

    def __str__(self) -> str:
        return f"{self.company}: {self.get_reason_display()}"
