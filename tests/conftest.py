"""Fixtures that every test may ask for."""

pytest_plugins = [
    "tests.browser",
    "tests.open_folder",
    "tests.postgres_server",
    "tests.production",
    "tests.redis_server",
    "tests.world",
]
