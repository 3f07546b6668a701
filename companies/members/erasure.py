"""Leaving for good: an account, and what becomes of the companies that it was the last owner of."""

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from companies.profiles.services import erase_profile
from portal.accounts.models import User
from portal.privacy.erasure import erase_and_notify, lock_account
from portal.privacy.models import Erasure


def find_sole_owned_companies(user: User) -> list[Company]:
    """Those that nobody else owns."""
    owned = Company.objects.filter(memberships__user=user, memberships__role=Membership.Role.OWNER)
    others = Membership.objects.filter(role=Membership.Role.OWNER).exclude(user=user).values("company")
    return list(owned.exclude(pk__in=others).order_by("name", "pk"))


@transaction.atomic
def erase_account(user: User, *, with_companies: bool = False) -> Erasure:
    """Erase the account, and the profiles that nobody else owns where the person says so. Raises ValidationError.

    A mail says that it was done: the last one, which names nothing.
    """
    user = lock_account(user)
    alone = find_sole_owned_companies(user)
    if alone and not with_companies:
        raise ValidationError(_("Hand over your company first, or have its profile deleted too."), code="last_owner")
    for company in alone:
        erase_profile(company)
    return erase_and_notify(user)


@transaction.atomic
def withdraw_orphaned_companies(user: User) -> list[Company]:
    """Withdraw what nobody else owns, of an account that goes because nobody used it: the ROM may find an heir."""
    found = find_sole_owned_companies(user)
    for company in Company.objects.select_for_update(of=("self",)).filter(pk__in=[company.pk for company in found]):
        company.state, company.claimed_at = Company.State.WITHDRAWN, None
        company.save()
    return found
