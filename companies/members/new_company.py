"""Making one's own company, where it is not there yet."""

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from companies.members.company_search import FoundCompany, find_existing_profile
from companies.members.permissions import can_join_companies
from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.slugs import find_free_slug
from portal.core.validation import save_validated

LOCK = 0x6D616B65  # "make": so that two colleagues who make their company at once make one


@transaction.atomic
def create_own_company(user: User, **fields: Any) -> Company:
    """A draft with its first owner. ValidationError, with code "exists", where the company has a profile already.

    A person who acts for a company already gets that one back: a form sent twice makes one company.
    """
    if not can_join_companies(user):
        raise PermissionDenied
    User.objects.lock().get(pk=user.pk)
    own = Company.objects.filter(memberships__user=user).order_by("memberships__created_at", "memberships__id").first()
    if own:
        return own
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    if found := find_profile_of_fields(user, fields):
        raise ValidationError(_describe_existing_profile(found), code="exists")
    company = Company(slug=find_free_slug(Company.objects.all(), fields["name"]), claimed_at=timezone.now(), **fields)
    save_validated(company)
    Membership.objects.create(user=user, company=company, role=Membership.Role.OWNER)
    return company


def find_profile_of_fields(user: User, fields: dict[str, Any]) -> FoundCompany | None:
    """The profile that the company of these fields has already."""
    return find_existing_profile(
        user,
        name=fields["name"],
        kvk_number=fields.get("kvk_number"),
        city=fields.get("city") or "",
        province=fields.get("province"),
    )


def _describe_existing_profile(found: FoundCompany) -> dict[str, str]:
    if found.number:
        return {"kvk_number": _("There is a profile with this KvK number already.")}
    return {"name": _("There is a profile of this company already.")}
