"""What a test needs from the machine: skipped where it is absent, failed where it was promised."""

import os

import pytest


def require_or_skip(what: str, available: object) -> None:
    """Go on when it is available; KOPPELVLAK_REQUIRE=browser,redis makes its absence a failure."""
    if available:
        return
    if what in os.environ.get("KOPPELVLAK_REQUIRE", "").split(","):
        pytest.fail(f"This machine must have {what} (KOPPELVLAK_REQUIRE says so), and it has not.", pytrace=False)
    pytest.skip(f"this machine has no {what}")
