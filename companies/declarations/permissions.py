from django.contrib.auth.models import AnonymousUser
from django.shortcuts import get_object_or_404

from companies.declarations.vetting_models import Vetting
from companies.profiles.models import Company
from companies.profiles.permissions import can_keep_profiles_in, companies_of, makes_profiles_for_others
from portal.accounts.models import User


def can_sign_for(user: User | AnonymousUser, company: Company) -> bool:
    """Any member declares for the company, under their own name; staff and admins never do it for them."""
    return company.is_claimed and user.is_authenticated and user.memberships.filter(company=company).exists()


def can_read_declarations(user: User | AnonymousUser, company: Company) -> bool:
    """What a company declares is for its own people, for ROM staff and for admins; not for the public."""
    return makes_profiles_for_others(user) or company.pk in companies_of(user)


def can_read_signatures(user: User | AnonymousUser, company: Company) -> bool:
    """Who signed is for the company itself, for the ROM of its region and for admins."""
    if not user.is_authenticated:
        return False
    return can_keep_profiles_in(user, company.province) or company.pk in companies_of(user)


def get_company_to_sign_for(user: User, slug: str) -> Company:
    """404 for everyone but the members of a company that acts for itself."""
    own = Company.objects.filter(memberships__user=user, claimed_at__isnull=False).select_related("province__rom")
    return get_object_or_404(own, slug=slug)


def can_vet(user: User | AnonymousUser, company: Company) -> bool:
    """Staff vet the companies of their own region; admins all, for Defence."""
    return user.is_authenticated and makes_profiles_for_others(user) and can_keep_profiles_in(user, company.province)


def scopes_for(user: User) -> list[Vetting.Scope]:
    """What this person's vetting can say: Defence speaks through the admins, who name no ROM."""
    if user.is_superuser:
        return [Vetting.Scope.DEFENCE, Vetting.Scope.SECURITY]
    return [Vetting.Scope.ROM] if user.is_rom_staff else []
