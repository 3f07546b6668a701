"""The server's life, seen from outside: commands that use it are real processes here."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psycopg
import pytest

from portal.devserver import postgres
from portal.devserver.locks import is_lock_taken
from portal.devserver.places import ROOT
from portal.devserver.postgres import PRIVATE, read_failure_reason
from portal.devserver.programs import find_newest_system_programs
from portal.devserver.supervisor import create_socket_folder, is_postgres_on_folder, read_server_pid

USER = """
import sys
from portal.devserver import postgres
from portal.devserver.processes import SetupProblem
try:
    print(postgres.start_shared_server(sys.argv[1]), flush=True)
except SetupProblem as problem:
    sys.exit(str(problem))
sys.stdin.read()
"""


class Command:
    """A command that uses the server until it is told to end."""

    def __init__(self, state: Path, kind: str = "main", *, wait: bool = True, **env: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", USER, kind],
            cwd=ROOT,
            env=os.environ | {"KOPPELVLAK_DATA": str(state)} | env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        if wait:
            self.read_url()

    def read_url(self) -> str:
        self.url = self.process.stdout.readline().strip()
        return self.url

    def ask(self, question: str) -> object:
        socket = self.url.partition("@/")[2].rpartition("/")[0]
        with psycopg.connect(host=socket, user="koppelvlak", dbname="koppelvlak") as connection:
            cursor = connection.execute(question)
            return cursor.fetchone()[0] if cursor.description else None

    def end(self) -> str:
        """What it said on stderr, apart from what it says on a busy machine only."""
        lines = self.process.communicate("")[1].splitlines()
        return "\n".join(line for line in lines if not line.endswith((" s", " ...")))

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()


@pytest.fixture
def state(open_folder):
    """Where the servers of one test live; whatever it started is gone afterwards."""
    yield open_folder
    for lock in open_folder.glob("*/server.lock"):
        assert within(10, lambda lock=lock: not is_lock_taken(lock)), f"a server runs on: {lock.read_text()}"


def within(seconds, condition):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        time.sleep(0.02)
    return condition()


def supervisor_and_socket(state):
    pid, socket, _ = (state / "postgres" / "server.lock").read_text().split("\n")
    return int(pid), Path(socket)


def server_of(state):
    return read_server_pid(state / "postgres" / "data")


def runs(server, state):
    """Not `alive`: that is true of a process that ended and that init has not looked at yet."""
    return is_postgres_on_folder(server, state / "postgres" / "data")


def test_a_command_has_a_database_and_leaves_nothing_running(state):
    command = Command(state)
    _, socket = supervisor_and_socket(state)
    server = server_of(state)
    assert command.ask("SHOW server_encoding") == "UTF8"
    assert command.ask("SHOW fsync") == "on"
    assert socket.stat().st_mode & 0o777 == 0o700
    assert command.end() == ""
    assert not runs(server, state)
    assert not is_lock_taken(state / "postgres" / "server.lock")
    assert not socket.exists()


def test_what_was_typed_is_there_the_next_time(state):
    command = Command(state)
    command.ask("CREATE TABLE typed AS SELECT 42 AS value")
    command.end()
    command = Command(state)
    assert command.ask("SELECT value FROM typed") == 42
    command.end()


def test_a_second_command_shares_the_server_and_keeps_it_when_the_first_ends(state):
    first, second = Command(state), Command(state)
    assert first.url == second.url
    first.end()
    assert second.ask("SELECT 1") == 1
    third = Command(state)
    second.kill()
    assert third.ask("SELECT 1") == 1
    third.end()


def test_kill_9_of_the_command_leaves_no_process(state):
    command = Command(state)
    _, socket = supervisor_and_socket(state)
    server = server_of(state)
    command.kill()
    assert within(5, lambda: not runs(server, state))
    assert within(5, lambda: not is_lock_taken(state / "postgres" / "server.lock"))
    assert not socket.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="needs the kernel's help")
def test_kill_9_of_the_supervisor_stops_the_server_too(state):
    command = Command(state)
    supervisor, socket = supervisor_and_socket(state)
    server = server_of(state)
    os.kill(supervisor, signal.SIGKILL)
    assert within(5, lambda: not runs(server, state))
    command.end()
    Command(state).end()
    assert not socket.exists()


def test_kill_9_of_everything_loses_nothing_that_was_kept(state):
    command = Command(state)
    command.ask("CREATE TABLE typed AS SELECT 42 AS value")
    supervisor, _ = supervisor_and_socket(state)
    os.kill(server_of(state), signal.SIGKILL)
    os.kill(supervisor, signal.SIGKILL)
    command.kill()
    command = Command(state)
    assert command.ask("SELECT value FROM typed") == 42
    command.end()


def test_a_stale_pid_file_is_no_obstacle(state):
    Command(state).end()
    data = state / "postgres" / "data"
    (data / "postmaster.pid").write_text(f"{os.getpid()}\n{data}\n")
    command = Command(state)
    assert command.ask("SELECT 1") == 1
    command.end()


def test_commands_at_once_in_a_new_place_do_not_collide(state):
    commands = [Command(state, wait=False) for _ in range(3)]
    urls = {command.read_url() for command in commands}
    assert len(urls) == 1
    assert "postgres://koppelvlak@//" in urls.pop()
    assert [command.end() for command in commands] == ["", "", ""]


def test_two_test_runs_at_once_have_databases_of_their_own(state):
    first, second = Command(state, "test"), Command(state, "test")
    assert [url.rpartition("/")[2] for url in (first.url, second.url)] == ["koppelvlak", "koppelvlak_1"]
    first.kill()
    third = Command(state, "test")
    assert third.url.endswith("/koppelvlak")
    second.end()
    third.end()


def test_the_tests_server_is_quick_and_heals_from_damage(state):
    command = Command(state, "test")
    assert command.ask("SHOW fsync") == "off"
    command.end()
    (state / "postgres-test" / "data" / "global" / "pg_control").write_bytes(b"damaged")
    command = Command(state, "test")
    assert command.ask("SELECT 1") == 1
    command.end()


def test_a_server_that_does_not_start_says_why_and_keeps_the_data(state):
    Command(state).end()
    (state / "postgres" / "data" / "postgresql.conf").write_text("shared_buffers = nonsense\n")
    command = Command(state)
    assert command.url == ""
    assert "PostgreSQL did not start: " in command.end()
    assert (state / "postgres" / "data" / "PG_VERSION").exists()


def test_a_socket_that_would_be_too_deep_is_told(state, monkeypatch):
    deep = state / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr(os, "access", lambda *_: False)
    monkeypatch.setattr(tempfile, "tempdir", str(deep))
    with pytest.raises(SystemExit, match="too long"):
        create_socket_folder({})


def test_programs_that_are_not_there_are_told(state):
    command = Command(state, KOPPELVLAK_PG_BIN="/no/such/folder")
    assert command.end() == "KOPPELVLAK_PG_BIN names /no/such/folder, and there is no program `postgres` in it."


def test_the_systems_own_postgresql_will_do(state):
    folder = find_newest_system_programs()
    if folder is None:
        pytest.skip("this machine has no PostgreSQL of its own")
    command = Command(state, KOPPELVLAK_PG_BIN=str(folder))
    assert command.ask("SHOW server_encoding") == "UTF8"
    command.end()
    shutil.rmtree(state / "postgres")


def test_is_private_knows_whose_address_it_is(monkeypatch):
    monkeypatch.setenv(PRIVATE, "postgres://ours")
    monkeypatch.setenv("DATABASE_URL", "postgres://ours")
    assert postgres.is_private_database()
    monkeypatch.setenv("DATABASE_URL", "postgres://theirs")
    assert not postgres.is_private_database()


def test_reason_is_postgresqls_own(tmp_path):
    log = tmp_path / "log"
    log.write_text("LOG: starting\nFATAL:  could not map memory\nLOG: shut down\n")
    assert read_failure_reason(log) == "FATAL:  could not map memory"
    log.write_text("error: no such library\n")
    assert read_failure_reason(log) == "error: no such library"
    log.write_text("")
    assert read_failure_reason(log) == "it said nothing"
