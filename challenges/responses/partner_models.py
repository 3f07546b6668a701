"""Companies that answer a challenge together with the one whose response it is."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.responses.models import Response
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events


class CoApplicantQuerySet(models.QuerySet["CoApplicant"]):
    def waiting(self) -> Self:
        """Asked, and not answered yet."""
        return self.filter(state=CoApplicant.State.ASKED)

    def agreed(self) -> Self:
        return self.filter(state=CoApplicant.State.AGREED)


@track_audit_events()
class CoApplicant(models.Model):
    """A company that was asked to join in one response. It agrees to joining: the text may still change afterwards.

    read_version: the version of the response that its people had before them when they decided.
    """

    class State(models.TextChoices):
        ASKED = "asked", _("Asked")
        AGREED = "agreed", _("Agreed")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    response = models.ForeignKey(Response, models.CASCADE, related_name="co_applicants", verbose_name=_("response"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="co_applications", verbose_name=_("company"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.ASKED)
    asked_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("asked by"), null=True, blank=True
    )
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("decided by"), null=True, blank=True
    )
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    read_version = models.PositiveIntegerField(_("version read"), null=True, blank=True)

    objects = CoApplicantQuerySet.as_manager()

    class Meta:
        verbose_name = _("response partner")
        verbose_name_plural = _("response partners")
        ordering = ["response", "asked_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "company"],
                name="co_applicant_once",
                violation_error_message=_("This company has already been invited."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["asked", "agreed", "declined", "withdrawn"]), name="co_applicant_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="asked", decided_at=None) | ~Q(state="asked") & Q(decided_at__isnull=False),
                name="co_applicant_decided_at_a_moment",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.company}"

    @property
    def is_in(self) -> bool:
        """Whether it is asked or has agreed: who is in reads along."""
        return self.state in {self.State.ASKED, self.State.AGREED}
