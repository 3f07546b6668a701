import subprocess
import sys

from portal.devserver.locks import FileLock, hold_exclusive_lock, is_lock_taken
from portal.devserver.places import ROOT
from portal.devserver.processes import is_process_alive

HOLDER = """
import sys, time
from pathlib import Path
from portal.devserver.locks import FileLock
lock = FileLock(Path(sys.argv[1])); lock.take(); print("held", flush=True); time.sleep(60)
"""


def test_lock_is_for_one_alone_or_shared_by_many(tmp_path):
    first, second = FileLock(tmp_path / "lock"), FileLock(tmp_path / "lock")
    assert first.try_share()
    assert second.try_share()
    assert not second.try_take()
    first.release()
    assert second.try_take()


def test_is_taken_tells_of_a_holder_and_disturbs_nothing(tmp_path):
    path = tmp_path / "lock"
    assert not is_lock_taken(path)
    holder = FileLock(path)
    holder.take()
    assert is_lock_taken(path)
    holder.release()
    assert not is_lock_taken(path)


def test_lock_of_a_killed_process_is_free_at_once(tmp_path):
    path = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, path], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    assert is_lock_taken(path)
    holder.kill()
    holder.communicate()
    assert not is_lock_taken(path)


def test_alone_says_what_it_waits_for(tmp_path, capsys):
    path = tmp_path / "lock"
    with hold_exclusive_lock(path, "nobody"):
        pass
    assert capsys.readouterr().err == ""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, path], cwd=ROOT, stdout=subprocess.PIPE)
    holder.stdout.readline()
    killer = subprocess.Popen(["sh", "-c", f"sleep 0.3; kill {holder.pid}"])
    with hold_exclusive_lock(path, "another command"):
        assert is_lock_taken(path)
    killer.wait()
    holder.communicate()
    assert capsys.readouterr().err == "Waiting for another command ...\n"


def test_lock_keeps_the_last_text_written(tmp_path):
    lock = FileLock(tmp_path / "lock")
    lock.write("the first, longer text")
    lock.write("second")
    assert lock.read() == "second"


def test_alive_knows_a_process_that_ended():
    ended = subprocess.Popen(["true"])
    assert is_process_alive(ended.pid)
    ended.wait()
    assert not is_process_alive(ended.pid)
