"""Decide what a reader can see of a company.

Pages, lists, filters, exports, explanations and emails all ask this module, and none of them reads an audience, or a
field of a group, by itself.

`disclose_company` is for one company, `build_shown_condition` for a query, and `is_trl_counted` and
`build_trl_condition` for matching; tests check that they agree.
"""

from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q

from companies.profiles.models import Company
from companies.profiles.part_models import ReferenceCase
from companies.profiles.permissions import get_member_company_ids
from companies.profiles.visibility_models import Audience, CompanyConfidential, CompanyContact, ProfileGroup
from portal.accounts.models import User
from portal.core.bilingual import Bilingual
from portal.regions.models import ROM

Reader = User | AnonymousUser


class ReaderLevel(IntEnum):
    """How much of companies a reader can see, apart from members and admins, who see everything."""

    ANYBODY = 0
    STAFF = 1
    OWN_ROM = 2


REQUIRED_LEVELS = {
    Audience.EVERYONE: ReaderLevel.ANYBODY,
    Audience.STAFF: ReaderLevel.STAFF,
    Audience.OWN_ROM: ReaderLevel.OWN_ROM,
}


def has_access_level(reader: Reader, company: Company, level: ReaderLevel) -> bool:
    """Tell whether the reader has this level for the company; members and admins have every level.

    Memberships are checked last: most fields are public or for staff, and lists have many companies.
    """
    if level == ReaderLevel.ANYBODY:
        return True
    if not reader.is_authenticated:
        return False
    return (
        reader.is_superuser or level <= get_staff_level(reader, company) or company.pk in get_member_company_ids(reader)
    )


def get_staff_level(user: User, company: Company) -> ReaderLevel:
    if user.rom_id is None:
        return ReaderLevel.ANYBODY
    is_own = company.province is not None and company.province.rom_id == user.rom_id
    return ReaderLevel.OWN_ROM if is_own else ReaderLevel.STAFF


def build_shown_condition(reader: Reader, group: ProfileGroup) -> Q:
    """Return the condition for companies that show this group of fields to the reader."""
    everyone = Q(**{f"audience_{group}": Audience.EVERYONE})
    if not reader.is_authenticated:
        return everyone
    if reader.is_superuser:
        return Q()
    shown = everyone | Q(pk__in=reader.memberships.values("company"))
    if reader.rom_id is not None:
        shown |= Q(**{f"audience_{group}": Audience.STAFF}) | Q(province__rom=reader.rom_id)
    return shown


def is_trl_counted(company: Company, rom: ROM | None) -> bool:
    """Tell whether matching counts the TRL of the company for challenges of this ROM: only if its staff can see it.

    The engine applies the same rule by province (challenges.matching.engine.features).
    """
    if company.audience(ProfileGroup.MATURITY) != Audience.OWN_ROM:
        return True
    return rom is not None and company.province is not None and company.province.rom_id == rom.pk


def build_trl_condition(rom: ROM | None) -> Q:
    """Return the condition for companies whose TRL matching counts for this ROM, the same rule as `is_trl_counted`."""
    shared = ~Q(audience_maturity=Audience.OWN_ROM)
    return shared if rom is None else shared | Q(province__rom=rom)


def disclose_company(company: Company, reader: Reader, *, is_introduced: bool = False) -> "DisclosedCompany":
    """Return the company as this reader can see it.

    is_introduced: both sides accepted an introduction, so the reader sees the contact.
    """
    return DisclosedCompany(company, reader, is_introduced)


class DisclosedField:
    """A field of the company that belongs to a group: its value, or `empty` if the reader cannot see the group."""

    def __init__(self, group: ProfileGroup, empty: Any = None) -> None:
        self.group, self.empty = group, empty

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, shown: "DisclosedCompany", owner: type) -> Any:
        return getattr(shown.company, self.name) if shown.can_see(self.group) else self.empty


@dataclass(frozen=True)
class DisclosedCompany(Bilingual):
    """A company as one reader can see it. It has only the fields that belong to a group; the others are public."""

    company: Company
    reader: Reader
    is_introduced: bool = False

    trl = DisclosedField(ProfileGroup.MATURITY)
    civil_use_nl = DisclosedField(ProfileGroup.USE, "")
    civil_use_en = DisclosedField(ProfileGroup.USE, "")
    military_use_nl = DisclosedField(ProfileGroup.USE, "")
    military_use_en = DisclosedField(ProfileGroup.USE, "")
    reference_years = DisclosedField(ProfileGroup.REFERENCES, ())
    reference_count = DisclosedField(ProfileGroup.REFERENCES)
    team_size = DisclosedField(ProfileGroup.TEAM)
    founded_year = DisclosedField(ProfileGroup.TEAM)

    def can_see(self, group: ProfileGroup) -> bool:
        if self.is_introduced and group == ProfileGroup.CONTACT:
            return True
        return has_access_level(self.reader, self.company, REQUIRED_LEVELS[self.company.audience(group)])

    @property
    def hidden_groups(self) -> list[str]:
        """Return the groups that the reader cannot see, whether or not they are filled in."""
        return [group.value for group in ProfileGroup if not self.can_see(group)]

    @cached_property
    def reference_cases(self) -> list[ReferenceCase]:
        """Return the reference projects with one query, or none without a query if the reader cannot see them."""
        return list(self.company.reference_cases.all()) if self.can_see(ProfileGroup.REFERENCES) else []

    @property
    def contact(self) -> CompanyContact | None:
        """Return the contact; None if there is none, or if the reader cannot see it."""
        return getattr(self._hidden_parts, "contact", None) if self.can_see(ProfileGroup.CONTACT) else None

    @property
    def confidential(self) -> CompanyConfidential | None:
        """Return the confidential text; None if there is none, or if the reader cannot see it."""
        return getattr(self._hidden_parts, "confidential", None) if self.can_see(ProfileGroup.CONFIDENTIAL) else None

    @cached_property
    def _hidden_parts(self) -> Company | None:
        """Read contact and confidential text, as far as the reader can see them, in the one query that joins them."""
        seen = [group.value for group in (ProfileGroup.CONTACT, ProfileGroup.CONFIDENTIAL) if self.can_see(group)]
        joined = Company.objects.filter(pk=self.company.pk).select_related(*seen)
        return joined.only("pk", *seen).first()
