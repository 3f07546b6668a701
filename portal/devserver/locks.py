"""File locks, which the kernel releases when the process that holds them ends in any way."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from portal.devserver.progress import print_to_stderr


class FileLock:
    """One open lock file. `flock` ties the lock to the open file, and programs started by exec do not inherit it."""

    def __init__(self, path: Path) -> None:
        self.file: IO[str] = path.open("a+")

    def share(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_SH)

    def take(self) -> None:
        fcntl.flock(self.file, fcntl.LOCK_EX)

    def try_take(self) -> bool:
        return self._try_lock(fcntl.LOCK_EX)

    def try_share(self) -> bool:
        return self._try_lock(fcntl.LOCK_SH)

    def release(self) -> None:
        self.file.close()

    def write(self, text: str) -> None:
        self.file.truncate(0)
        self.file.write(text)
        self.file.flush()

    def read(self) -> str:
        self.file.seek(0)
        return self.file.read()

    def _try_lock(self, kind: int) -> bool:
        try:
            fcntl.flock(self.file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True


@contextmanager
def hold_exclusive_lock(path: Path, waiting_for: str) -> Iterator[None]:
    """Hold the lock for the block; a process that has to wait for it prints what it is waiting for."""
    lock = FileLock(path)
    try:
        if not lock.try_take():
            print_to_stderr(f"Waiting for {waiting_for} ...")
            lock.take()
        yield
    finally:
        lock.release()


def is_lock_taken(path: Path) -> bool:
    """Return whether some process holds the lock exclusively."""
    if not path.exists():
        return False
    lock = FileLock(path)
    try:
        return not lock.try_share()
    finally:
        lock.release()
