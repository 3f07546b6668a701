"""What a command needs before Django can run it: environment, catalogues, database."""

import os
import sys
from collections.abc import Sequence

from portal.devserver import catalogues, environment, postgres
from portal.devserver.places import get_state_folder
from portal.devserver.problem import SetupProblem

WITHOUT_DATABASE = {"help", "version", "--help", "-h", "--version"}


def get_command_name(argv: Sequence[str]) -> str:
    return argv[1] if len(argv) > 1 else "help"


def keep_bytecode() -> None:
    """Where Python must leave no bytecode beside the code, keep it in `.data`: compiling anew takes 15 seconds."""
    if os.environ.pop("PYTHONDONTWRITEBYTECODE", ""):
        os.environ["PYTHONPYCACHEPREFIX"] = sys.pycache_prefix = str(get_state_folder() / "bytecode")
        sys.dont_write_bytecode = False


def prepare_machine(argv: Sequence[str]) -> None:
    """Set the machine up for this command; ends with a sentence and status 1 when something is in the way."""
    is_test = get_command_name(argv) == "test"
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings" if is_test else "portal.settings")
    try:
        if is_test:
            keep_bytecode()
        environment.enter_environment("dev" if is_test else "base")
        catalogues.compile_all_catalogues()
        if get_command_name(argv) not in WITHOUT_DATABASE and not os.environ.get("DATABASE_URL"):
            os.environ["DATABASE_URL"] = postgres.start_shared_server("test" if is_test else "main")
    except (SetupProblem, OSError) as problem:  # a full disk, somebody else's file: the system's own words say which
        sys.exit(f"Koppelvlak could not set itself up. {problem}")
    except KeyboardInterrupt:
        sys.exit(130)
