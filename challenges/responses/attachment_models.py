"""Files that go along with a response.

Their bytes lie in a table of their own: private, in every backup, and read by no list.
"""

from typing import Self

import pgtrigger
from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.responses.models import Response, Submission
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.documents.files.names import LONGEST

KEPT = Q(removed_at=None)


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def current(self) -> Self:
        """Those that go along when the response is submitted now."""
        return self.filter(KEPT)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """With the response for its company and its co-applicants; readers at the ROM get what was submitted last."""
        if not user.is_authenticated:
            return self.none()
        own = Q(response__in=Response.objects.of_members(user).values("pk"))
        shared = KEPT & Q(response__in=Response.objects.shared_with(user).values("pk"))
        latest = Submission.objects.latest_of(Response.objects.readable_by(user))
        return self.filter(own | shared | Q(submissions__in=latest.values("pk"))).distinct()


@track_audit_events(without=("name",))
class Attachment(models.Model):
    """A file of a response. One that was submitted stays as long as the submission that names it: it is only taken off
    (`removed_at`) what will be submitted next."""

    response = models.ForeignKey(Response, models.CASCADE, related_name="attachments", verbose_name=_("response"))
    name = models.CharField(_("name"), max_length=LONGEST)
    content_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    added_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("added by"), null=True, blank=True
    )
    added_at = models.DateTimeField(_("added"), default=timezone.now)
    removed_at = models.DateTimeField(_("removed"), null=True, blank=True)
    submissions = models.ManyToManyField(
        Submission, through="SubmittedAttachment", related_name="attachments", verbose_name=_("submissions")
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("response file")
        verbose_name_plural = _("response files")
        ordering = ["response", "added_at", "id"]
        constraints = [
            models.UniqueConstraint(
                fields=["response", "sha256"],
                condition=KEPT,
                name="attachment_content_once",
                violation_error_message=_("This file has already been added."),
            ),
            models.UniqueConstraint(
                "response",
                Lower("name"),
                condition=KEPT,
                name="attachment_name_once",
                violation_error_message=_(
                    "A file with this name has already been added. Change the name and try again."
                ),
            ),
            models.CheckConstraint(condition=Q(size__gte=1), name="attachment_is_not_empty"),
            models.CheckConstraint(condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="attachment_has_a_hash"),
            models.CheckConstraint(condition=~Q(name=""), name="attachment_has_a_name"),
        ]

    def __str__(self) -> str:
        return self.name


class AttachmentContent(models.Model):
    attachment = models.OneToOneField(
        Attachment, models.CASCADE, primary_key=True, related_name="content", verbose_name=_("response file")
    )
    data = models.BinaryField(_("content"))

    class Meta:
        verbose_name = _("content of a response file")
        verbose_name_plural = _("contents of response files")
        constraints = [models.CheckConstraint(condition=~Q(data=b""), name="attachment_content_is_not_empty")]
        triggers = [pgtrigger.ReadOnly(name="stays_as_added")]

    def __str__(self) -> str:
        return str(self.attachment_id)


class SubmittedAttachment(models.Model):
    """That a submission names a file: while it does, nobody removes the file."""

    submission = models.ForeignKey(
        Submission, models.CASCADE, related_name="submitted_attachments", verbose_name=_("submission")
    )
    attachment = models.ForeignKey(
        Attachment, models.PROTECT, related_name="submitted_attachments", verbose_name=_("response file")
    )

    class Meta:
        verbose_name = _("submitted file")
        verbose_name_plural = _("submitted files")
        ordering = ["submission", "attachment"]
        constraints = [models.UniqueConstraint(fields=["submission", "attachment"], name="submitted_attachment_once")]
        triggers = [pgtrigger.ReadOnly(name="stays_submitted")]

    def __str__(self) -> str:
        return f"{self.submission}: {self.attachment}"
