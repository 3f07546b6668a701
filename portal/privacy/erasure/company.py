"""A company's profile and everything about the company."""

from typing import Any

from django.db import transaction

from portal.privacy.erasure.anonymise import blank_fields, blank_history_fields, list_erasable_fields, list_text_fields
from portal.privacy.erasure.audit_override import disable_guard_triggers
from portal.privacy.erasure.files import delete_stored_files
from portal.privacy.erasure.links import erase_page_address
from portal.privacy.erasure.person import clean_admin_log
from portal.privacy.erasure.rows import find_ids_ever_linked
from portal.privacy.inventory.kinds import ErasureFate, InventoryEntry
from portal.privacy.inventory.register import get_entry_model, list_inventory_entries
from portal.privacy.models import Erasure

COMPANY = "companies.Company"


@transaction.atomic
def erase_company(number: int, path: str, why: Erasure.Why = Erasure.Why.ASKED) -> Erasure:
    """Removes the profile and all that belongs to it; the caller has checked who asks, and holds the row.

    path: what stands in the addresses of the company's pages, "/companies/<slug>/"; the trail and messages forget it.
    """
    about = [thing for thing in list_inventory_entries() if thing.company]
    ids = {thing.label: find_ids_ever_linked(get_entry_model(thing), thing.company, number) for thing in about}
    counts = {}
    for thing in sorted(about, key=get_erasure_order):
        if count := _erase_company_rows(thing, ids[thing.label]):
            counts[thing.label] = count
    for thing in about:  # afterwards: removing a row is told in the trail, too
        blank_history_fields(get_entry_model(thing), ids[thing.label], list_text_fields(get_entry_model(thing)))
    erase_page_address(path)
    return Erasure.objects.create(what=Erasure.What.COMPANY, number=number, why=why, rows=counts)


def get_erasure_order(thing: InventoryEntry) -> tuple[bool, int]:
    """What hangs on a row goes before it; the company itself last."""
    return thing.label == COMPANY, -thing.company.count("__")


def _erase_company_rows(thing: InventoryEntry, ids: set[Any]) -> int:
    model: Any = get_entry_model(thing)
    clean_admin_log(model, ids)
    if thing.with_company != ErasureFate.REMOVED:
        words = list_erasable_fields(thing, model, tuple(ErasureFate))
        return blank_fields(model, ids, words) if thing.with_company == ErasureFate.UNNAMED else 0
    delete_stored_files(model, ids)
    with disable_guard_triggers(model):
        return int(model._base_manager.filter(pk__in=ids).delete()[1].get(model._meta.label, 0))
