"""Run a command on a machine that is set up: check the settings, create the tables, and call Django."""

import sys
from collections.abc import Sequence

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from portal.devserver import postgres
from portal.devserver.command import WITHOUT_DATABASE, get_command_name

WITHOUT_TABLES = {"check", "collectstatic", "demo", "makemigrations", "migrate", "showmigrations", "sqlmigrate", "test"}


def run_command(argv: Sequence[str]) -> None:
    try:
        check_settings()
        if has_to_create_tables(get_command_name(argv)):
            create_tables()
        execute_from_command_line(list(argv))
    except KeyboardInterrupt:
        sys.exit(130)


def check_settings() -> None:
    """Exit with a sentence when the value of a setting makes no sense."""
    try:
        settings.INSTALLED_APPS  # noqa: B018  (the first use reads the settings)
    except (ImproperlyConfigured, ValueError) as error:
        sys.exit(f"A setting in the environment makes no sense. {error}")


def has_to_create_tables(name: str) -> bool:
    """Return whether the command has to create tables first; a database that is not ours is left to its owner."""
    return postgres.is_private_database() and name not in WITHOUT_DATABASE | WITHOUT_TABLES


def create_tables() -> None:
    django.setup()
    from portal.management.databases import update_database  # it imports models, so the apps must be loaded first

    update_database()
