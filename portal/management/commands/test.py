"""`manage.py test` is pytest: every option is pytest's own."""

import importlib.util
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

TAKE_A_VALUE = {"-k", "-m", "-c", "-o", "-W", "--ignore", "--deselect", "--rootdir", "--basetemp", "--confcutdir"}


class Command(BaseCommand):
    help = (
        "Runs the tests with pytest, on every core unless a path is given; takes pytest's options (-k, -x, paths, ...)."
    )
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
    return int(pytest.main([*workers(arguments), *arguments]))


def workers(arguments: Sequence[str]) -> list[str]:
    """Choose a worker for each core, unless the caller says how many, gives a path, or debugs in this process.

    Each worker takes seconds to start, which the few tests of a path do not earn back. A worker has a queue of its own,
    so that neighbouring tests share what they make; a worker that is done takes tests from the longest queue.
    """
    own_choice = ("-n", "--numprocesses", "--pdb", "--trace", "--dist", "-p", "--collect-only", "--co")
    if any(word.startswith(own_choice) for word in arguments) or has_path(arguments):
        return []
    return ["-n", "auto", "--dist", "worksteal"]


def has_path(arguments: Sequence[str]) -> bool:
    """Find a file, a folder or a node id such as `tests/test_access.py::test_name`; `-k portal` is none."""
    return any(
        not word.startswith("-") and before not in TAKE_A_VALUE and Path(word.partition("::")[0]).exists()
        for before, word in pairwise(["", *arguments])
    )
