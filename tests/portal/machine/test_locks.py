import subprocess
import sys

from portal.devserver.locks import Lock, alive, alone, is_taken
from portal.devserver.places import ROOT

HOLDER = """
import sys, time
from pathlib import Path
from portal.devserver.locks import Lock
lock = Lock(Path(sys.argv[1])); lock.take(); print("held", flush=True); time.sleep(60)
"""


def test_lock_is_for_one_alone_or_shared_by_many(tmp_path):
    first, second = Lock(tmp_path / "lock"), Lock(tmp_path / "lock")
    assert first.try_share()
    assert second.try_share()
    assert not second.try_take()
    first.release()
    assert second.try_take()


def test_is_taken_tells_of_a_holder_and_disturbs_nothing(tmp_path):
    path = tmp_path / "lock"
    assert not is_taken(path)
    holder = Lock(path)
    holder.take()
    assert is_taken(path)
    holder.release()
    assert not is_taken(path)


def test_lock_of_a_killed_process_is_free_at_once(tmp_path):
    path = tmp_path / "lock"
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, path], cwd=ROOT, stdout=subprocess.PIPE)
    assert holder.stdout.readline() == b"held\n"
    assert is_taken(path)
    holder.kill()
    holder.communicate()
    assert not is_taken(path)


def test_alone_says_what_it_waits_for(tmp_path, capsys):
    path = tmp_path / "lock"
    with alone(path, "nobody"):
        pass
    assert capsys.readouterr().err == ""
    holder = subprocess.Popen([sys.executable, "-c", HOLDER, path], cwd=ROOT, stdout=subprocess.PIPE)
    holder.stdout.readline()
    killer = subprocess.Popen(["sh", "-c", f"sleep 0.3; kill {holder.pid}"])
    with alone(path, "another command"):
        assert is_taken(path)
    killer.wait()
    holder.communicate()
    assert capsys.readouterr().err == "Waiting for another command ...\n"


def test_lock_keeps_the_last_text_written(tmp_path):
    lock = Lock(tmp_path / "lock")
    lock.write("the first, longer text")
    lock.write("second")
    assert lock.read() == "second"


def test_alive_knows_a_process_that_ended():
    ended = subprocess.Popen(["true"])
    assert alive(ended.pid)
    ended.wait()
    assert not alive(ended.pid)
