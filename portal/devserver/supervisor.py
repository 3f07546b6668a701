"""Keep one PostgreSQL server running for as long as some command uses it; started by `portal.devserver.postgres`.

Every command that uses the server shares a lock on `users.lock`. This process asks for that lock exclusively, gets it
as soon as the last user ends (a killed one too), and then stops the server. When this process itself is killed, the
kernel asks the server to stop (on Linux).
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

from portal.devserver.locks import FileLock
from portal.devserver.processes import build_parent_death_hook, is_process_alive

LONGEST_SOCKET = 107  # bytes, of which the file's own name takes 16
READY_WITHIN_SECONDS = 300  # recovery after a crash included
GONE_WITHIN_SECONDS = 60


def run_supervisor(folder: Path, data: Path, command: Sequence[str], account: dict[str, Any]) -> int:
    """Run the server until its last user ends; return its exit status. account: options for `subprocess`."""
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


def clear_leftovers(data: Path, last_words: str) -> None:
    """Stop a server that a killed supervisor left running, and remove its pid file and its socket folder.

    Call it while holding `server.lock`, so that no server of ours is meant to run.
    last_words: what the last supervisor wrote to the lock, its process id and its socket folder, or "".
    """
    pid = read_server_pid(data)
    if pid and is_process_alive(pid):
        if is_postgres_on_folder(pid, data):
            stop_server(pid)
        else:  # another program has that number now; PostgreSQL would take it for a server
            (data / "postmaster.pid").unlink(missing_ok=True)
    for socket in last_words.splitlines()[1:2]:
        if Path(socket).name.startswith("koppelvlak-"):
            shutil.rmtree(socket, ignore_errors=True)


def create_socket_folder(account: dict[str, Any]) -> Path:
    """Make a folder with a short, unguessable name for the server's account only: the socket lets everyone in."""
    short = "/tmp"  # noqa: S108  (mkdtemp makes a folder of an unknown name in it)
    folder = Path(tempfile.mkdtemp(prefix="koppelvlak-", dir=short if os.access(short, os.W_OK) else None))
    if len(bytes(folder)) + 16 > LONGEST_SOCKET:
        sys.exit(f"FATAL: the path of a socket in {folder} would be too long; name a shorter folder in TMPDIR")
    if account:
        os.chown(folder, account["user"], account["group"])
    return folder


def start_server_process(data: Path, command: Sequence[str], account: dict[str, Any]) -> subprocess.Popen[bytes]:
    """Start the server; call it from the main thread, because the kernel signals when the *thread* ends."""
    return subprocess.Popen(
        [*command, "-D", str(data)],
        stdin=subprocess.DEVNULL,
        stdout=sys.stderr,
        cwd="/",
        preexec_fn=build_parent_death_hook(signal.SIGINT),
        **account,
    )


def build_stop_function(server: subprocess.Popen[bytes]) -> Callable[[], None]:
    """Return a function that stops the server quickly and cleanly (SIGINT), and call it when this process must end."""

    def stop() -> None:
        server.send_signal(signal.SIGINT)

    def handle(_number: int, _frame: FrameType | None) -> None:
        stop()

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, handle)
    return stop


def is_ready_in_time(server: subprocess.Popen[bytes], data: Path) -> bool:
    """Wait for the server; PostgreSQL writes its state on line 8 of postmaster.pid, where pg_ctl reads it too."""
    deadline = time.monotonic() + READY_WITHIN_SECONDS
    while time.monotonic() < deadline and server.poll() is None:
        lines = read_pid_file(data)
        if len(lines) >= 8 and lines[0] == str(server.pid) and lines[7].strip() == "ready":
            return True
        time.sleep(0.01)
    return False


def report_ready() -> None:
    """Write "ready" to the command that started this process, and let go of its pipe."""
    try:
        print("ready", flush=True)
    except BrokenPipeError:
        pass  # the command has ended; the lock shows whether another one uses the server
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def stop_after_last_user(folder: Path, stop: Callable[[], None]) -> None:
    """Stop the server after its last user, and hold the lock to the end so that a new user waits until it is down."""
    users = FileLock(folder / "users.lock")
    users.take()
    stop()
    threading.Event().wait()


def read_pid_file(data: Path) -> list[str]:
    """Return the lines of PostgreSQL's own pid file; none when no server runs."""
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def read_server_pid(data: Path) -> int | None:
    lines = read_pid_file(data)
    return int(lines[0]) if lines and lines[0].isdigit() else None


def is_postgres_on_folder(pid: int, data: Path) -> bool:
    """Return whether the process is a PostgreSQL server on this data folder, which is its working directory."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
        except OSError:
            return False
    listing = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return "postgres" in listing.stdout and str(data) in listing.stdout


def stop_server(pid: int) -> None:
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + GONE_WITHIN_SECONDS
    while is_process_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)


if __name__ == "__main__":
    order = json.loads(sys.argv[1])
    sys.exit(run_supervisor(Path(order["folder"]), Path(order["data"]), order["command"], order["account"]))
