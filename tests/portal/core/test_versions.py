"""Versions of what forms show, and the exception for a save that comes too late."""

import pytest
from django.core.exceptions import ValidationError

from portal.core.versions import StaleObject, check_version, hash_fields, hash_version
from portal.regions.models import ROM


def test_hash_version_differs_with_a_value_and_with_the_order():
    assert hash_version([1, "two", None]) == hash_version(iter([1, "two", None]))
    assert len({hash_version(values) for values in ([1, 2], [2, 1], [1, "2"], [12], [])}) == 5
    assert len(hash_version(["\ud800"])) == 16  # a lone surrogate, which UTF-8 knows not


def test_hash_fields_follows_the_named_fields_alone_in_any_order():
    rom = ROM(name="Horizon", slug="horizon")
    version = hash_fields(rom, ["name", "slug"])
    assert hash_fields(rom, ["slug", "name"]) == version
    assert hash_fields(ROM(name="Horizon", slug="other"), ["name"]) == hash_fields(rom, ["name"])
    assert hash_fields(ROM(name="Horizon", slug="other"), ["name", "slug"]) != version


@pytest.mark.parametrize("seen", ["", "2"])
def test_check_version_lets_through_what_is_stored_and_who_saw_no_form(seen):
    check_version(seen, "2", "Somebody changed it.")


@pytest.mark.parametrize("seen", ["1", "tampered", "2 "])
def test_check_version_refuses_every_other_version(seen):
    with pytest.raises(StaleObject) as refused:
        check_version(seen, "2", "Somebody changed it.", "what is stored")
    assert isinstance(refused.value, ValidationError)
    assert (refused.value.code, refused.value.messages) == ("changed", ["Somebody changed it."])
    assert (refused.value.version, refused.value.current) == ("2", "what is stored")
