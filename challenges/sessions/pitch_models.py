"""Who asks: a challenge pitched at a session, by whom, at which table and at which hours."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from challenges.sessions.models import Session
from challenges.sessions.room_models import MeetingTable
from challenges.sessions.spans import Span, build_no_overlap_constraint, build_order_constraint
from challenges.sessions.triggers import build_fixed_session_trigger, build_same_session_trigger
from portal.audit.models import track_audit_events

MOST_PLACES, MOST_MEETINGS = 20, 100


@track_audit_events(without=("host_name", "host_organisation"))
class Pitch(models.Model):
    """A challenge pitched at a session, at a table of its own once it has one.

    host_name, host_organisation: who sits there, known to the organisers and to whom they tell it; never on a page
    for everyone. places: how many talks its table holds at once.
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
                violation_error_message=_("The most talks of a host is less than the least."),
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
    """Hours at which the host is there; a pitch without any is there the whole session."""

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
