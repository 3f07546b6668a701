"""Test clients that are signed in."""

from typing import Any

from django.test import Client

from challenges.posting.models import Challenge
from portal.accounts.models import User
from tests.factories import UserFactory


def client_of(user: User | None, **options: Any) -> Client:
    """Return a client that is signed in as `user`, or a visitor's when that is None."""
    client = Client(**options)
    if user:
        client.force_login(user)
    return client


def adviser_client(challenge: Challenge) -> Client:
    """Return the client of a new adviser of the ROM that owns the challenge."""
    return client_of(UserFactory(rom=challenge.rom, rom_role="adviser"))
