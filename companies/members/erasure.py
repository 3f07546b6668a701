"""Erase an account, and decide what happens to the companies of which it is the only owner."""

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
    """Return the companies that only this person owns, by name."""
    owned = Company.objects.filter(memberships__user=user, memberships__role=Membership.Role.OWNER)
    others = Membership.objects.filter(role=Membership.Role.OWNER).exclude(user=user).values("company")
    return list(owned.exclude(pk__in=others).order_by("name", "pk"))


@transaction.atomic
def erase_account(user: User, *, with_companies: bool = False) -> Erasure:
    """Erase the account, and with `with_companies` also the profiles that nobody else owns; confirm it by email.

    Raise ValidationError if such profiles exist and the person did not agree to erase them.
    """
    user = lock_account(user)
    companies = find_sole_owned_companies(user)
    if companies and not with_companies:
        raise ValidationError(_("Hand over your company first, or have its profile deleted too."), code="last_owner")
    for company in companies:
        erase_profile(company)
    return erase_and_notify(user)


@transaction.atomic
def withdraw_orphaned_companies(user: User) -> list[Company]:
    """Withdraw the profiles that nobody else owns, before an unused account is erased; the ROM may find a new owner."""
    found = find_sole_owned_companies(user)
    for company in Company.objects.select_for_update(of=("self",)).filter(pk__in=[company.pk for company in found]):
        company.state, company.claimed_at = Company.State.WITHDRAWN, None
        company.save()
    return found
