"""Parts of a session: time slots, rooms and tables, and pitches with their hosts."""

from typing import Any

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Func, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.triggers import build_fixed_session_trigger, build_same_session_trigger
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual
from portal.core.dates import BETWEEN, VALIDATORS


class Span(models.Model):
    starts_at = models.DateTimeField(_("starts"), validators=VALIDATORS)
    ends_at = models.DateTimeField(_("ends"), validators=VALIDATORS)

    class Meta:
        abstract = True


class TimeRange(Func):
    """The PostgreSQL range from the start up to, but not including, the end."""

    function = "TSTZRANGE"
    output_field = DateTimeRangeField()


def build_order_constraint(name: str, message: Any) -> models.CheckConstraint:
    return models.CheckConstraint(
        condition=Q(ends_at__gt=F("starts_at"), starts_at__range=BETWEEN, ends_at__range=BETWEEN),
        name=name,
        violation_error_message=message,
    )


def build_no_overlap_constraint(owner: str, name: str, message: Any) -> ExclusionConstraint:
    """Forbid overlapping spans of one owner; `owner` is the name of a foreign key. A span may start where another
    ends."""
    return ExclusionConstraint(
        name=name,
        expressions=[
            (F(owner), RangeOperators.EQUAL),
            (TimeRange("starts_at", "ends_at"), RangeOperators.OVERLAPS),
        ],
        violation_error_message=message,
    )


@track_audit_events()
class Slot(Span):
    session = models.ForeignKey(Session, models.CASCADE, related_name="slots", verbose_name=_("session"))

    class Meta:
        verbose_name = _("time slot")
        verbose_name_plural = _("time slots")
        ordering = ["session", "starts_at"]
        constraints = [
            build_order_constraint("slot_ends_after_start", _("The time slot ends before it starts.")),
            build_no_overlap_constraint("session", "slot_no_two_at_once", _("This time slot overlaps another one.")),
        ]
        triggers = [build_fixed_session_trigger()]

    def __str__(self) -> str:
        clock = [timezone.localtime(moment).strftime("%H:%M") for moment in (self.starts_at, self.ends_at)]
        return "-".join(clock)


MOST_TABLES = 999
LONGEST_WALK = 60


@track_audit_events()
class Room(Bilingual, models.Model):
    session = models.ForeignKey(Session, models.CASCADE, related_name="rooms", verbose_name=_("session"))
    name_nl = models.CharField(_("name in Dutch"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100, blank=True)
    order = models.PositiveSmallIntegerField(_("order"), default=0)

    class Meta:
        verbose_name = _("room")
        verbose_name_plural = _("rooms")
        ordering = ["session", "order", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["session", "name_nl"],
                name="room_name_once",
                violation_error_message=_("There is a room of this name already."),
            )
        ]
        triggers = [build_fixed_session_trigger()]

    def __str__(self) -> str:
        return str(self.local("name"))


