"""File locks that the kernel gives back when their holder ends, however it ends."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from portal.devserver.progress import print_to_stderr


class FileLock:
    """One open lock file: `flock` ties the lock to it, and exec'd programs do not inherit it."""

    def __init__(self, path: Path) -> None:
        self.file: IO[str] = path.open("a+")

    def share(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_SH)

    def take(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def try_take(self) -> bool:
        return self._try(fcntl.LOCK_EX)

    def try_share(self) -> bool:
        return self._try(fcntl.LOCK_SH)

    def release(self) -> None:
        self.file.close()

    def write(self, text: str) -> None:
        self.file.truncate(0)
        self.file.write(text)
        self.file.flush()

    def read(self) -> str:
        self.file.seek(0)
        return self.file.read()

    def _try(self, kind: int) -> bool:
        try:
            fcntl.flock(self.file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def hold_exclusive_lock(path: Path, waiting_for: str) -> Iterator[None]:
    """Only one process at a time gets past this; the others say what they wait for."""
    lock = FileLock(path)
    try:
        if not lock.try_take():
            print_to_stderr(f"Waiting for {waiting_for} ...")
            lock.take()
        yield
    finally:
        lock.release()


def is_lock_taken(path: Path) -> bool:
    """Whether some process holds the lock for itself."""
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        return not lock.try_share()
    finally:
        lock.release()


def is_process_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
