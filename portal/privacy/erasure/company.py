"""A company's profile and everything about the company."""

from typing import Any

from django.db import transaction

from portal.privacy.erasure.anonymise import blank, blank_history, open_fields, words_of
from portal.privacy.erasure.audit_override import opened
from portal.privacy.erasure.files import remove_files
from portal.privacy.erasure.links import forget_address
from portal.privacy.erasure.person import clean_admin_log
from portal.privacy.erasure.rows import ids_ever
from portal.privacy.inventory.kinds import Fate, Thing
from portal.privacy.inventory.register import model_of, things
from portal.privacy.models import Erasure

COMPANY = "companies.Company"


@transaction.atomic
def erase_company(number: int, path: str, why: Erasure.Why = Erasure.Why.ASKED) -> Erasure:
    """Removes the profile and all that belongs to it; the caller has checked who asks, and holds the row.

    path: what stands in the addresses of the company's pages, "/companies/<slug>/"; the trail and messages forget it.
    """
    about = [thing for thing in things() if thing.company]
    ids = {thing.label: ids_ever(model_of(thing), thing.company, number) for thing in about}
    counts = {}
    for thing in sorted(about, key=furthest_first):
        if count := _forget(thing, ids[thing.label]):
            counts[thing.label] = count
    for thing in about:  # afterwards: removing a row is told in the trail, too
        blank_history(model_of(thing), ids[thing.label], open_fields(model_of(thing)))
    forget_address(path)
    return Erasure.objects.create(what=Erasure.What.COMPANY, number=number, why=why, rows=counts)


def furthest_first(thing: Thing) -> tuple[bool, int]:
    """What hangs on a row goes before it; the company itself last."""
    return thing.label == COMPANY, -thing.company.count("__")


def _forget(thing: Thing, ids: set[Any]) -> int:
    model: Any = model_of(thing)
    clean_admin_log(model, ids)
    if thing.with_company != Fate.REMOVED:
        words = words_of(thing, model, tuple(Fate))
        return blank(model, ids, words) if thing.with_company == Fate.UNNAMED else 0
    remove_files(model, ids)
    with opened(model):
        return int(model._base_manager.filter(pk__in=ids).delete()[1].get(model._meta.label, 0))
