"""`manage.py test` is pytest: every option is pytest's own."""

import importlib.util
import os
import sys
from collections.abc import Sequence

from django.core.management.base import BaseCommand, CommandError


class Command(BaseCommand):
    help = "Runs the tests with pytest, on every core; takes pytest's options (-k, -x, paths, ...)."
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Django would read the options itself; here they go to pytest as they were typed."""
        if not importlib.util.find_spec("pytest"):
            sys.exit("This environment has no pytest: install requirements/dev.txt in it.")
        sys.exit(run_pytest(argv[2:]))

    def handle(self, *args: str, **options: object) -> None:
        raise CommandError("Run it as `manage.py test`.")


def run_pytest(arguments: list[str]) -> int:
    import pytest

    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    return int(pytest.main([*on_every_core(arguments), *arguments]))


def on_every_core(arguments: Sequence[str]) -> list[str]:
    """Unless the caller says how many, or debugs: then the tests have to run in this process.

    Each core has a row of its own, so that what neighbours share is made once; who is done takes from the longest row.
    """
    own_choice = ("-n", "--numprocesses", "--pdb", "--trace", "--dist", "-p", "--collect-only", "--co")
    return [] if any(word.startswith(own_choice) for word in arguments) else ["-n", "auto", "--dist", "worksteal"]
