import os

import pytest

from portal.devserver import places
from portal.devserver.places import get_state_folder
from portal.devserver.processes import SetupProblem


def test_state_folder_is_in_the_checkout(monkeypatch):
    monkeypatch.delenv("KOPPELVLAK_DATA", raising=False)
    assert get_state_folder() == places.ROOT / ".data"


def test_state_folder_is_where_the_setting_says(monkeypatch, tmp_path):
    monkeypatch.setenv("KOPPELVLAK_DATA", str(tmp_path / "a" / "place"))
    assert get_state_folder() == tmp_path / "a" / "place"
    assert (tmp_path / "a" / "place").is_dir()


def test_state_folder_that_cannot_be_made_is_told(monkeypatch, tmp_path):
    (tmp_path / "file").touch()
    monkeypatch.setenv("KOPPELVLAK_DATA", str(tmp_path / "file" / "below"))
    with pytest.raises(SetupProblem, match="cannot be made: Not a directory"):
        get_state_folder()


def test_state_folder_of_somebody_else_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv("KOPPELVLAK_DATA", str(tmp_path))
    monkeypatch.setattr(os, "access", lambda *_: False)
    with pytest.raises(SetupProblem, match="belongs to .*KOPPELVLAK_DATA"):
        get_state_folder()
