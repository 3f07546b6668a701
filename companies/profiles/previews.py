"""Made up readers, with whose eyes a company's people look at their own page."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser
from django.db.models import TextChoices
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from companies.profiles.models import Company
from companies.profiles.visibility import Reader
from portal.accounts.models import User

NOBODY = 0  # the number of no account and of no ROM


class ProfilePreviewReader(TextChoices):
    PUBLIC = "public", _("A visitor")
    ROM = "rom", _("Staff of another ROM")
    OWN_ROM = "own_rom", _("Your own ROM")
    DEFENCE = "defence", _("Staff of Defence")

    @property
    def in_a_sentence(self) -> str:
        """Only the first letter changes: ROM stays ROM."""
        return str(self.label)[:1].lower() + str(self.label)[1:]

    @classmethod
    def for_company(cls, company: Company) -> list["ProfilePreviewReader"]:
        """Without a province there is no own ROM."""
        return [each for each in cls if each != cls.OWN_ROM or company.province is not None]

    def reader(self, company: Company) -> Reader:
        """An account that is stored nowhere; every rule takes it for a real one. Defence counts as any other staff."""
        if self == ProfilePreviewReader.PUBLIC:
            return AnonymousUser()
        own = company.province.rom_id if company.province else NOBODY
        rom = own if self == ProfilePreviewReader.OWN_ROM else NOBODY
        return User(pk=NOBODY, rom_id=rom, rom_role=User.ROMRole.ADVISER)


@dataclass(frozen=True)
class ProfilePreviewLink:
    label: str
    url: str
    is_current: bool


def build_profile_preview_links(
    company: Company, current: ProfilePreviewReader | None = None
) -> list[ProfilePreviewLink]:
    page = reverse("companies:company_preview", args=[company.slug])
    return [
        ProfilePreviewLink(str(each.label), f"{page}?as={each}", each == current)
        for each in ProfilePreviewReader.for_company(company)
    ]
