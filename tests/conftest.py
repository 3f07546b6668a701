"""Fixtures that every test may ask for."""

pytest_plugins = ["tests.browser", "tests.open_folder", "tests.redis_server", "tests.world"]
