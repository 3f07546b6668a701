"""Links that act for their reader: 256 random bits, of which only the hash is kept."""

import secrets
from hashlib import sha256


def create_secret_link() -> str:
    return secrets.token_urlsafe(32)


def hash_secret_link(link: str) -> str:
    """What is kept of a link, and looked up."""
    return sha256(link.encode()).hexdigest()
