"""One reader of each kind, by name, for tests of who sees what."""

from django.contrib.auth.models import AnonymousUser

from portal.accounts.models import User
from portal.regions.models import ROM
from tests.factories import CompanyFactory, MembershipFactory, UserFactory

PERSONAS = ("visitor", "registered", "member", "vetted", "invited", "adviser", "other_adviser", "admin")


def persona(name: str, rom: ROM) -> User | AnonymousUser:
    """`adviser` is of this ROM, `other_adviser` of another; `vetted` and `invited` are members of such a company."""
    if name == "visitor":
        return AnonymousUser()
    if name == "adviser":
        return UserFactory(rom=rom, rom_role="adviser")
    if name == "other_adviser":
        return UserFactory(adviser=True)
    if name in {"admin", "registered"}:
        return UserFactory(admin=name == "admin")
    vetted_on = "2026-01-01" if name == "vetted" else None
    return MembershipFactory(company=CompanyFactory(claimed=True, vetted_on=vetted_on)).user
