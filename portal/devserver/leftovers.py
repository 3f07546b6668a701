"""What a killed server left behind: a pid file, a socket folder, on some systems the server itself."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from portal.devserver.locks import is_process_alive

GONE_WITHIN_SECONDS = 60


def clear_leftovers(data: Path, last_words: str) -> None:
    """Call it while holding `server.lock`: then no server of ours is meant to run.

    last_words: what the last supervisor wrote: its pid and its socket folder, or nothing.
    """
    pid = read_server_pid(data)
    if pid and is_process_alive(pid):
        if is_postgres_on_folder(pid, data):
            stop_server(pid)
        else:  # the number went to another program; PostgreSQL would take that one for itself
            (data / "postmaster.pid").unlink(missing_ok=True)
    for socket in last_words.splitlines()[1:2]:
        if Path(socket).name.startswith("koppelvlak-"):
            shutil.rmtree(socket, ignore_errors=True)


def read_pid_file(data: Path) -> list[str]:
    try:
        return (data / "postmaster.pid").read_text().splitlines()
    except FileNotFoundError:
        return []


def read_server_pid(data: Path) -> int | None:
    lines = read_pid_file(data)
    return int(lines[0]) if lines and lines[0].isdigit() else None


def is_postgres_on_folder(pid: int, data: Path) -> bool:
    """Whether this process is a PostgreSQL server on this data folder, which is its working directory."""
    if sys.platform == "linux":
        try:
            return Path(f"/proc/{pid}/cwd").readlink() == data.resolve()
        except OSError:
            return False
    shown = subprocess.run(["ps", "-o", "command=", "-p", str(pid)], capture_output=True, text=True)
    return "postgres" in shown.stdout and str(data) in shown.stdout


def stop_server(pid: int) -> None:
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + GONE_WITHIN_SECONDS
    while is_process_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
