"""What a person may do with companies; which ones they may see is `Company.objects.visible_to(user)`.

Who acts for a company is known to its own people alone. To the others it says not even whether anybody does.
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
    """The company a person acts for: of several, the one they joined first. Asked once per request."""
    if not user.is_authenticated:
        return None
    if "own_company" not in vars(user):
        membership = user.memberships.select_related("company__province__rom").order_by("created_at", "id").first()
        vars(user)["own_company"] = membership.company if membership else None
    return cast(Company | None, vars(user)["own_company"])


def list_company_members(company: int) -> list[User]:
    """Return the people who act for a company, by its id, and can sign in."""
    return list(User.objects.filter(is_active=True, memberships__company=company).order_by("pk"))


def is_company_member(user: User | AnonymousUser, company: Company) -> bool:
    """Owners and members alike."""
    return user.is_authenticated and user.memberships.filter(company=company).exists()


def is_company_owner(user: User | AnonymousUser, company: Company) -> bool:
    """Whether the person is an owner at this moment."""
    return user.is_authenticated and user.memberships.owners().filter(company=company).exists()


company_member = restrict_view("company member", lambda user: get_own_company(user) is not None)


def require_own_company(user: User) -> Company:
    """`own_company` on the pages of `company_member`, which lets nobody else in."""
    company = get_own_company(user)
    if company is None:
        raise PermissionDenied
    return company


def can_edit_company(user: User | AnonymousUser, company: Company) -> bool:
    """Members edit their own company; staff of its ROM an unclaimed one; admins all."""
    if not user.is_authenticated:
        return False
    if user.is_superuser or company.pk in get_member_company_ids(user):
        return True
    return can_edit_as_staff(user, company)


def get_member_company_ids(user: User | AnonymousUser) -> frozenset[int]:
    """The companies a person acts for, to decide what to show. Asked once per request; who writes asks again."""
    if not user.is_authenticated:
        return frozenset()
    known = getattr(user, "company_ids", None)  # at hand for who is signed in: portal/accounts/backends.py
    if known is None:
        known = vars(user)["company_ids"] = frozenset(user.memberships.values_list("company", flat=True))
    return frozenset(known)


def can_edit_as_staff(user: User, company: Company) -> bool:
    """Until a company claims its profile, staff of its region keep it."""
    return not company.is_claimed and user.rom_id is not None and can_manage_profiles_in(user, company.province)


def can_manage_profiles_in(user: User, province: Province | None) -> bool:
    """Staff make and keep the profiles that nobody has claimed in their own region; admins everywhere."""
    return user.is_superuser or (province is not None and user.rom_id == province.rom_id)


def can_call_company(user: User, company: Company) -> bool:
    """Staff call the companies of their own region, whoever keeps the profile; admins all. Only about public ones."""
    return (
        company.is_published
        and (user.is_rom_staff or user.is_superuser)
        and can_manage_profiles_in(user, company.province)
    )


def can_create_staff_profiles(user: User | AnonymousUser) -> bool:
    """Staff and admins make profiles from sources; everyone else makes their own company's."""
    return user.is_authenticated and (user.is_rom_staff or user.is_superuser)


def get_visible_company(user: User | AnonymousUser, slug: str) -> Company:
    """404 when the user may not know that it exists."""
    visible = Company.objects.visible_to(user).select_related("province__rom", "logo").defer("logo__content")
    return get_object_or_404(visible, slug=slug)


def get_editable_company(user: User, slug: str) -> Company:
    """404 when the user may not know that it exists, or may read it only: one answer for both tells nothing."""
    company = get_visible_company(user, slug)
    if not can_edit_company(user, company):
        raise Http404
    return company


def get_owned_company(user: User, slug: str) -> Company:
    """For its owners alone: 404 for everyone else, members too, as an owner decides on the whole profile."""
    owned = user.memberships.filter(role=Membership.Role.OWNER).values("company")
    return get_object_or_404(Company, slug=slug, pk__in=owned)
