"""The words of the register: a thing (a model), its personal fields, and for each field a use."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

YEAR = 365


class LegalGround(Enum):
    """Why it is lawful: the letter of article 6(1) of the GDPR (in Dutch: AVG)."""

    CONSENT = "a", _("your consent")
    CONTRACT = "b", _("needed for what you ask of the site")
    DUTY = "c", _("a duty by law")
    INTEREST = "f", _("a legitimate interest")

    @property
    def letter(self) -> str:
        return str(self.value[0])

    @property
    def words(self) -> str:
        return str(self.value[1])


class ErasureFate(Enum):
    """What erasure does to a field."""

    REMOVED = _("is removed")
    UNNAMED = _("stays, without who you are")
    STAYS = _("stays")

    @property
    def words(self) -> str:
        return str(self.value)


@dataclass(frozen=True)
class RetentionPeriod:
    """How long something is kept: in words, or a number of days that settings.KEEP_DAYS has under `name`."""

    words: Any = ""
    name: str = ""
    after: Any = ""

    def __str__(self) -> str:
        return f"{format_period(settings.KEEP_DAYS[self.name])}{self.after}" if self.name else str(self.words)


def format_period(days: int) -> str:
    years = days // YEAR
    if days and days % YEAR == 0:
        return ngettext("%(count)d year", "%(count)d years", years) % {"count": years}
    return ngettext("%(count)d day", "%(count)d days", days) % {"count": days}


@dataclass(frozen=True)
class FieldUse:
    """What a field is for, by which ground, for how long, and what erasure does to it; `reason`: why it may stay."""

    why: Any
    ground: LegalGround
    period: RetentionPeriod
    fate: ErasureFate = ErasureFate.REMOVED
    reason: Any = ""


@dataclass(frozen=True)
class InventoryEntry:
    """What one model holds of people.

    personal: field names, separated by spaces, with their use.  other: fields that never hold anything of a person.
    owner: the path from a row to the User that it is about ("user", "response__made_by"; "pk" for User itself).
    address: the field with an e-mail address, where rows are also about whoever has that address.
    company: the path from a row to the Company that it is about.
    unseen: personal fields that nobody is shown, not even the person (hashes, keys).
    unseen_if: (flag, fields): fields that nobody is shown either, where the row's flag is on.
    with_company: what happens to the rows when the company's profile is deleted.
    note: what the person should know of it, in the export.
    title: what people call the rows, where the model's own name is not that.
    file: how the file is named that the row holds as bytes: the path to its name ("attachment__name"), or the name.
    """

    label: str
    personal: Mapping[str, FieldUse] = field(default_factory=dict)
    other: str = ""
    owner: str = ""
    address: str = ""
    company: str = ""
    unseen: str = ""
    unseen_if: tuple[str, str] = ("", "")
    with_company: ErasureFate = ErasureFate.REMOVED
    note: Any = ""
    title: Any = ""
    file: str = ""

    def uses(self) -> Iterator[tuple[str, FieldUse]]:
        for names, use in self.personal.items():
            for name in names.split():
                yield name, use

    @property
    def named(self) -> list[str]:
        """Every field that it names, in the order given; a field named twice is there twice."""
        return [name for name, _use in self.uses()] + self.other.split()