@track_audit_events()
class Walk(models.Model):
    """The minutes from one room to another, in both directions. Rooms without a row are next to each other."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="walks", verbose_name=_("session"))
    first = models.ForeignKey(Room, models.CASCADE, related_name="+", verbose_name=_("room"))
    second = models.ForeignKey(Room, models.CASCADE, related_name="+", verbose_name=_("other room"))
    minutes = models.PositiveSmallIntegerField(
        _("minutes"), validators=[MinValueValidator(1), MaxValueValidator(LONGEST_WALK)]
    )

    class Meta:
        verbose_name = _("walk between rooms")
        verbose_name_plural = _("walks between rooms")
        ordering = ["session", "first", "second"]
        constraints = [
            models.CheckConstraint(
                condition=Q(first__lt=F("second")),
                name="walk_first_before_second",
                violation_error_message=_("Choose two different rooms."),
            ),
            models.CheckConstraint(
                condition=Q(minutes__range=(1, LONGEST_WALK)),
                name="walk_minutes_that_people_walk",
                violation_error_message=_("A walk takes 1 to 60 minutes."),
            ),
            models.UniqueConstraint(
                fields=["first", "second"],
                name="walk_once",
                violation_error_message=_("The walk between these rooms is there already."),
            ),
        ]
        triggers = [
            build_same_session_trigger(first="challenges_room", second="challenges_room"),
            build_fixed_session_trigger(),
        ]

    def __str__(self) -> str:
        return f"{self.first} - {self.second}"


@track_audit_events()
class MeetingTable(models.Model):
    session = models.ForeignKey(Session, models.CASCADE, related_name="tables", verbose_name=_("session"))
    room = models.ForeignKey(Room, models.RESTRICT, related_name="tables", verbose_name=_("room"))
    number = models.PositiveSmallIntegerField(
        _("number"), validators=[MinValueValidator(1), MaxValueValidator(MOST_TABLES)]
    )

    class Meta:
        verbose_name = _("table")
        verbose_name_plural = _("tables")
        ordering = ["session", "number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(number__range=(1, MOST_TABLES)),
                name="table_number_that_people_read",
                violation_error_message=_("Number tables from 1 to 999."),
            ),
            models.UniqueConstraint(
                fields=["session", "number"],
                name="table_number_once",
                violation_error_message=_("There is a table of this number already."),
            ),
        ]
        triggers = [build_same_session_trigger(room="challenges_room"), build_fixed_session_trigger()]

    def __str__(self) -> str:
        return str(self.number)


MOST_PLACES, MOST_MEETINGS = 20, 100


@track_audit_events(without=("host_name", "host_organisation"))
class Pitch(models.Model):
    """A challenge pitched at a session, at a table of its own once it has one.

    host_name and host_organisation are known to the organisers and to the people they share them with; they are never
    on a public page. places is the number of meetings that the table can hold at once.
    """

    session = models.ForeignKey(Session, models.CASCADE, related_name="pitches", verbose_name=_("session"))
    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="pitches", verbose_name=_("challenge"))
    table = models.ForeignKey(
        MeetingTable, models.RESTRICT, related_name="pitches", verbose_name=_("table"), null=True, blank=True
    )
    host_name = models.CharField(_("name of the host"), max_length=150, blank=True)
    host_organisation = models.CharField(_("organisation or unit of the host"), max_length=150, blank=True)
    places = models.PositiveSmallIntegerField(
        _("talks at once"), default=1, validators=[MinValueValidator(1), MaxValueValidator(MOST_PLACES)]
    )
    least_meetings = models.PositiveSmallIntegerField(
        _("talks, at least"), default=0, validators=[MaxValueValidator(MOST_MEETINGS)]
    )
    most_meetings = models.PositiveSmallIntegerField(
        _("talks, at most"), null=True, blank=True, validators=[MinValueValidator(1), MaxValueValidator(MOST_MEETINGS)]
    )

    class Meta:
        verbose_name = _("pitch")
        verbose_name_plural = _("pitches")
        ordering = ["session", "table__number", "id"]
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
            models.CheckConstraint(
                condition=Q(places__range=(1, MOST_PLACES)),
                name="pitch_places_at_a_table",
                violation_error_message=_("A table holds 1 to 20 talks at once."),
            ),
            models.CheckConstraint(
                condition=Q(most_meetings__isnull=True)
                | Q(most_meetings__gte=F("least_meetings")) & Q(most_meetings__gte=1),
                name="pitch_most_meetings_at_least_least",
                violation_error_message=_("The maximum number of meetings must not be lower than the minimum."),
            ),
        ]
        triggers = [build_same_session_trigger(table="challenges_meetingtable"), build_fixed_session_trigger()]

    def __str__(self) -> str:
        return f"{self.session}: {self.challenge}"

    @property
    def has_host(self) -> bool:
        return bool(self.host_name or self.host_organisation)


@track_audit_events()
class Presence(Span):
    """Hours during which a table host is present. A host without hours is present during the whole session."""

    pitch = models.ForeignKey(Pitch, models.CASCADE, related_name="presences", verbose_name=_("pitch"))

    class Meta:
        verbose_name = _("hours of a host")
        verbose_name_plural = _("hours of hosts")
        ordering = ["pitch", "starts_at"]
        constraints = [
            build_order_constraint("presence_ends_after_start", _("The hours of a host end before they start.")),
            build_no_overlap_constraint("pitch", "presence_no_two_at_once", _("These hours of the host overlap.")),
        ]

    def __str__(self) -> str:
        clock = [timezone.localtime(moment).strftime("%H:%M") for moment in (self.starts_at, self.ends_at)]
        return f"{self.pitch}: {'-'.join(clock)}"
