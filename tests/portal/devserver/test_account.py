import os
import pwd

import pytest

from portal.devserver.account import choose_server_account
from portal.devserver.processes import SetupProblem

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can become another account")


def test_a_user_runs_the_server_as_themselves(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    found = choose_server_account(tmp_path)
    assert (found.uid, found.is_other, found.options()) == (1000, False, {})


def test_root_runs_the_server_as_nobody(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    nobody = pwd.getpwnam("nobody")
    found = choose_server_account(tmp_path / "data")
    assert found.options() == {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}


def test_root_without_nobody_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(os, "geteuid", lambda: 0)
    monkeypatch.setattr(pwd, "getpwnam", {}.__getitem__)
    with pytest.raises(SetupProblem, match="does not run as root"):
        choose_server_account(tmp_path / "data")


@needs_root
def test_root_runs_the_server_of_a_users_data_as_that_user(tmp_path):
    os.chown(tmp_path, 4321, 4322)
    found = choose_server_account(tmp_path)
    assert found.options() == {"user": 4321, "group": 4322, "extra_groups": []}


@needs_root
def test_can_enter_asks_the_system(open_folder):
    nobody = choose_server_account(open_folder / "data")
    assert nobody.can_enter(open_folder)
    open_folder.chmod(0o700)
    assert not nobody.can_enter(open_folder)
