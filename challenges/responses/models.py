"""A company's answer to a challenge: what its people write, and what they sent in."""

from typing import Self

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import F, Func, OuterRef, Q, Subquery
from django.db.models.functions import Length, Now
from django.db.models.lookups import Exact, LessThanOrEqual
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from challenges.posting.models import Challenge
from challenges.posting.question_models import Question
from challenges.posting.workflow import CLOSED_STATES, TIMED_STATES
from challenges.responses.erased_models import build_hash_trigger
from challenges.responses.workflow import ResponseState
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events
from portal.core.querysets import LockableQuerySet
from portal.core.workflow import build_log_triggers

ANSWER_LENGTH = 50_000  # characters that are kept of one answer, whatever its word limit
HASH_OF_SNAPSHOT = Func(
    F("snapshot"),
    template="encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')",
    output_field=models.CharField(),
)


class ResponseQuerySet(LockableQuerySet["Response"]):
    def of_members(self, user: User) -> Self:
        """Those of the companies that the user is a member of."""
        return self.filter(company__in=user.memberships.values("company"))

    def shared_with(self, user: User) -> Self:
        """Those that a company of the user was asked to join in, or joined, on challenges that the user may see."""
        shared = self.filter(
            co_applicants__company__in=user.memberships.values("company"), co_applicants__state__in=["asked", "agreed"]
        )
        return self.filter(pk__in=shared.values("pk"), challenge__in=Challenge.objects.visible_to(user).values("pk"))

    def readable_by(self, user: User | AnonymousUser) -> Self:
        """What was submitted to the user's ROM, or to any for an admin, on challenges that have closed."""
        sent = self.filter(pk__in=Response.objects.submitted().closed().values("pk"))
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return sent
        return sent.filter(challenge__in=Challenge.objects.owned_by(user).values("pk"))

    def submitted(self) -> Self:
        """Those that count now."""
        return self.filter(state=Response.State.SUBMITTED)

    def unsent(self) -> Self:
        """Drafts, and those that were changed since they were submitted."""
        changed = Q(state=Response.State.SUBMITTED) & ~Q(version=F("sent_version"))
        return self.filter(Q(state=Response.State.DRAFT) | changed)

    def closed(self) -> Self:
        """Of challenges that can be answered no more, by PostgreSQL's clock."""
        past = Q(challenge__state__in=TIMED_STATES, challenge__closes_at__lte=Now())
        return self.filter(Q(challenge__state__in=CLOSED_STATES) | past)

    def visible_to(self, user: User | AnonymousUser) -> Self:
        """One's own company's; the challenge's ROM and admins read what was submitted, once the challenge closed."""
        if not user.is_authenticated:
            return self.none()
        own = Response.objects.of_members(user)
        return self.filter(Q(pk__in=own.values("pk")) | Q(pk__in=Response.objects.readable_by(user).values("pk")))


