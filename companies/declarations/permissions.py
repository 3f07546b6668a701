from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404

from companies.declarations.models import Vetting
from companies.profiles.models import Company
from companies.profiles.permissions import can_create_staff_profiles, can_manage_profiles_in, get_member_company_ids
from portal.accounts.models import User


def can_sign_declarations(user: User | AnonymousUser, company: Company) -> bool:
    """Any member declares for the company, under their own name; staff and admins never do it for them."""
    return company.is_claimed and user.is_authenticated and user.memberships.filter(company=company).exists()


def can_read_declarations(user: User | AnonymousUser, company: Company) -> bool:
    """What a company declares is for its own people, for ROM staff and for admins; not for the public."""
    return can_create_staff_profiles(user) or company.pk in get_member_company_ids(user)


def can_read_signatures(user: User | AnonymousUser, company: Company) -> bool:
    """Who signed is for the company itself, for the ROM of its region and for admins."""
    if not user.is_authenticated:
        return False
    return can_manage_profiles_in(user, company.province) or company.pk in get_member_company_ids(user)


def get_signable_company(user: User, slug: str) -> Company:
    """404 for everyone but the members of a company that acts for itself."""
    own = Company.objects.filter(memberships__user=user, claimed_at__isnull=False).select_related("province__rom")
    return get_object_or_404(own, slug=slug)


def can_vet_company(user: User | AnonymousUser, company: Company) -> bool:
    """Staff vet the companies of their own region; admins all, for Defence."""
    return user.is_authenticated and can_create_staff_profiles(user) and can_manage_profiles_in(user, company.province)


def get_vetting_scopes(user: User) -> list[Vetting.Scope]:
    """What this person's vetting can say: Defence speaks through the admins, who name no ROM."""
    if user.is_superuser:
        return [Vetting.Scope.DEFENCE, Vetting.Scope.SECURITY]
    return [Vetting.Scope.ROM] if user.is_rom_staff else []
