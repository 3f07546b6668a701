from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404

from companies.declarations.models import Vetting
from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles, can_manage_profiles_in, get_member_company_ids
from portal.accounts.models import User


def can_sign_declarations(user: User | AnonymousUser, company: Company) -> bool:
    """Let every member sign for the company, under their own name; staff and admins never do it for them."""
    return company.is_claimed and user.is_authenticated and user.memberships.filter(company=company).exists()


def can_read_declarations(user: User | AnonymousUser, company: Company) -> bool:
    """Let members of the company, ROM staff and admins read what it declares; it is not public."""
    return can_create_staff_profiles(user) or company.pk in get_member_company_ids(user)


def can_read_signatures(user: User | AnonymousUser, company: Company) -> bool:
    """Let members of the company, staff of the ROM of its region and admins read who signed."""
    if not user.is_authenticated:
        return False
    return can_manage_profiles_in(user, company.province) or company.pk in get_member_company_ids(user)


def get_signable_company(user: User, slug: str) -> Company:
    """Return the company, or raise Http404 unless the user is a member and the profile is claimed."""
    own = Company.objects.filter(memberships__user=user, claimed_at__isnull=False).select_related("province__rom")
    return get_object_or_404(own, slug=slug)


def can_vet_company(user: User | AnonymousUser, company: Company) -> bool:
    """Let staff vet the companies of their own region, and admins all companies, for Defence."""
    return user.is_authenticated and can_create_staff_profiles(user) and can_manage_profiles_in(user, company.province)


def get_vetting_scopes(user: User) -> list[Vetting.Scope]:
    """Return the scopes in which the person may vet: staff for their ROM, admins for Defence."""
    if user.is_superuser:
        return [Vetting.Scope.DEFENCE, Vetting.Scope.SECURITY]
    return [Vetting.Scope.ROM] if user.is_rom_staff else []
