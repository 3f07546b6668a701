"""What erasure would do, told beforehand: counted in the same register that it follows."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst

from portal.accounts.models import User
from portal.privacy.inventory import (
    ErasureFate,
    InventoryEntry,
    get_entry_model,
    get_entry_title,
    is_about_person,
    list_inventory_entries,
)


@dataclass(frozen=True)
class ErasureLine:
    """Rows of one kind: how many, and why they stay where they do."""

    title: str
    count: int
    reason: str = ""


@dataclass
class ErasurePlan:
    goes: list[ErasureLine] = field(default_factory=list)
    unnamed: list[ErasureLine] = field(default_factory=list)
    stays: list[ErasureLine] = field(default_factory=list)


def plan_person_erasure(user: User) -> ErasurePlan:
    """Without the companies' own things, which stay with the company."""
    plan = ErasurePlan()
    for thing in list_inventory_entries():
        model: Any = get_entry_model(thing)
        if not thing.owner or not (count := model._base_manager.filter(**{thing.owner: user.pk}).count()):
            continue
        if is_about_person(thing, model):
            plan.goes.append(build_erasure_line(thing, count))
        else:
            reasons = {str(use.reason) for _name, use in thing.uses() if use.fate == ErasureFate.UNNAMED}
            plan.unnamed.append(build_erasure_line(thing, count, "; ".join(sorted(reasons))))
            if kept := {str(use.reason) for _name, use in thing.uses() if use.fate == ErasureFate.STAYS}:
                plan.stays.append(build_erasure_line(thing, count, "; ".join(sorted(kept))))
    return plan


def plan_company_erasure(number: int, user: User) -> ErasurePlan:
    """What the person may see of it on the site: what a ROM noted for itself is not even counted."""
    plan = ErasurePlan()
    for thing in list_inventory_entries():
        if not thing.company or not thing.personal:
            continue
        model: Any = get_entry_model(thing)
        rows = model._base_manager.filter(**{thing.company: number})
        if hasattr(model, "objects") and hasattr(model.objects, "visible_to"):
            rows = rows.filter(pk__in=model.objects.visible_to(user).values("pk"))
        if count := rows.count():
            goes = {ErasureFate.REMOVED: plan.goes, ErasureFate.UNNAMED: plan.unnamed, ErasureFate.STAYS: plan.stays}[
                thing.with_company
            ]
            goes.append(build_erasure_line(thing, count))
    return plan


def build_erasure_line(thing: InventoryEntry, count: int, reason: str = "") -> ErasureLine:
    title = get_entry_title(thing) if thing.title or count > 1 else str(get_entry_model(thing)._meta.verbose_name)
    return ErasureLine(capfirst(title), count, reason)
