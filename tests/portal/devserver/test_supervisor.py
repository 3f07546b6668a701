import shutil
import subprocess
import sys

import pytest

from portal.devserver.supervisor import clear_leftovers, is_postgres_on_folder, read_server_pid


@pytest.fixture
def data(tmp_path):
    (tmp_path / "data").mkdir()
    return tmp_path / "data"


@pytest.fixture
def process(data):
    """A living process that works in the data folder, as a server does."""
    started = subprocess.Popen(["sleep", "60"], cwd=data)
    yield started
    started.kill()
    started.wait()


def write_pid(data, pid):
    (data / "postmaster.pid").write_text(f"{pid}\n{data}\n")


def test_clear_finds_nothing_in_a_new_place(data):
    clear_leftovers(data, "")
    assert list(data.iterdir()) == []


def test_clear_leaves_the_pid_of_a_dead_server_to_postgresql(data):
    ended = subprocess.Popen(["true"])
    ended.wait()
    write_pid(data, ended.pid)
    clear_leftovers(data, "")
    assert read_server_pid(data) == ended.pid


def test_clear_forgets_a_pid_that_went_to_another_program(data, tmp_path):
    other = subprocess.Popen(["sleep", "60"], cwd=tmp_path)
    write_pid(data, other.pid)
    clear_leftovers(data, "")
    assert read_server_pid(data) is None
    assert other.poll() is None
    other.kill()
    other.wait()


@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_runs_on_looks_at_the_working_folder(data, tmp_path, process):
    assert is_postgres_on_folder(process.pid, data)
    assert not is_postgres_on_folder(process.pid, tmp_path)
    assert not is_postgres_on_folder(2**22 + 1, data)


def test_clear_removes_the_old_socket_folder_and_no_other(data, tmp_path):
    ours, other = tmp_path / "koppelvlak-x1", tmp_path / "precious"
    for folder in (ours, other):
        folder.mkdir()
        clear_leftovers(data, f"123\n{folder}\nready")
    assert not ours.exists()
    assert other.exists()
    shutil.rmtree(other)


@pytest.mark.parametrize("text", ["", "\n", "no number\n"])
def test_server_pid_of_a_damaged_file_is_none(data, text):
    (data / "postmaster.pid").write_text(text)
    assert read_server_pid(data) is None
