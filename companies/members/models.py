"""The three ways to become a member of a company: ask its owners, claim a profile, or be invited."""

from typing import Any, Self, TypeVar

from allauth.account.models import EmailAddress
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Lower, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events

MESSAGE_LENGTH = 1000
OPEN = "open"


Row = TypeVar("Row", bound=models.Model)


class DecidableRequestQuerySet(models.QuerySet[Row]):
    def open(self) -> Self:
        """Select those that nobody has answered yet."""
        return self.filter(state=OPEN)

    def in_time(self) -> Self:
        """Select those whose link still works, by the clock of PostgreSQL."""
        return self.filter(expires_at__gt=Now())


class DecidableRequest(models.Model):
    """A row that is open until somebody decides; after that the decision stays."""

    state: Any  # a field of the subclass: each kind has states of its own
    created_at = models.DateTimeField(_("asked at"), auto_now_add=True)
    decided_at = models.DateTimeField(_("decided at"), null=True, blank=True)
    decided_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("decided by"), null=True, blank=True
    )

    class Meta:
        abstract = True

    @property
    def is_open(self) -> bool:
        return bool(self.state == OPEN)


def _build_decision_constraint(name: str) -> models.CheckConstraint:
    """Require a time of decision for all rows but open ones."""
    is_open, is_decided = Q(state=OPEN, decided_at=None), ~Q(state=OPEN) & Q(decided_at__isnull=False)
    return models.CheckConstraint(condition=is_open | is_decided, name=name)


def _build_link_field() -> Any:
    """Return a field for the SHA-256 of a secret link, in hexadecimal; the link itself is stored nowhere."""
    return models.CharField(_("link"), max_length=64, unique=True, null=True, editable=False)


class JoinRequestQuerySet(DecidableRequestQuerySet["JoinRequest"]):
    def decided_by_owner(self, user: User) -> Self:
        """Select the requests to the companies that this person owns."""
        return self.filter(company__in=user.memberships.owners().values("company"))


@track_audit_events(without=("message",))
class JoinRequest(DecidableRequest):
    """A person asks to become a member of a company that has members already; its owners decide."""

    class State(models.TextChoices):
        OPEN = OPEN, _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")

    user = models.ForeignKey(User, models.CASCADE, related_name="join_requests", verbose_name=_("user"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="join_requests", verbose_name=_("company"))
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    message = models.TextField(_("message"), max_length=MESSAGE_LENGTH, blank=True)
    reminded_at = models.DateTimeField(_("owners reminded at"), null=True, blank=True)

    objects = JoinRequestQuerySet.as_manager()

    class Meta:
        verbose_name = _("request to join")
        verbose_name_plural = _("requests to join")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company"],
                condition=Q(state=OPEN),
                name="join_request_open_once",
                violation_error_message=_("You have asked this already."),
            ),
            _build_decision_constraint("join_request_decided_at"),
        ]
        indexes = [models.Index(fields=["company", "created_at"], condition=Q(state=OPEN), name="join_request_open")]

    def __str__(self) -> str:
        return f"{self.user}, {self.company}"


class ClaimQuerySet(DecidableRequestQuerySet["Claim"]):
    def reviewable_by(self, user: User) -> Self:
        """Select open claims for the ROM of the company's province that its staff may review; admins review all."""
        waiting = self.open().filter(way=Claim.Way.APPROVAL)
        if user.is_superuser:
            return waiting
        return waiting.filter(company__province__rom=user.rom_id) if user.rom_id else self.none()


@track_audit_events(without=("link", "address", "reason", "answer"))
class Claim(DecidableRequest):
    """A person takes over a profile that staff created, with proof by email or with approval of the ROM."""

    class Way(models.TextChoices):
        MAIL = "mail", _("By mail to the company's domain")
        APPROVAL = "approval", _("By the ROM's approval")

    class State(models.TextChoices):
        OPEN = OPEN, _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        WITHDRAWN = "withdrawn", _("Withdrawn")
        OVERTAKEN = "overtaken", _("Somebody else confirmed the profile")

    user = models.ForeignKey(User, models.CASCADE, related_name="claims", verbose_name=_("user"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="claims", verbose_name=_("company"))
    way = models.CharField(_("way"), max_length=10, choices=Way)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    reason = models.TextField(_("reason"), max_length=MESSAGE_LENGTH, blank=True)
    answer = models.TextField(_("answer"), max_length=MESSAGE_LENGTH, blank=True)
    address = models.EmailField(_("mailed to"), blank=True)
    link = _build_link_field()
    expires_at = models.DateTimeField(_("link works until"), null=True, blank=True)

    objects = ClaimQuerySet.as_manager()

    class Meta:
        verbose_name = _("claim")
        verbose_name_plural = _("claims")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company", "way"],
                condition=Q(state=OPEN),
                name="claim_open_once",
                violation_error_message=_("You have asked this already."),
            ),
            _build_decision_constraint("claim_decided_at"),
            models.CheckConstraint(
                condition=Q(way="approval", link=None, expires_at=None) & ~Q(reason="")
                | Q(way="mail", expires_at__isnull=False) & ~Q(address=""),
                name="claim_has_its_proof",
            ),
            models.CheckConstraint(condition=Q(state=OPEN) | Q(link=None), name="claim_link_works_once"),
        ]
        indexes = [models.Index(fields=["company", "created_at"], condition=Q(state=OPEN), name="claim_open")]

    def __str__(self) -> str:
        return f"{self.user}, {self.company}"

    @property
    def is_late(self) -> bool:
        """Tell for pages whether the link has expired; whether it still works is decided by `in_time`."""
        return self.expires_at is not None and self.expires_at <= timezone.now()


class InvitationQuerySet(DecidableRequestQuerySet["Invitation"]):
    def for_addresses_of(self, user: User) -> Self:
        """Select open invitations to an email address that this person has verified."""
        verified = EmailAddress.objects.filter(user=user, verified=True).annotate(lower=Lower("email")).values("lower")
        return self.open().annotate(to=Lower("email")).filter(to__in=verified)


@track_audit_events(without=("link", "email"))
class Invitation(DecidableRequest):
    """An owner invites somebody by email to become a member: valid once, for two weeks, and only for that address."""

    class State(models.TextChoices):
        OPEN = OPEN, _("Waiting for an answer")
        ACCEPTED = "accepted", _("Accepted")
        DECLINED = "declined", _("Declined")
        REVOKED = "revoked", _("Revoked")

    company = models.ForeignKey(Company, models.CASCADE, related_name="invitations", verbose_name=_("company"))
    email = models.EmailField(_("e-mail address"))
    role = models.CharField(_("role"), max_length=10, choices=Membership.Role, default=Membership.Role.MEMBER)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.OPEN)
    invited_by = models.ForeignKey(
        User, models.SET_NULL, related_name="+", verbose_name=_("invited by"), null=True, blank=True
    )
    link = _build_link_field()
    mailed_at = models.DateTimeField(_("mailed at"))
    expires_at = models.DateTimeField(_("link works until"))

    objects = InvitationQuerySet.as_manager()

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-created_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                F("company"),
                Lower("email"),
                condition=Q(state=OPEN),
                name="invitation_open_once",
                violation_error_message=_("This address is invited already."),
            ),
            _build_decision_constraint("invitation_decided_at"),
            models.CheckConstraint(condition=Q(state=OPEN) | Q(link=None), name="invitation_link_works_once"),
            models.CheckConstraint(condition=Q(expires_at__gt=F("mailed_at")), name="invitation_expires_after_mailing"),
        ]

    def __str__(self) -> str:
        return f"{self.email}, {self.company}"
