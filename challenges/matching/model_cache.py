"""The fits that this process has read: each is megabytes, and never changes."""

from challenges.matching.engine.model import MatchingModel
from challenges.matching.model_services import load_active_version
from challenges.matching.model_versions import Fit

_kept: list[tuple[int, MatchingModel]] = []


def get_active_model() -> tuple[int, MatchingModel] | None:
    """The number of the active fit, and its model; None where there is none that can be read."""
    number = Fit.objects.filter(is_active=True).values_list("pk", flat=True).first()
    for known, model in _kept[:]:
        if known == number:
            return known, model
    found = load_active_version() if number else None
    if found is None:
        return None
    return cache_model(found[0].pk, found[1])


def cache_model(number: int, model: MatchingModel) -> tuple[int, MatchingModel]:
    """The one in use; others are forgotten."""
    _kept[:] = [(number, model)]
    return number, model


def get_cached_model(number: int) -> MatchingModel:
    """Of a fit that may be another than the active one. Raises ValueError where it cannot be read."""
    for known, model in _kept[:]:
        if known == number:
            return model
    return cache_model(number, MatchingModel.from_bytes(bytes(Fit.objects.get(pk=number).data)))[1]
