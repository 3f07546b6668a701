"""The fits that this process has read: each is megabytes, and never changes."""

from challenges.matching.engine.model import Model
from challenges.matching.model_services import active_fit
from challenges.matching.model_versions import Fit

_kept: list[tuple[int, Model]] = []


def active() -> tuple[int, Model] | None:
    """The number of the active fit, and its model; None where there is none that can be read."""
    number = Fit.objects.filter(is_active=True).values_list("pk", flat=True).first()
    for known, model in _kept[:]:
        if known == number:
            return known, model
    found = active_fit() if number else None
    if found is None:
        return None
    return keep(found[0].pk, found[1])


def keep(number: int, model: Model) -> tuple[int, Model]:
    """The one in use; others are forgotten."""
    _kept[:] = [(number, model)]
    return number, model


def model_of(number: int) -> Model:
    """Of a fit that may be another than the active one. Raises ValueError where it cannot be read."""
    for known, model in _kept[:]:
        if known == number:
            return model
    return keep(number, Model.from_bytes(bytes(Fit.objects.get(pk=number).data)))[1]
