"""Bring the database up to date with the reference data of this version, and keep what people changed."""

from collections.abc import Callable

from django.db import transaction

from portal.importing.reference.loader import LoadOutcome, ReferenceLoader
from portal.importing.reference.regions import AgreementLoader, ProvinceLoader, ROMLoader
from portal.importing.reference.technologies import FocusAreaLoader, TechnologyLoader

__all__ = ["LoadOutcome", "load_reference_data"]

LOADERS: tuple[type[ReferenceLoader], ...] = (
    ROMLoader,
    ProvinceLoader,
    AgreementLoader,
    FocusAreaLoader,
    TechnologyLoader,
)


@transaction.atomic
def load_reference_data(tell: Callable[[LoadOutcome], None] = lambda outcome: None) -> list[LoadOutcome]:
    """All or nothing; `tell` hears of each kind as it is done."""
    outcomes = []
    for loader in LOADERS:
        outcomes.append(loader().load())
        tell(outcomes[-1])
    return outcomes
