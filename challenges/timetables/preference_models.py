"""Who wants to meet whom at a session: said by the company, and by the host."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from challenges.posting.models import Challenge
from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from challenges.sessions.registration_models import Registration
from challenges.sessions.triggers import build_same_session_trigger
from portal.accounts.models import User
from portal.audit.models import track_audit_events


class WishQuerySet(models.QuerySet["Wish"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """Each side sees its own, the organiser both: nobody learns whom the other side does not want to meet."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(side=Wish.Side.COMPANY, registration__company__in=user.memberships.values("company"))
        if user.rom_id is not None:
            organised = Session.objects.filter(build_ownership_condition(Session, user.rom_id)).values("pk")
            asked = Challenge.objects.filter(build_ownership_condition(Challenge, user.rom_id)).values("pk")
            allowed |= Q(pitch__session__in=organised) | Q(side=Wish.Side.HOST, pitch__challenge__in=asked)
        return self.filter(allowed)


@track_audit_events()
class Wish(models.Model):
    """What one side says of a meeting; who says nothing has no row."""

    class Side(models.TextChoices):
        COMPANY = "company", pgettext_lazy("wish", "Company")
        HOST = "host", pgettext_lazy("wish", "Host")

    class Kind(models.TextChoices):
        MUST = "must", pgettext_lazy("wish", "Must meet")
        MEET = "meet", pgettext_lazy("wish", "Meet")
        NO = "no", pgettext_lazy("wish", "No thanks")

    registration = models.ForeignKey(
        Registration, models.CASCADE, related_name="wishes", verbose_name=_("registration"), db_index=False
    )
    pitch = models.ForeignKey(Pitch, models.CASCADE, related_name="wishes", verbose_name=_("pitch"))
    side = models.CharField(_("said by"), max_length=10, choices=Side)
    wish = models.CharField(_("wish"), max_length=10, choices=Kind)
    by = models.ForeignKey(User, models.SET_NULL, related_name="+", verbose_name=_("by"), null=True, blank=True)
    at = models.DateTimeField(_("at"), db_default=Now(), editable=False)

    objects = WishQuerySet.as_manager()

    class Meta:
        verbose_name = _("wish")
        verbose_name_plural = _("wishes")
        ordering = ["registration", "pitch", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["registration", "pitch", "side"],
                name="wish_once_per_side",
                violation_error_message=_("This side has said what it wants already."),
            ),
            models.CheckConstraint(condition=Q(side__in=["company", "host"]), name="wish_side_is_known"),
            models.CheckConstraint(condition=Q(wish__in=["must", "meet", "no"]), name="wish_is_known"),
        ]
        triggers = [
            build_same_session_trigger(has_own=False, registration="challenges_registration", pitch="challenges_pitch"),
        ]

    def __str__(self) -> str:
        return f"{self.registration} - {self.pitch.challenge}: {self.get_wish_display()}"
