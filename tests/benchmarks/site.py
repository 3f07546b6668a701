"""A site for one benchmark: a PostgreSQL and a Redis of its own, a worker, and Django set up on them."""

import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from portal.devserver.cluster import find_cluster
from portal.devserver.processes import build_parent_death_hook
from tests.postgres_server import PostgresServer
from tests.redis_server import RedisServer, free_port

# As docs/operations.md has it for 10,000 companies and more.
LARGE = ("shared_buffers=1GB", "wal_buffers=64MB", "max_wal_size=8GB", "wal_init_zero=off")


@contextmanager
def site(*, redis: bool) -> Iterator[None]:
    """Without redis, tasks run in this process after commit."""
    with _folder() as folder, _database(folder) as url:
        queue = RedisServer(folder, free_port())
        try:
            os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "tests.settings"}
            if redis:
                queue.start()
                os.environ["REDIS_URL"] = queue.url
            _set_up()
            yield
        finally:
            queue.stop()


@contextmanager
def empty_database() -> Iterator[str]:
    """The address of a PostgreSQL without anything in it."""
    with _folder() as folder, _database(folder) as url:
        yield url


@contextmanager
def _folder() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="benchmark-", dir="/tmp"))
    folder.chmod(0o755)  # the database server runs as another account
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _database(folder: Path) -> Iterator[str]:
    cluster = find_cluster(folder, disposable=True)
    cluster.prepare()
    database = PostgresServer(cluster, LARGE)
    try:
        database.start()
        yield database.url
    finally:
        database.stop()
        cluster.remove()


def _set_up() -> None:
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    call_command("load_reference", verbosity=0)


@contextmanager
def worker() -> Iterator[subprocess.Popen[bytes]]:
    """As docs/operations.md has it: one process that does the work. Several have names of their own."""
    name = f"worker-{secrets.token_hex(4)}@%h"
    options = ["--pool=solo", "--loglevel=ERROR", "--without-gossip", "--without-mingle", "-n", name]
    command = [sys.executable, "-m", "celery", "--quiet", "-A", "portal.celery", "worker", *options]
    process = subprocess.Popen(command, preexec_fn=build_parent_death_hook(signal.SIGKILL))
    try:
        yield process
    finally:
        process.terminate()
        process.wait(60)
