"""What erasure would do, told beforehand: counted in the same register that it follows."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst

from portal.accounts.models import User
from portal.privacy.inventory.kinds import Fate, Thing
from portal.privacy.inventory.register import is_about_a_person, model_of, things, title_of


@dataclass(frozen=True)
class Line:
    """Rows of one kind: how many, and why they stay where they do."""

    title: str
    count: int
    reason: str = ""


@dataclass
class Plan:
    goes: list[Line] = field(default_factory=list)
    unnamed: list[Line] = field(default_factory=list)
    stays: list[Line] = field(default_factory=list)


def plan_for_person(user: User) -> Plan:
    """Without the companies' own things, which stay with the company."""
    plan = Plan()
    for thing in things():
        model: Any = model_of(thing)
        if not thing.owner or not (count := model._base_manager.filter(**{thing.owner: user.pk}).count()):
            continue
        if is_about_a_person(thing, model):
            plan.goes.append(line(thing, count))
        else:
            reasons = {str(use.reason) for _name, use in thing.uses() if use.fate == Fate.UNNAMED}
            plan.unnamed.append(line(thing, count, "; ".join(sorted(reasons))))
            if kept := {str(use.reason) for _name, use in thing.uses() if use.fate == Fate.STAYS}:
                plan.stays.append(line(thing, count, "; ".join(sorted(kept))))
    return plan


def plan_for_company(number: int, user: User) -> Plan:
    """What the person may see of it on the site: what a ROM noted for itself is not even counted."""
    plan = Plan()
    for thing in things():
        if not thing.company or not thing.personal:
            continue
        model: Any = model_of(thing)
        rows = model._base_manager.filter(**{thing.company: number})
        if hasattr(model, "objects") and hasattr(model.objects, "visible_to"):
            rows = rows.filter(pk__in=model.objects.visible_to(user).values("pk"))
        if count := rows.count():
            goes = {Fate.REMOVED: plan.goes, Fate.UNNAMED: plan.unnamed, Fate.STAYS: plan.stays}[thing.with_company]
            goes.append(line(thing, count))
    return plan


def line(thing: Thing, count: int, reason: str = "") -> Line:
    title = title_of(thing) if thing.title or count > 1 else str(model_of(thing)._meta.verbose_name)
    return Line(capfirst(title), count, reason)
