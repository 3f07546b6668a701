"""Prepare the machine for a command before Django runs it: packages, translations and a database."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

from portal.devserver import environment, postgres
from portal.devserver.places import ROOT, get_state_folder
from portal.devserver.processes import SetupProblem

WITHOUT_DATABASE = {"help", "version", "--help", "-h", "--version"}


def prepare_machine(argv: Sequence[str]) -> None:
    """Set the machine up for this command; end with a sentence and status 1 when something is in the way."""
    is_test = get_command_name(argv) == "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings" if is_test else "portal.settings")
    try:
        if is_test:
            move_bytecode()
        environment.enter_environment("dev" if is_test else "base")
        compile_all_catalogues()
        if get_command_name(argv) not in WITHOUT_DATABASE and not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = postgres.start_shared_server("test" if is_test else "main")
    except (SetupProblem, OSError) as problem:  # such as a full disk: the system's own words say which
        sys.exit(f"Koppelvlak could not set itself up. {problem}")
    except KeyboardInterrupt:
        sys.exit(130)


def get_command_name(argv: Sequence[str]) -> str:
    return argv[1] if len(argv) > 1 else "help"


def move_bytecode() -> None:
    """Store bytecode in `.data` where Python may leave none beside the code: compiling everything takes 15 seconds."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(get_state_folder() / "bytecode")
        sys.dont_write_bytecode = False


def compile_all_catalogues(root: Path = ROOT) -> None:
    """Compile in Python every translation that changed since the last time: a bare machine has no `msgfmt`."""
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_catalogue(source, target)


def compile_catalogue(source: Path, target: Path) -> None:
    """Write the compiled catalogue beside its place and rename it, so that no other command reads half of it."""
    import polib  # an installed package, which is there only once the environment is complete

    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        polib.pofile(str(source)).save_as_mofile(str(half))
        half.replace(target)
    except (OSError, ValueError) as error:
        half.unlink(missing_ok=True)
        raise SetupProblem(f"The translations in {source} cannot be compiled: {error}.") from error
