"""A PostgreSQL of the tests' own, which they may stop, kill and start again."""

import os
import signal
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import psycopg
import pytest

from portal.devserver.cluster import NAME, PostgresCluster, find_cluster
from portal.devserver.processes import build_parent_death_hook
from tests.redis_server import free_port

SETTINGS = ["listen_addresses=127.0.0.1", "unix_socket_directories=", "fsync=off", "jit=off", "max_connections=200"]


@dataclass
class PostgresServer:
    cluster: PostgresCluster
    settings: tuple[str, ...] = ()  # beside those of every test
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        return f"postgres://{NAME}@127.0.0.1:{self.port}/{NAME}"

    def start(self) -> None:
        options = [word for setting in (*SETTINGS, *self.settings, f"port={self.port}") for word in ("-c", setting)]
        self.process = subprocess.Popen(
            [str(self.cluster.programs.path("postgres")), "-D", str(self.cluster.data), *options],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd="/",
            preexec_fn=build_parent_death_hook(os.getpid()),
            **self.cluster.account.options(),
        )
        self._wait_until_it_answers()

    def stop(self, how: signal.Signals = signal.SIGINT) -> None:
        """SIGINT ends every connection at once, as a restart does; SIGQUIT is a crash."""
        if self.process:
            self.process.send_signal(how)
            self.process.wait()
            self.process = None

    def _wait_until_it_answers(self, seconds: float = 30) -> None:
        deadline = time.monotonic() + seconds
        while True:
            try:
                psycopg.connect(self.url, connect_timeout=5).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > deadline:
                    raise
                time.sleep(0.05)


@pytest.fixture
def postgres_server(open_folder: Path) -> Iterator[PostgresServer]:
    cluster = find_cluster(open_folder, disposable=True)
    cluster.prepare()
    server = PostgresServer(cluster)
    server.start()
    yield server
    server.stop()
    cluster.remove()
