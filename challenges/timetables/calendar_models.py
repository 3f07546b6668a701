"""The secret address at which a calendar reads somebody's appointments."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from challenges.posting.ownership import build_ownership_condition
from challenges.sessions.models import Session
from challenges.sessions.pitch_models import Pitch
from portal.accounts.models import User
from portal.audit.models import track_audit_events


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, user: User | AnonymousUser) -> Self:
        """A person their own, organisers those of the hosts at their sessions."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        allowed = Q(user=user)
        if user.rom_id is not None:
            organised = Session.objects.filter(build_ownership_condition(Session, user.rom_id)).values("pk")
            allowed |= Q(pitch__session__in=organised)
        return self.filter(allowed)

    def living(self) -> Self:
        return self.filter(revoked_at=None)


@track_audit_events(without=("secret_hash", "read_at"))
class CalendarFeed(models.Model):
    """Of a person with an account, at all their sessions; or of the host of one pitch, who needs none.

    secret_hash: SHA-256 of the secret in the address, which is told once and kept nowhere. read_at: the day on which a
    calendar last asked, so that one that nobody reads can be told.
    """

    user = models.ForeignKey(
        User, models.CASCADE, related_name="calendar_feeds", verbose_name=_("user"), null=True, blank=True
    )
    pitch = models.ForeignKey(
        Pitch, models.CASCADE, related_name="calendar_feeds", verbose_name=_("pitch"), null=True, blank=True
    )
    secret_hash = models.CharField(_("hash of the secret"), max_length=64, unique=True)
    language = models.CharField(_("language"), max_length=2, default="nl")
    made_at = models.DateTimeField(_("made at"), db_default=Now(), editable=False)
    read_at = models.DateField(_("last read on"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True, blank=True)

    objects = CalendarFeedQuerySet.as_manager()

    class Meta:
        verbose_name = _("calendar feed")
        verbose_name_plural = _("calendar feeds")
        ordering = ["-made_at", "-id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, pitch=None) | Q(user=None, pitch__isnull=False),
                name="calendar_feed_of_a_person_or_a_host",
            ),
            models.CheckConstraint(condition=Q(language__in=["nl", "en"]), name="calendar_feed_language_is_known"),
            models.UniqueConstraint(
                fields=["user"], condition=Q(revoked_at=None), name="calendar_feed_one_living_per_user"
            ),
            models.UniqueConstraint(
                fields=["pitch"], condition=Q(revoked_at=None), name="calendar_feed_one_living_per_pitch"
            ),
        ]

    def __str__(self) -> str:
        return str(self.user or self.pitch)
