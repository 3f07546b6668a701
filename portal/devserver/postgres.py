"""The private PostgreSQL: the first command starts it, others share it, and it ends with the last one."""

import atexit
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from portal.devserver.cluster import NAME, PostgresCluster, find_cluster
from portal.devserver.locks import FileLock, hold_exclusive_lock, is_lock_taken
from portal.devserver.places import ROOT, get_state_folder
from portal.devserver.problem import SetupProblem, summarise_output_end
from portal.devserver.progress import announce_slow_step

SETTINGS = ["listen_addresses=", "unix_socket_permissions=0700", "port=5432", "jit=off", "lc_messages=C"]
MOST_TEST_RUNS = 20
taken_names: list[FileLock] = []  # held until this process ends
PRIVATE = "KOPPELVLAK_PRIVATE_DATABASE"
QUICK = [  # for the tests' data, which nobody misses after a power cut
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "max_connections=200",
]


@dataclass
class ServerShare:
    """This process's part in a running server. Keep it: the lock in it is what keeps the server up."""

    folder: Path
    users: FileLock
    pid: int = field(default_factory=os.getpid)

    def url(self, database: str) -> str:
        """Django's form of a socket's address: the folder, then the database."""
        socket = self.supervisor()[1]
        return f"postgres://{NAME}@/{socket}/{database}"

    def supervisor(self) -> tuple[int, str]:
        pid, socket, *_ = (self.folder / "server.lock").read_text().split("\n")
        return int(pid), socket

    def leave(self) -> None:
        """The last one out stops the server and waits for it: nothing runs on after the command.

        A killed process does not get here; then the supervisor notices.
        """
        if self.pid != os.getpid():  # a fork of the process that joined
            return
        if self.users.try_take():
            if is_lock_taken(self.folder / "server.lock"):
                os.kill(self.supervisor()[0], signal.SIGTERM)
            FileLock(self.folder / "server.lock").take()
        elif not self.users.try_share():
            self.users.share()  # the supervisor was quicker: wait until it is done
        self.users.release()


def start_shared_server(kind: str) -> str:
    """The address of the running server. kind: "main" keeps its data through a power cut, "test" is quick."""
    folder = get_state_folder() / ("postgres" if kind == "main" else f"postgres-{kind}")
    folder.mkdir(exist_ok=True)
    share = ServerShare(folder, FileLock(folder / "users.lock"))
    share.users.share()
    with hold_exclusive_lock(folder / "start.lock", "another command that is starting PostgreSQL"):
        if not is_server_running(folder / "server.lock"):
            bring_up_server(find_cluster(folder, disposable=kind == "test"), folder)
    atexit.register(share.leave)
    os.environ[PRIVATE] = url = share.url(NAME if kind == "main" else claim_database_name(folder))
    return url


def claim_database_name(folder: Path) -> str:
    """A database name of this run alone, so that two test runs at once do not meet: the first free of a few."""
    for number in range(MOST_TEST_RUNS):
        lock = FileLock(folder / f"run-{number}.lock")
        if lock.try_take():
            taken_names.append(lock)
            return f"{NAME}_{number}" if number else NAME
        lock.release()
    raise SetupProblem(f"{MOST_TEST_RUNS} test runs are going on here already.")


def is_private_database() -> bool:
    """Whether DATABASE_URL is our own server's, set by this process or by the one that started it."""
    return os.environ.get("DATABASE_URL", "") == os.environ.get(PRIVATE)


def is_server_running(server: Path) -> bool:
    """Whether a server is ready; waits for one that a command, killed since, was starting."""
    while is_lock_taken(server):
        if server.read_text().endswith("ready"):
            return True
        time.sleep(0.05)
    return False


def bring_up_server(cluster: PostgresCluster, folder: Path) -> None:
    cluster.prepare()
    settings = SETTINGS + (QUICK if cluster.disposable else [])
    if launch_supervisor(cluster, folder, settings):
        return
    if cluster.disposable:
        cluster.remove()
        cluster.prepare()
        if launch_supervisor(cluster, folder, settings):
            return
    raise SetupProblem(
        f"PostgreSQL did not start: {read_failure_reason(folder / 'log')} (all of it is in {folder / 'log'})."
    )


def launch_supervisor(cluster: PostgresCluster, folder: Path, settings: list[str]) -> bool:
    """Start the supervisor, apart from this terminal's Ctrl-C, and wait until the server answers."""
    command = [str(cluster.programs.path("postgres"))]
    for setting in settings:
        command += ["-c", setting]
    order = {
        "folder": str(folder),
        "data": str(cluster.data),
        "command": command,
        "account": cluster.account.options(),
    }
    with (folder / "log").open("wb") as log, announce_slow_step("Starting PostgreSQL"):
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "portal.devserver.supervisor", json.dumps(order)],
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", **get_tmpdir_variable()},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
        with cast(IO[bytes], supervisor.stdout) as said:
            ready = said.readline() == b"ready\n"
    if not ready:
        supervisor.wait()
    return ready


def get_tmpdir_variable() -> dict[str, str]:
    return {"TMPDIR": os.environ["TMPDIR"]} if "TMPDIR" in os.environ else {}


def read_failure_reason(log: Path) -> str:
    """PostgreSQL's own reason: the last line that says FATAL, or else the log's end."""
    text = log.read_text(errors="replace")
    fatal = [line for line in text.splitlines() if "FATAL" in line or "PANIC" in line]
    return summarise_output_end(fatal[-1] if fatal else text, lines=2) or "it said nothing"
