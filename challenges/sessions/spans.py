"""Stretches of time: each ends after it starts, and two of one thing never overlap."""

from datetime import timedelta
from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from portal.core.dates import BETWEEN, VALIDATORS


class Span(models.Model):
    starts_at = models.DateTimeField(_("starts"), validators=VALIDATORS)
    ends_at = models.DateTimeField(_("ends"), validators=VALIDATORS)

    class Meta:
        abstract = True

    @property
    def lasts(self) -> timedelta:
        return self.ends_at - self.starts_at


class TimeRange(Func):
    """The moments from start up to, and without, the end."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def build_order_constraint(name: str, message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_at__gt=F("starts_at"), starts_at__range=BETWEEN, ends_at__range=BETWEEN),
        name=name,
        violation_error_message=message,
    )


def build_no_overlap_constraint(owner: str, name: str, message: Any) -> ExclusionConstraint:
    """owner: the foreign key of the thing whose stretches never overlap. One may begin where another ends."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (F(owner), RangeOperators.EQUAL),
            (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )
