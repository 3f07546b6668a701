"""Which people work for which company, as owner or member."""

from typing import Self

import pgtrigger
from django.db import models
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.audit.models import track_audit_events

KEEPS_AN_OWNER = "membership_keeps_an_owner"  # the constraint that the database names when it refuses

# Checked at the end of the transaction, so that one owner may replace another, and with the company locked, so that of
# two owners who leave at once the second sees that the first has left.
_LAST_OWNER = """
PERFORM 1 FROM companies_company WHERE id = OLD.company_id AND claimed_at IS NOT NULL FOR NO KEY UPDATE;
IF FOUND AND NOT EXISTS (SELECT FROM companies_membership WHERE company_id = OLD.company_id AND role = 'owner') THEN
  RAISE EXCEPTION 'a company keeps an owner'
    USING ERRCODE = 'check_violation', CONSTRAINT = 'membership_keeps_an_owner';
END IF;
RETURN NULL;
"""


class MembershipQuerySet(models.QuerySet["Membership"]):
    def owners(self) -> Self:
        return self.filter(role=Membership.Role.OWNER)

    def of_reachable_people(self) -> Self:
        """Select the memberships of accounts that can still sign in."""
        return self.filter(user__is_active=True)


@track_audit_events()
class Membership(models.Model):
    """A person's role in a company. A claimed company always has an owner: the database keeps the last one."""

    class Role(models.TextChoices):
        OWNER = "owner", _("Owner")
        MEMBER = "member", _("Member")

    user = models.ForeignKey(User, models.CASCADE, related_name="memberships", verbose_name=_("user"))
    company = models.ForeignKey(Company, models.CASCADE, related_name="memberships", verbose_name=_("company"))
    role = models.CharField(_("role"), max_length=10, choices=Role, default=Role.MEMBER)
    created_at = models.DateTimeField(_("since"), auto_now_add=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        ordering = ["company", "user"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "company"],
                name="membership_once",
                violation_error_message=_("This person is a member already."),
            )
        ]
        triggers = [
            pgtrigger.Trigger(
                name="keeps_an_owner",
                level=pgtrigger.Row,
                when=pgtrigger.After,
                operation=pgtrigger.Update | pgtrigger.Delete,
                timing=pgtrigger.Deferred,
                condition=pgtrigger.Q(old__role="owner"),
                func=_LAST_OWNER,
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}, {self.company}"

    @property
    def is_owner(self) -> bool:
        return self.role == self.Role.OWNER
