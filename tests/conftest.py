"""Fixtures that every test may ask for."""

import pytest
from django.conf import settings
from django.utils import translation

pytest_plugins = [
    "tests.browser",
    "tests.companies.kvk.register_server",
    "tests.emptying",
    "tests.open_folder",
    "tests.postgres_server",
    "tests.production",
    "tests.redis_server",
    "tests.world",
]


@pytest.fixture(autouse=True)
def _in_dutch() -> None:
    """Every test starts in the site's own language, whatever the one before it left."""
    translation.activate(settings.LANGUAGE_CODE)
