"""What a person may do with companies; which ones they may see is `Company.objects.visible_to(user)`.

Only members of a company know who its members are. Others do not even learn whether it has any.
"""

from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from companies.profiles.membership_models import Membership
from companies.profiles.models import Company
from portal.accounts.models import User
from portal.core.policy import restrict_view
from portal.regions.models import Province


def get_own_company(user: User | AnonymousUser) -> Company | None:
    """Return the company of a person, of several the one they joined first; one query per request."""
    if not user.is_authenticated:
        return None
    if "own_company" not in vars(user):
        membership = user.memberships.select_related("company__province__rom").order_by("created_at", "id").first()
        vars(user)["own_company"] = membership.company if membership else None
    return cast(Company | None, vars(user)["own_company"])


def list_company_members(company: int) -> list[User]:
    """Return the members of the company with this id who can sign in."""
    return list(User.objects.filter(is_active=True, memberships__company=company).order_by("pk"))


def is_company_member(user: User | AnonymousUser, company: Company) -> bool:
    """Tell whether the person is an owner or member of the company at this moment."""
    return user.is_authenticated and user.memberships.filter(company=company).exists()


def is_company_owner(user: User | AnonymousUser, company: Company) -> bool:
    """Tell whether the person is an owner of the company at this moment."""
    return user.is_authenticated and user.memberships.owners().filter(company=company).exists()


company_member = restrict_view("company member", lambda user: get_own_company(user) is not None)


def require_own_company(user: User) -> Company:
    """Return the company of a person on pages with `@company_member`, or raise PermissionDenied."""
    company = get_own_company(user)
    if company is None:
        raise PermissionDenied
    return company


def can_edit_company(user: User | AnonymousUser, company: Company) -> bool:
    """Let members edit their own company, staff the unclaimed ones of their region, and admins all."""
    if not user.is_authenticated:
        return False
    if user.is_superuser or company.pk in get_member_company_ids(user):
        return True
    return can_edit_as_staff(user, company)


def get_member_company_ids(user: User | AnonymousUser) -> frozenset[int]:
    """Return the ids of the person's companies, read once per request: good enough to show things, not to write."""
    if not user.is_authenticated:
        return frozenset()
    known = getattr(user, "company_ids", None)  # portal/accounts/backends.py reads it with a signed-in user
    if known is None:
        known = vars(user)["company_ids"] = frozenset(user.memberships.values_list("company", flat=True))
    return frozenset(known)


def can_edit_as_staff(user: User, company: Company) -> bool:
    """Let staff edit the profiles of their region that no company has claimed."""
    return not company.is_claimed and user.rom_id is not None and can_manage_profiles_in(user, company.province)


def can_manage_profiles_in(user: User, province: Province | None) -> bool:
    """Let staff create and edit unclaimed profiles in their own region, and admins everywhere."""
    return user.is_superuser or (province is not None and user.rom_id == province.rom_id)


def can_call_company(user: User, company: Company) -> bool:
    """Let staff call companies of their own region about a published profile, claimed or not; admins all companies."""
    return (
        company.is_published
        and (user.is_rom_staff or user.is_superuser)
        and can_manage_profiles_in(user, company.province)
    )


def can_create_staff_profiles(user: User | AnonymousUser) -> bool:
    """Let staff and admins create profiles of other companies; everybody else creates their own."""
    return user.is_authenticated and (user.is_rom_staff or user.is_superuser)


def get_visible_company(user: User | AnonymousUser, slug: str) -> Company:
    """Return the company, or raise Http404 if the user may not know that it exists."""
    visible = Company.objects.visible_to(user).select_related("province__rom", "logo").defer("logo__content")
    return get_object_or_404(visible, slug=slug)


def get_editable_company(user: User, slug: str) -> Company:
    """Return the company, or raise Http404 if the user may not edit it, whether or not they may see it."""
    company = get_visible_company(user, slug)
    if not can_edit_company(user, company):
        raise Http404
    return company


def get_owned_company(user: User, slug: str) -> Company:
    """Return the company, or raise Http404 unless the user is an owner, who alone decides about the whole profile."""
    owned = user.memberships.filter(role=Membership.Role.OWNER).values("company")
    return get_object_or_404(Company, slug=slug, pk__in=owned)
