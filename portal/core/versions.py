"""Versions that forms carry, so that a save does not overwrite what somebody else saved in the meantime."""

from collections.abc import Iterable
from hashlib import sha256
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.forms import model_to_dict


class StaleObject(ValidationError):
    """Refuses a save, because somebody else has saved something else since the person opened the form.

    version: of what is stored now; VersionedForm takes it over. current: the stored object, for a form that shows it.
    """

    def __init__(self, message: Any, version: str, current: Any = None) -> None:
        super().__init__(message, code="changed")
        self.version, self.current = version, current


def check_version(seen: str, version: str, message: Any, current: Any = None) -> None:
    """Raise StaleObject unless the person saw the version that is stored. An empty one passes: no form was shown."""
    if seen and seen != version:
        raise StaleObject(message, version, current)


def hash_version(values: Iterable[Any]) -> str:
    """Return 16 characters that tell one state of these values from the next. Each value must print in full."""
    return sha256(repr(list(values)).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def hash_fields(row: Model, names: Iterable[str]) -> str:
    """Return the version of these fields of a row; the order of the names does not matter."""
    return hash_version(sorted((name, str(value)) for name, value in model_to_dict(row, list(names)).items()))
