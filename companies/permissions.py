"""What a person may do with companies; which ones they may see is `Company.objects.visible_to(user)`.

Who acts for a company is known to its own people alone. To the others it says not even whether anybody does.
"""

from typing import cast

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.shortcuts import get_object_or_404

from companies.models import Claim, Company, Membership, Vetting
from portal import policy
from portal.models import Province, User


def own_company(user: User | AnonymousUser) -> Company | None:
    """The company a person acts for: of several, the one they joined first. Asked once per request."""
    if not user.is_authenticated:
        return None
    if "own_company" not in vars(user):
        membership = user.memberships.select_related("company__province__rom").order_by("created_at", "id").first()
        vars(user)["own_company"] = membership.company if membership else None
    return cast(Company | None, vars(user)["own_company"])


def acts_for(user: User | AnonymousUser, company: Company) -> bool:
    """Owners and members alike."""
    return user.is_authenticated and user.memberships.filter(company=company).exists()


def owns(user: User | AnonymousUser, company: Company) -> bool:
    """Whether the person is an owner at this moment."""
    return user.is_authenticated and user.memberships.owners().filter(company=company).exists()


company_member = policy.only("company member", lambda user: own_company(user) is not None)


def company_of_member(user: User) -> Company:
    """`own_company` on the pages of `company_member`, which lets nobody else in."""
    company = own_company(user)
    if company is None:
        raise PermissionDenied
    return company


def can_edit_company(user: User | AnonymousUser, company: Company) -> bool:
    """Members edit their own company; staff of its ROM an unclaimed one; admins all."""
    if not user.is_authenticated:
        return False
    if user.is_superuser or company.pk in companies_of(user):
        return True
    return can_edit_for_rom(user, company)


def can_sign_for(user: User | AnonymousUser, company: Company) -> bool:
    """Any member declares for the company, under their own name; staff and admins never do it for them."""
    return company.is_claimed and user.is_authenticated and user.memberships.filter(company=company).exists()


def companies_of(user: User | AnonymousUser) -> frozenset[int]:
    """The companies a person acts for, to decide what to show. Asked once per request; who writes asks again."""
    if not user.is_authenticated:
        return frozenset()
    known = getattr(user, "company_ids", None)  # at hand for who is signed in: portal/backends.py
    if known is None:
        known = vars(user)["company_ids"] = frozenset(user.memberships.values_list("company", flat=True))
    return frozenset(known)


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


def can_edit_for_rom(user: User, company: Company) -> bool:
    """Until a company claims its profile, staff of its region keep it."""
    return not company.is_claimed and user.rom_id is not None and can_keep_profiles_in(user, company.province)


def can_keep_profiles_in(user: User, province: Province | None) -> bool:
    """Staff make and keep the profiles that nobody has claimed in their own region; admins everywhere."""
    return user.is_superuser or (province is not None and user.rom_id == province.rom_id)


def can_call(user: User, company: Company) -> bool:
    """Staff call the companies of their own region, whoever keeps the profile; admins all. Only about public ones."""
    return (
        company.is_published
        and (user.is_rom_staff or user.is_superuser)
        and can_keep_profiles_in(user, company.province)
    )


def can_vet(user: User | AnonymousUser, company: Company) -> bool:
    """Staff vet the companies of their own region; admins all, for Defence."""
    return user.is_authenticated and makes_profiles_for_others(user) and can_keep_profiles_in(user, company.province)


def scopes_for(user: User) -> list[Vetting.Scope]:
    """What this person's vetting can say: Defence speaks through the admins, who name no ROM."""
    if user.is_superuser:
        return [Vetting.Scope.DEFENCE, Vetting.Scope.SECURITY]
    return [Vetting.Scope.ROM] if user.is_rom_staff else []


def makes_profiles_for_others(user: User | AnonymousUser) -> bool:
    """Staff and admins make profiles from sources; everyone else makes their own company's."""
    return user.is_authenticated and (user.is_rom_staff or user.is_superuser)


def may_join_companies(user: User | AnonymousUser) -> bool:
    """Staff judge who stands behind a profile, so they ask for none themselves."""
    return user.is_authenticated and not makes_profiles_for_others(user)


joins_companies = policy.only("signed in, no staff", may_join_companies)


def can_see_people(user: User | AnonymousUser, company: Company) -> bool:
    """The people of a company see each other; admins see all."""
    return user.is_authenticated and (user.is_superuser or acts_for(user, company))


def can_manage_people(user: User | AnonymousUser, company: Company) -> bool:
    """Owners say who else acts for the company; so do admins, where no owner answers."""
    return user.is_authenticated and (user.is_superuser or owns(user, company))


def can_judge_claim(user: User | AnonymousUser, claim: Claim) -> bool:
    """Staff of the ROM of the company's province, and admins. The same rule as Claim.objects.judged_by."""
    return user.is_authenticated and Claim.objects.judged_by(user).filter(pk=claim.pk).exists()


def get_company_of_people(user: User, slug: str) -> Company:
    """For the page of its people: 404 for all others, whether or not the company is there."""
    company = get_visible_company(user, slug)
    if not can_see_people(user, company):
        raise Http404
    return company


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
