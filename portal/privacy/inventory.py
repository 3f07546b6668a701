"""The inventory of the personal data that the site holds: of each model its personal fields, and for each a use.

companies/privacy.py, challenges/privacy.py and portal_models.py (for portal and the packages) name the fields. The
export, erasure, retention, the privacy page and docs/privacy.md all read this inventory.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from functools import cache
from importlib import import_module
from typing import Any

import pghistory.core
from django.apps import apps
from django.conf import settings
from django.db import models
from django.utils.text import capfirst
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


# --- uses that several entries share ---

WITH_ACCOUNT = RetentionPeriod(_("as long as you have an account"))
WITH_COMPANY = RetentionPeriod(_("as long as the company has a profile"))
WITH_CHALLENGE = RetentionPeriod(_("as long as the challenge is kept"))
HISTORY_PERIOD = RetentionPeriod(name="history")

MEMBER = FieldUse(_("to know who acts for which company or ROM, in which role"), LegalGround.CONTRACT, WITH_ACCOUNT)
PROFILE = FieldUse(
    _("to show a company and match it with challenges; of a one-person business this is about that person"),
    LegalGround.CONTRACT,
    WITH_COMPANY,
    ErasureFate.STAYS,
    _("it is the company's, not yours alone; it goes when the company's profile is deleted"),
)
MAKER = FieldUse(
    _("to know who made or decided something"),
    LegalGround.INTEREST,
    WITH_ACCOUNT,
    ErasureFate.UNNAMED,
    _("what was made or decided concerns others too"),
)
HISTORY = FieldUse(
    _("to be able to answer for who changed what and when"),
    LegalGround.INTEREST,
    HISTORY_PERIOD,
    ErasureFate.UNNAMED,
    _("an account's number stays, which leads to nobody once the account is gone"),
)


# --- the entries of all apps ---

# By name: the ground floor knows of the other apps as strings only.
MODULES = ("portal.privacy.portal_models", "companies.privacy", "challenges.privacy")


@cache
def list_inventory_entries() -> tuple[InventoryEntry, ...]:
    return tuple(thing for module in MODULES for thing in import_module(module).THINGS)


def get_entry_model(thing: InventoryEntry) -> type[models.Model]:
    """The model, also of a table that Django makes for a many-to-many field."""
    return apps.get_model(thing.label)


def get_entry_title(thing: InventoryEntry) -> str:
    return str(thing.title or get_entry_model(thing)._meta.verbose_name_plural)


def is_about_person(thing: InventoryEntry, model: type[models.Model]) -> bool:
    """Whether a row goes with its person: then even a date in it is personal. Who made a thing leaves it behind."""
    if thing.owner in ("", "pk"):
        return thing.owner == "pk"
    link: Any = model._meta.get_field(thing.owner.partition("__")[0])
    return link.is_relation and link.remote_field.on_delete is models.CASCADE


def iter_stored_models() -> Iterator[type[models.Model]]:
    """Every model with a table of its own, history tables aside."""
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and not model._meta.proxy and not is_history_model(model):
            yield model


def is_history_model(model: type[Any]) -> bool:
    return issubclass(model, pghistory.models.Event)


def list_history_models(model: type[Any]) -> list[type[Any]]:
    """The tables that hold a model's events; none where it is not audited."""
    return list(dict.fromkeys(getattr(model, "pgh_event_models", {}).values()))


def list_personal_data_uses() -> list[tuple[str, list[FieldUse]]]:
    """(kind, what it is for), for people to read: each use of a kind once."""
    kinds = [
        (get_entry_title(thing), list(dict.fromkeys(thing.personal.values())))
        for thing in list_inventory_entries()
        if thing.personal
    ]
    return [(capfirst(title), uses) for title, uses in kinds]
