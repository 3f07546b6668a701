"""Stretches of time: each ends after it starts, and two of one thing never overlap."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from portal.core import dates


class Span(models.Model):
    starts_at = models.DateTimeField(_("starts"), validators=dates.VALIDATORS)
    ends_at = models.DateTimeField(_("ends"), validators=dates.VALIDATORS)

    class Meta:
        abstract = True

    @property
    def lasts(self) -> timedelta:
        return self.ends_at - self.starts_at


class Stretch(Func):
    """The moments from start up to, and without, the end."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def ends_after_start(name: str, message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_at__gt=F("starts_at"), starts_at__range=dates.BETWEEN, ends_at__range=dates.BETWEEN),
        name=name,
        violation_error_message=message,
    )


def no_two_at_once(owner: str, name: str, message: Any) -> ExclusionConstraint:
    """owner: the foreign key of the thing whose stretches never overlap. One may begin where another ends."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (F(owner), RangeOperators.EQUAL),
            (Stretch("starts_at", "ends_at"), RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )
