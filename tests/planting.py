"""Words like no others, planted in every text that the register knows of about one person and their company."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pgtrigger
from allauth.account.models import EmailAddress, EmailConfirmation
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.db import DatabaseError, models, transaction

from companies.profiles.models import Company
from portal.accounts.models import User
from portal.privacy.inventory import InventoryEntry, get_entry_model, list_inventory_entries
from tests.factories import MembershipFactory
from tests.samples import SAMPLES

NO_ROWS = {"pghistory.Context"}  # made by the acts themselves


@dataclass
class Planted:
    """words: by field, as "companies.Company.name". rows: the row of each thing, by its label."""

    user: User
    company: Company
    words: dict[str, str] = field(default_factory=dict)
    rows: dict[str, Any] = field(default_factory=dict)


def plant(seed: str) -> Planted:
    """A person who owns a company, with a row of everything that can be about the two."""
    membership = MembershipFactory()
    planted = Planted(membership.user, membership.company)
    EmailAddress.objects.create(user=planted.user, email=planted.user.email, primary=True, verified=True)
    for thing in list_inventory_entries():
        if (thing.owner or thing.company) and thing.label not in NO_ROWS:
            row = row_for(thing, planted)
            planted.rows[thing.label] = row
            for name, value, word in plantable(row, f"{seed} {thing.label}"):
                if changed(row, name, value):
                    planted.words[f"{thing.label}.{name}"] = word
    planted.user.refresh_from_db()
    planted.company.refresh_from_db()
    return planted


def row_for(thing: InventoryEntry, planted: Planted) -> Any:
    """The one that is there, or a new one that is about both."""
    model = get_entry_model(thing)
    path, about = (thing.owner, planted.user) if thing.owner else (thing.company, planted.company)
    rows = model._base_manager.filter(**{path: about.pk})
    if not rows:
        attach(new_row(model, planted), thing, planted)
    return rows.all()[0]


def new_row(model: Any, planted: Planted) -> Any:
    make: dict[Any, Callable[[], Any]] = {
        **SAMPLES,
        EmailConfirmation: lambda: EmailConfirmation.objects.create(
            email_address=EmailAddress.objects.get(user=planted.user), key=f"key-{planted.user.pk}"
        ),
        LogEntry: lambda: LogEntry.objects.create(
            user=planted.user,
            content_type=ContentType.objects.get_for_model(User),
            object_id=planted.user.pk,
            action_flag=CHANGE,
        ),
        User.groups.through: lambda: linked(planted.user.groups, Group.objects.create(name=f"g{planted.user.pk}")),
        User.user_permissions.through: lambda: linked(planted.user.user_permissions, Permission.objects.first()),
    }
    assert model in make, f"{model._meta.label} needs a row in tests/samples.py"
    return make[model]()


def linked(manager: Any, other: Any) -> Any:
    manager.add(other)
    return manager.through.objects.get(user=manager.instance)


def attach(row: Any, thing: InventoryEntry, planted: Planted) -> None:
    for path, about in ((thing.owner, planted.user), (thing.company, planted.company)):
        if path and path != "pk":
            *steps, last = path.split("__")
            thing_that_leads = row
            for step in steps:
                thing_that_leads = getattr(thing_that_leads, step)
            assert changed(thing_that_leads, last, about), f"{thing.label} can be given no {path}"


def plantable(row: Any, seed: str) -> Iterator[tuple[str, Any, str]]:
    """(field, value, the word in it) of each text of the row."""
    for each in row._meta.concrete_fields:
        word = a_word(f"{seed} {each.name}")
        if each.choices or each.is_relation or each.primary_key or isinstance(each, models.GeneratedField):
            continue
        if isinstance(each, models.EmailField):
            yield each.name, f"{word}@example.org", word
        elif isinstance(each, models.URLField):
            yield each.name, f"https://{word}.example", word
        elif isinstance(each, models.JSONField):
            yield each.name, {"said": word}, word
        elif isinstance(each, models.CharField | models.TextField) and (each.max_length or 99) >= len(word):
            yield each.name, f"/{word}" if each.name == "url" else word, word


def a_word(seed: str) -> str:
    digest = hashlib.sha256(seed.encode()).digest()
    return "".join(chr(ord("a") + byte % 26) for byte in digest[:14])


def changed(row: Any, name: str, value: Any) -> bool:
    """False where a constraint refuses it; triggers that keep a row as it is look away."""
    values = {name: value}
    if name == "snapshot":
        values["sha256"] = hashlib.sha256(value.encode()).hexdigest()
    try:
        with transaction.atomic(), pgtrigger.ignore(*guards(type(row))):
            return bool(type(row)._base_manager.filter(pk=row.pk).update(**values))
    except DatabaseError:
        return False


def guards(model: type[models.Model]) -> list[str]:
    kinds = (pgtrigger.Protect, pgtrigger.ReadOnly)
    guards = [each for each in getattr(model._meta, "triggers", []) if isinstance(each, kinds)]
    return [f"{model._meta.label}:{each.name}" for each in guards] or ["portal.UserEvent:append_only"]
