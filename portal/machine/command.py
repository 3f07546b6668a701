"""The order of things: environment, catalogues, database, then Django's own command line."""

import os
import sys
from collections.abc import Sequence

from portal.machine import catalogues, environment, postgres
from portal.machine.problem import Problem

WITHOUT_DATABASE = {"help", "version", "--help", "-h", "--version"}
OWN_WAY = {"check", "collectstatic", "demo", "makemigrations", "migrate", "showmigrations", "sqlmigrate", "test"}


def run(argv: Sequence[str]) -> None:
    command = argv[1] if len(argv) > 1 else "help"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings" if command == "test" else "portal.settings")
    try:
        prepare(command)
    except (Problem, OSError) as problem:  # a full disk, somebody else's file: the system's own words say which
        sys.exit(f"Koppelvlak could not set itself up. {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
    execute(argv, bring_up_to_date=postgres.is_private() and command not in WITHOUT_DATABASE | OWN_WAY)


def prepare(command: str) -> None:
    environment.enter("dev" if command == "test" else "base")
    catalogues.compile_all()
    if command not in WITHOUT_DATABASE and not os.environ.get("DATABASE_URL"):
        os.environ["DATABASE_URL"] = postgres.start("test" if command == "test" else "main")


def execute(argv: Sequence[str], *, bring_up_to_date: bool) -> None:
    """Hand over to Django; in the private database the tables are made first, by who needs them."""
    from django.core.management import execute_from_command_line

    try:
        read_settings()
        if bring_up_to_date:
            make_tables()
        execute_from_command_line(list(argv))
    except KeyboardInterrupt:
        sys.exit(130)


def read_settings() -> None:
    """A value that makes no sense is told in a sentence too."""
    from django.conf import settings
    from django.core.exceptions import ImproperlyConfigured

    try:
        settings.INSTALLED_APPS  # noqa: B018  (the first look reads the settings)
    except (ImproperlyConfigured, ValueError) as error:
        sys.exit(f"A setting in the environment makes no sense. {error}")


def make_tables() -> None:
    import django

    django.setup()
    from portal.management import databases

    databases.bring_up_to_date()
