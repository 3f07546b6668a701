"""Bring the database up to date with the reference data of this version, and keep what people changed."""

from collections.abc import Callable

from django.db import transaction

from portal.importing.reference.loader import Loader, Outcome
from portal.importing.reference.regions import Agreements, Provinces, ROMs
from portal.importing.reference.technologies import FocusAreas, Technologies

__all__ = ["Outcome", "load_reference"]

LOADERS: tuple[type[Loader], ...] = (ROMs, Provinces, Agreements, FocusAreas, Technologies)


@transaction.atomic
def load_reference(tell: Callable[[Outcome], None] = lambda outcome: None) -> list[Outcome]:
    """All or nothing; `tell` hears of each kind as it is done."""
    outcomes = []
    for loader in LOADERS:
        outcomes.append(loader().load())
        tell(outcomes[-1])
    return outcomes
