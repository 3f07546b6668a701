"""Runs a command on a machine that stands: settings read, tables made, then Django's own command line."""

import sys
from collections.abc import Sequence

import django
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line

from portal.devserver import postgres
from portal.devserver.command import WITHOUT_DATABASE, get_command_name

OWN_WAY = {"check", "collectstatic", "demo", "makemigrations", "migrate", "showmigrations", "sqlmigrate", "test"}


def run_command(argv: Sequence[str]) -> None:
    try:
        check_settings()
        if has_to_create_tables(get_command_name(argv)):
            create_tables()
        execute_from_command_line(list(argv))
    except KeyboardInterrupt:
        sys.exit(130)


def check_settings() -> None:
    """A value that makes no sense is told in a sentence."""
    try:
        settings.INSTALLED_APPS  # noqa: B018  (the first look reads the settings)
    except (ImproperlyConfigured, ValueError) as error:
        sys.exit(f"A setting in the environment makes no sense. {error}")


def has_to_create_tables(name: str) -> bool:
    """In our own database, whichever command comes first makes the tables; elsewhere somebody decides when."""
    return postgres.is_private_database() and name not in WITHOUT_DATABASE | OWN_WAY


def create_tables() -> None:
    django.setup()
    from portal.management.databases import update_database  # has models in it, so only once the apps are there

    update_database()
