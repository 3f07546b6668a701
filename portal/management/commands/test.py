"""`manage.py test` runs pytest, with all options of pytest."""

import importlib.util
import os
import sys
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

OPTIONS_WITH_VALUE = {"-k", "-m", "-c", "-o", "-W", "--ignore", "--deselect", "--rootdir", "--basetemp", "--confcutdir"}


class Command(BaseCommand):
    help = (
        "Runs the tests with pytest, on every core unless a path is given; takes pytest's options (-k, -x, paths, ...)."
    )
    requires_system_checks: list[str] = []

    def run_from_argv(self, argv: list[str]) -> None:
        """Pass the options to pytest unchanged; Django would parse them itself."""
        if not importlib.util.find_spec("pytest"):
            sys.exit("This environment has no pytest: install requirements/dev.txt in it.")
        import pytest

        os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
        sys.exit(int(pytest.main([*choose_workers(argv[2:]), *argv[2:]])))

    def handle(self, *args: str, **options: object) -> None:
        raise CommandError("Run it as `manage.py test`.")


def choose_workers(arguments: Sequence[str]) -> list[str]:
    """Return options for one worker per core; none when the caller chooses workers, names a path, or debugs.

    A worker takes seconds to start, which is too long for the few tests of a path. Each worker has a queue of its own,
    so that neighbouring tests share their fixtures; a worker that is done takes tests from the longest queue.
    """
    own_choices = ("-n", "--numprocesses", "--pdb", "--trace", "--dist", "-p", "--collect-only", "--co")
    if any(word.startswith(own_choices) for word in arguments) or has_path(arguments):
        return []
    return ["-n", "auto", "--dist", "worksteal"]


def has_path(arguments: Sequence[str]) -> bool:
    """Return whether a file, a folder or a node id is named, such as `tests/test_access.py::test_name`."""
    return any(
        not word.startswith("-") and before not in OPTIONS_WITH_VALUE and Path(word.partition("::")[0]).exists()
        for before, word in pairwise(["", *arguments])
    )
