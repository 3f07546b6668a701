"""The private PostgreSQL server: the first command starts it, others share it, and it stops with the last one."""

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
from portal.devserver.processes import SetupProblem, summarise_output_end
from portal.devserver.progress import announce_slow_step

SETTINGS = ["listen_addresses=", "unix_socket_permissions=0700", "port=5432", "jit=off", "lc_messages=C"]
MOST_TEST_RUNS = 20
name_locks: list[FileLock] = []  # held until this process ends
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
    """The share of this process in a running server; the server runs for as long as some share holds its lock."""

    folder: Path
    users: FileLock
    pid: int = field(default_factory=os.getpid)

    def url(self, database: str) -> str:
        """Return the address of a database for Django: the folder of the socket, then the name."""
        socket = self.read_supervisor()[1]
        return f"postgres://{NAME}@/{socket}/{database}"

    def read_supervisor(self) -> tuple[int, str]:
        """Return the process id of the supervisor and the folder of the socket."""
        pid, socket, *_ = (self.folder / "server.lock").read_text().split("\n")
        return int(pid), socket

    def leave(self) -> None:
        """Give the share up; the last one stops the server and waits for its end, so that nothing runs on.

        A killed process does not call this; the supervisor notices that.
        """
        if self.pid != os.getpid():  # a fork of the process that joined
            return
        if self.users.try_take():
            if is_lock_taken(self.folder / "server.lock"):
                os.kill(self.read_supervisor()[0], signal.SIGTERM)
            FileLock(self.folder / "server.lock").take()
        elif not self.users.try_share():
            self.users.share()  # the supervisor was quicker: wait until it is done
        self.users.release()


def start_shared_server(kind: str) -> str:
    """Return the address of the server, started if needed. kind: "main" survives a power cut, "test" is quick."""
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
    """Return a free name for the database of this run, so that two test runs at once do not share one."""
    for number in range(MOST_TEST_RUNS):
        lock = FileLock(folder / f"run-{number}.lock")
        if lock.try_take():
            name_locks.append(lock)
            return f"{NAME}_{number}" if number else NAME
        lock.release()
    raise SetupProblem(f"{MOST_TEST_RUNS} test runs are going on here already.")


def is_private_database() -> bool:
    """Return whether DATABASE_URL names our own server, as set by this process or by the one that started it."""
    return os.environ.get("DATABASE_URL", "") == os.environ.get(PRIVATE)


def is_server_running(server: Path) -> bool:
    """Return whether a server is ready; wait for one that is starting, even if the command that started it is gone."""
    while is_lock_taken(server):
        if server.read_text().endswith("ready"):
            return True
        time.sleep(0.05)
    return False


def bring_up_server(cluster: PostgresCluster, folder: Path) -> None:
    """Start the server; make disposable data again when it does not start on them."""
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
    options = [word for setting in settings for word in ("-c", setting)]
    order = {
        "folder": str(folder),
        "data": str(cluster.data),
        "command": [str(cluster.programs.path("postgres")), *options],
        "account": cluster.account.options(),
    }
    tmpdir = {"TMPDIR": os.environ["TMPDIR"]} if "TMPDIR" in os.environ else {}
    with (folder / "log").open("wb") as log, announce_slow_step("Starting PostgreSQL"):
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "portal.devserver.supervisor", json.dumps(order)],
            cwd=ROOT,
            env={"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8", **tmpdir},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,
        )
        with cast(IO[bytes], supervisor.stdout) as output:
            ready = output.readline() == b"ready\n"
    if not ready:
        supervisor.wait()
    return ready


def read_failure_reason(log: Path) -> str:
    """Return the last line of the log with FATAL or PANIC, which is PostgreSQL's own reason, or else its end."""
    text = log.read_text(errors="replace")
    fatal = [line for line in text.splitlines() if "FATAL" in line or "PANIC" in line]
    return summarise_output_end(fatal[-1] if fatal else text, lines=2) or "it said nothing"
