"""The private data folder of PostgreSQL: choose its place, and make it."""

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.devserver.account import ServerAccount, choose_server_account
from portal.devserver.processes import SetupProblem, run_or_explain
from portal.devserver.programs import PostgresPrograms, find_programs, make_programs_reachable
from portal.devserver.progress import announce_slow_step

NAME = "koppelvlak"
CLOSED_CHECKOUTS = Path("/var/lib/koppelvlak")  # root's, for checkouts that the server's account cannot enter
FIRST_WITH_BUILTIN_LOCALE = 17


@dataclass(frozen=True)
class PostgresCluster:
    """A data folder with its programs and account. A `disposable` one (of the tests) is made again without asking."""

    data: Path
    programs: PostgresPrograms
    account: ServerAccount
    disposable: bool

    def prepare(self) -> None:
        """Make the data folder when there is none; raise SetupProblem for one of another major version."""
        major = self.programs.major(self.account)
        data_major = self.read_major_version()
        if data_major not in (None, major):
            if not self.disposable:
                raise SetupProblem(
                    f"The data in {self.data} were made by PostgreSQL {data_major}, and the programs in "
                    f"{self.programs.folder} are version {major}: name the programs of version {data_major} in "
                    "KOPPELVLAK_PG_BIN to keep the data, or move that folder away to start over."
                )
            self.remove()
        if self.read_major_version() is None:
            with announce_slow_step("Making a PostgreSQL database"):
                self.create(major)

    def read_major_version(self) -> int | None:
        version = self.data / "PG_VERSION"
        return int(version.read_text()) if version.exists() else None

    def create(self, major: int) -> None:
        """Make the data in a folder beside it and rename that, so that half-made data are never used."""
        half = self.data.with_name(f"{self.data.name}.half")
        shutil.rmtree(half, ignore_errors=True)
        half.mkdir(mode=0o700, parents=True)
        self.account.own(half)
        options = ["--auth=trust", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync", f"--username={NAME}"]
        if major >= FIRST_WITH_BUILTIN_LOCALE:
            options += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self.run("initdb", *options, "-D", str(half))
        self.run("postgres", "--single", "-D", str(half), "postgres", input=f"CREATE DATABASE {NAME}\n")
        self.remove()
        half.rename(self.data)

    def run(self, program: str, *arguments: str, **options: Any) -> None:
        command = [str(self.programs.path(program)), *arguments]
        run_or_explain(command, f"PostgreSQL's {program}", cwd="/", **options, **self.account.options())

    def remove(self) -> None:
        shutil.rmtree(self.data, ignore_errors=True)


def choose_outside_folder(folder: Path, *, disposable: bool) -> Path:
    """Return a data folder outside the checkout; a note beside disposable data names the folder they belong to."""
    CLOSED_CHECKOUTS.mkdir(mode=0o755, parents=True, exist_ok=True)
    data = CLOSED_CHECKOUTS / f"{folder.name}-{hashlib.sha256(bytes(folder)).hexdigest()[:12]}"
    if disposable:
        remove_orphaned_test_data()
        data.with_suffix(".disposable").write_text(str(folder))
    return data


def remove_orphaned_test_data() -> None:
    """Remove the tests' data of checkouts that are gone; data that people entered stay until they remove them."""
    for note in CLOSED_CHECKOUTS.glob("*.disposable"):
        if not Path(note.read_text()).exists():
            shutil.rmtree(note.with_suffix(""), ignore_errors=True)
            note.unlink(missing_ok=True)


def find_cluster(folder: Path, *, disposable: bool) -> PostgresCluster:
    """Return the cluster in `folder`, or outside the checkout when the account of root's server cannot enter it."""
    data = folder / "data"
    account = choose_server_account(data)
    if not account.can_enter(folder):
        data = choose_outside_folder(folder, disposable=disposable)
    programs = make_programs_reachable(find_programs(), account, CLOSED_CHECKOUTS)
    return PostgresCluster(data=data, programs=programs, account=account, disposable=disposable)