@track_audit_events(without=("version", "sent_version", "changed_at"))
class Response(models.Model):
    """One company's response to one challenge. What counts is its last submission, while the state says submitted.

    version: raised with every change of what will be sent (answers, and whatever else belongs to it).
    sent_version: the version that was submitted last; another `version` means that there are changes to send.
    """

    State = ResponseState

    challenge = models.ForeignKey(Challenge, models.PROTECT, related_name="responses", verbose_name=_("challenge"))
    company = models.ForeignKey(Company, models.PROTECT, related_name="responses", verbose_name=_("company"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    version = models.PositiveIntegerField(_("version"), default=0)
    sent_version = models.PositiveIntegerField(_("submitted version"), null=True, blank=True)
    created_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("begun by"), null=True, blank=True
    )
    created_at = models.DateTimeField(_("started at"), default=timezone.now)
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = _("response")
        verbose_name_plural = _("responses")
        ordering = ["challenge", "company"]
        constraints = [
            models.UniqueConstraint(
                fields=["challenge", "company"],
                name="response_once",
                violation_error_message=_("This company already has a response to this challenge."),
            ),
            models.CheckConstraint(
                condition=Q(state__in=["draft", "submitted", "withdrawn"]), name="response_state_is_known"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", submitted_at=None, sent_version=None)
                | ~Q(state="draft") & Q(submitted_at__isnull=False, sent_version__isnull=False),
                name="response_submitted_once_no_draft",
            ),
            models.CheckConstraint(
                condition=Q(state="withdrawn", withdrawn_at__isnull=False)
                | ~Q(state="withdrawn") & Q(withdrawn_at=None),
                name="response_withdrawn_at_a_moment",
            ),
            models.CheckConstraint(
                condition=Q(sent_version=None) | Q(sent_version__lte=F("version")), name="response_sent_what_was_there"
            ),
        ]
        indexes = [models.Index(fields=["company", "-changed_at"], name="response_of_company")]

    def __str__(self) -> str:
        return f"{self.challenge}: {self.company}"

    @property
    def is_submitted(self) -> bool:
        return self.state == self.State.SUBMITTED

    @property
    def has_changes(self) -> bool:
        """Whether something was changed since it was submitted."""
        return self.sent_version is not None and self.version != self.sent_version


class Answer(models.Model):
    """What stands at one question. Kept without a trail: a draft is its company's, and is saved every few seconds.

    version: how often another text was saved. saved_from, saved_seq: the window that saved it last, and which of its
    savings that was, so that a saving delivered twice or late is known as such.
    """

    response = models.ForeignKey(Response, models.CASCADE, related_name="answers", verbose_name=_("response"))
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name=_("question"))
    text = models.TextField(_("text"), max_length=ANSWER_LENGTH, blank=True)
    version = models.PositiveIntegerField(_("version"), default=1)
    saved_from = models.UUIDField(_("browser window that saved the answer"), null=True, blank=True)
    saved_seq = models.PositiveIntegerField(_("save number in that window"), default=0)
    changed_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("changed by"), null=True, blank=True
    )
    changed_at = models.DateTimeField(_("changed"), default=timezone.now)

    class Meta:
        verbose_name = _("answer")
        verbose_name_plural = _("answers")
        ordering = ["response", "question__position"]
        constraints = [
            models.UniqueConstraint(fields=["response", "question"], name="answer_once"),
            models.CheckConstraint(condition=Q(version__gte=1), name="answer_version_from_1"),
            models.CheckConstraint(condition=LessThanOrEqual(Length("text"), ANSWER_LENGTH), name="answer_fits"),
        ]

    def __str__(self) -> str:
        return f"{self.response}: {self.question}"


class SubmissionQuerySet(models.QuerySet["Submission"]):
    def latest_of(self, responses: models.QuerySet[Response]) -> Self:
        """Of each response the one that counts: its last."""
        newest = Submission.objects.filter(response=OuterRef("response")).order_by("-number").values("pk")[:1]
        return self.filter(response__in=responses.values("pk"), pk=Subquery(newest))


class Submission(models.Model):
    """What was sent in at one moment: the text as it was then, with its SHA-256. Nobody changes or removes it.

    Only erasure does (portal.privacy.erasure), and leaves its hash; the sender's name goes with the sender's account.
    """

    response = models.ForeignKey(Response, models.PROTECT, related_name="submissions", verbose_name=_("response"))
    number = models.PositiveIntegerField(
        _("number"), help_text=_("1 for the first submission. Each later submission gets the next number.")
    )
    key = models.UUIDField(_("key"), unique=True, help_text=_("Prevents one form from being counted twice."))
    submitted_at = models.DateTimeField(_("submitted at"))
    submitted_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("submitted by"), null=True, blank=True
    )
    language = models.CharField(_("language"), max_length=2, choices=[("nl", _("Dutch")), ("en", _("English"))])
    snapshot = models.TextField(
        _("submitted text"), help_text=_("JSON in the fixed format used to calculate the hash.")
    )
    sha256 = models.CharField(_("SHA-256"), max_length=64)

    objects = SubmissionQuerySet.as_manager()

    class Meta:
        verbose_name = _("submission")
        verbose_name_plural = _("submissions")
        ordering = ["response", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["response", "number"], name="submission_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="submission_number_from_1"),
            models.CheckConstraint(condition=Q(language__in=["nl", "en"]), name="submission_language"),
            models.CheckConstraint(
                condition=Exact(F("sha256"), HASH_OF_SNAPSHOT), name="submission_hash_is_of_its_text"
            ),
        ]
        triggers = [
            *build_log_triggers("submitted_by", stays="stays_as_sent", forgotten="sender_is_only_forgotten"),
            build_hash_trigger(),
        ]

    def __str__(self) -> str:
        return f"{self.response}, {self.number}"
