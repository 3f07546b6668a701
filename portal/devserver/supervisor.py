"""Holds one PostgreSQL server for as long as some command uses it; started by `portal.devserver.postgres`.

Every command that uses the server shares a lock on `users.lock`. This process asks for that lock alone and
gets it at the moment the last user ends, killed ones included, and then stops the server. Dies this process
itself, then the kernel asks the server to stop (Linux).
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from portal.devserver.children import build_parent_death_hook
from portal.devserver.leftovers import clear_leftovers, read_pid_file
from portal.devserver.locks import FileLock

LONGEST_SOCKET = 107  # bytes, of which the file's own name takes 16
READY_WITHIN_SECONDS = 300  # recovery after a crash included


def run_supervisor(folder: Path, data: Path, command: Sequence[str], account: dict[str, Any]) -> int:
    alive = FileLock(folder / "server.lock")
    alive.take()
    clear_leftovers(data, alive.read())
    socket = create_socket_folder(account)
    alive.write(f"{os.getpid()}\n{socket}\n")
    try:
        server = start_server_process(data, [*command, "-c", f"unix_socket_directories={socket}"], account)
        stop = build_stop_function(server)
        if is_ready_in_time(server, data):
            alive.write(f"{os.getpid()}\n{socket}\nready")
            report_ready()
        else:
            stop()
        threading.Thread(target=stop_after_last_user, args=(folder, stop), daemon=True).start()
        return server.wait()
    finally:
        shutil.rmtree(socket, ignore_errors=True)


def create_socket_folder(account: dict[str, Any]) -> Path:
    """Short, unguessable, and open to the server's account only: whoever reaches the socket is let in."""
    short = "/tmp"  # noqa: S108  (mkdtemp makes a folder of an unknown name in it)
    folder = Path(tempfile.mkdtemp(prefix="koppelvlak-", dir=short if os.access(short, os.W_OK) else None))
    if len(bytes(folder)) + 16 > LONGEST_SOCKET:
        sys.exit(f"FATAL: the path of a socket in {folder} would be too long; name a shorter folder in TMPDIR")
    if account:
        os.chown(folder, account["user"], account["group"])
    return folder


def start_server_process(data: Path, command: Sequence[str], account: dict[str, Any]) -> subprocess.Popen[bytes]:
    """From the main thread: the kernel's signal comes when the *thread* that started the server ends."""
    return subprocess.Popen(
        [*command, "-D", str(data)],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        cwd="/",
        preexec_fn=build_parent_death_hook(signal.SIGINT),
        **account,
    )


def build_stop_function(server: subprocess.Popen[bytes]) -> Callable[[], None]:
    """SIGINT is PostgreSQL's fast and clean shutdown; any request to end this process becomes that."""

    def stop() -> None:
        server.send_signal(signal.SIGINT)

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, handle)
    return stop


def is_ready_in_time(server: subprocess.Popen[bytes], data: Path) -> bool:
    """PostgreSQL writes its state on the eighth line of postmaster.pid; pg_ctl reads it there too."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        lines = read_pid_file(data)
        if len(lines) >= 8 and lines[0] == str(server.pid) and lines[7].strip() == "ready":
            return True
        time.sleep(0.01)
    return False


def report_ready() -> None:
    try:
        print("ready", flush=True)
    except BrokenPipeError:
        pass  # whoever asked has gone; the lock tells whether anyone else is there
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stop_after_last_user(folder: Path, stop: Callable[[], None]) -> None:
    """Keeps the lock to the end of this process, so that a newcomer waits until the server is down."""
    users = FileLock(folder / "users.lock")
    users.take()
    stop()
    threading.Event().wait()


if __name__ == "__main__":
    order = json.loads(sys.argv[1])
    sys.exit(run_supervisor(Path(order["folder"]), Path(order["data"]), order["command"], order["account"]))
