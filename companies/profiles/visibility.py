"""What of a company a reader gets to see. The one place that decides: pages, lists, filters, exports, explanations and
mails ask here, and none of them reads an audience, or a field of a group, by itself.

`disclosed` is for one company, `shown_to` for a query over many, `counts_in` for matching; tests hold them together.
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
    """How near a reader stands to a company."""

    ANYBODY = 0
    STAFF = 1
    OWN_ROM = 2


LEAST = {
    Audience.EVERYONE: ReaderLevel.ANYBODY,
    Audience.STAFF: ReaderLevel.STAFF,
    Audience.OWN_ROM: ReaderLevel.OWN_ROM,
}


def has_access_level(reader: Reader, company: Company, level: ReaderLevel) -> bool:
    """Staff of Defence will count as staff. Admins see everything; what they read is noted as anybody's reading is.

    Memberships are asked for last: most facts are for everyone or for staff, and lists have many companies.
    """
    if level == ReaderLevel.ANYBODY:
        return True
    if not reader.is_authenticated:
        return False
    return (
        reader.is_superuser
        or level <= get_office_level(reader, company)
        or company.pk in get_member_company_ids(reader)
    )


def get_office_level(user: User, company: Company) -> ReaderLevel:
    if user.rom_id is None:
        return ReaderLevel.ANYBODY
    is_own = company.province is not None and company.province.rom_id == user.rom_id
    return ReaderLevel.OWN_ROM if is_own else ReaderLevel.STAFF


def build_shown_condition(reader: Reader, group: ProfileGroup) -> Q:
    """A condition on companies: this group of theirs may be shown to the reader."""
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
    """Whether matching counts the company's TRL for challenges of this ROM: only where its staff may see it.

    The engine decides the same by provinces (challenges.matching.engine.features.trl_for).
    """
    if company.audience(ProfileGroup.MATURITY) != Audience.OWN_ROM:
        return True
    return rom is not None and company.province is not None and company.province.rom_id == rom.pk


def build_trl_condition(rom: ROM | None) -> Q:
    """`counts_in` as a condition on companies."""
    shared = ~Q(audience_maturity=Audience.OWN_ROM)
    return shared if rom is None else shared | Q(province__rom=rom)


def disclose_company(company: Company, reader: Reader, *, is_introduced: bool = False) -> "DisclosedCompany":
    """is_introduced: the two were brought together and both said yes, so the reader sees whom to call."""
    return DisclosedCompany(company, reader, is_introduced)


class DisclosedField:
    """A field of the company that belongs to a group: its value, or the empty one where the reader does not see it."""

    def __init__(self, group: ProfileGroup, empty: Any = None) -> None:
        self.group, self.empty = group, empty

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = name

    def __get__(self, shown: "DisclosedCompany", owner: type) -> Any:
        return getattr(shown.company, self.name) if shown.sees(self.group) else self.empty


@dataclass(frozen=True)
class DisclosedCompany(Bilingual):
    """A company as one reader gets it. Holds the fields of the groups alone: the rest is for everyone."""

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

    def sees(self, group: ProfileGroup) -> bool:
        if self.is_introduced and group == ProfileGroup.CONTACT:
            return True
        return has_access_level(self.reader, self.company, LEAST[self.company.audience(group)])

    @property
    def hidden(self) -> list[str]:
        """The groups that are not for this reader, whether or not there is something in them."""
        return [group.value for group in ProfileGroup if not self.sees(group)]

    @cached_property
    def reference_cases(self) -> list[ReferenceCase]:
        """One query at most; none where they are not for the reader."""
        return list(self.company.reference_cases.all()) if self.sees(ProfileGroup.REFERENCES) else []

    @property
    def contact(self) -> CompanyContact | None:
        """None where it is not for the reader, or not there."""
        return getattr(self._hidden_parts, "contact", None) if self.sees(ProfileGroup.CONTACT) else None

    @property
    def confidential(self) -> CompanyConfidential | None:
        """None where it is not for the reader, or not there."""
        return getattr(self._hidden_parts, "confidential", None) if self.sees(ProfileGroup.CONFIDENTIAL) else None

    @cached_property
    def _hidden_parts(self) -> Company | None:
        """Both parts, of those that the reader sees, in one query; nothing else is joined to their tables."""
        seen = [group.value for group in (ProfileGroup.CONTACT, ProfileGroup.CONFIDENTIAL) if self.sees(group)]
        joined = Company.objects.filter(pk=self.company.pk).select_related(*seen)
        return joined.only("pk", *seen).first()
