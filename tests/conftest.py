"""Fixtures that every test may ask for."""

pytest_plugins = ["tests.browser", "tests.redis_server"]
