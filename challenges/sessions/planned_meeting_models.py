"""A talk in a timetable: which company sits with which host, when, and at which table."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import RangeOperators
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.plan_models import Plan
from challenges.sessions.registration_models import Registration
from challenges.sessions.room_models import MeetingTable
from challenges.sessions.slot_models import Slot
from challenges.sessions.triggers import build_same_session_trigger
from portal.accounts.models import User
from portal.audit.models import track_audit_events


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Those of the timetables that the user sees; and, of what participants go by, those of their own company,
        and those about challenges of their own ROM."""
        allowed = Q(plan__in=Plan.objects.visible_to(user).values("pk"))
        if user.is_authenticated and not user.is_superuser:
            own = Q(registration__company__in=user.memberships.values("company"))
            if user.rom_id is not None:
                own |= Q(
                    pitch__challenge__in=Challenge.objects.filter(
                        build_ownership_condition(Challenge, user.rom_id)
                    ).values("pk")
                )
            allowed |= own & Q(plan__in=Plan.objects.shown().values("pk"))
        return self.filter(allowed)


@track_audit_events()
class Meeting(models.Model):
    """A table holds as many talks at once as its pitch has places; talks of two pitches it never holds.

    Without its slot, its table or its pitch it is no meeting any more, and goes with them.
    """

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="meetings", verbose_name=_("timetable"), db_index=False)
    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="meetings", verbose_name=_("registration")
    )
    pitch = models.ForeignKey(Pitch, models.CASCADE, related_name="meetings", verbose_name=_("pitch"))
    slot = models.ForeignKey(Slot, models.CASCADE, related_name="meetings", verbose_name=_("time slot"))
    table = models.ForeignKey(MeetingTable, models.CASCADE, related_name="meetings", verbose_name=_("table"))
    is_locked = models.BooleanField(_("locked"), default=False)
    is_must = models.BooleanField(_("must-meet"), default=False)
    value = models.PositiveIntegerField(_("value"), default=0)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        verbose_name = _("meeting")
        verbose_name_plural = _("meetings")
        ordering = ["plan", "slot__starts_at", "table__number", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "registration", "pitch"],
                name="meeting_pair_once",
                violation_error_message=_("These two meet already."),
            ),
            ExclusionConstraint(
                name="meeting_table_of_one_pitch",
                expressions=[
                    ("plan", RangeOperators.EQUAL),
                    ("slot", RangeOperators.EQUAL),
                    ("table", RangeOperators.EQUAL),
                    ("pitch", RangeOperators.NOT_EQUAL),
                ],
                violation_error_message=_("Somebody else sits at this table then."),
            ),
        ]
        triggers = [
            build_same_session_trigger(
                has_own=False,
                plan="challenges_plan",
                registration="challenges_registration",
                pitch="challenges_pitch",
                slot="challenges_slot",
                table="challenges_meetingtable",
            )
        ]

    def __str__(self) -> str:
        return f"{self.slot}, {self.table}: {self.registration.company} - {self.pitch.challenge}"
