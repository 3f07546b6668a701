"""Where people sit: the rooms of a session, the tables in them, and how far apart the rooms are."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from challenges.sessions.models import Session
from challenges.sessions.triggers import build_fixed_session_trigger, build_same_session_trigger
from portal.audit.models import track_audit_events
from portal.core.bilingual import Bilingual

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
    """How many minutes it takes from one room to the other, and back; without such a row it takes none."""

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
                violation_error_message=_("Choose two rooms, the one that was made first at first."),
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
