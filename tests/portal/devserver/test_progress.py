import time

import pytest

from portal.devserver import progress
from portal.devserver.progress import announce_slow_step


def test_step_is_silent_when_quick(capsys):
    with announce_slow_step("Reading"):
        pass
    assert capsys.readouterr() == ("", "")


def test_step_tells_how_long_it_takes(capsys, monkeypatch):
    monkeypatch.setattr(progress, "QUIET_SECONDS", 0.02)
    monkeypatch.setattr(progress, "REPEAT_SECONDS", 0.02)
    with announce_slow_step("Reading"):
        time.sleep(0.1)
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) > 2
    assert set(lines[:-1]) == {"Reading ... 0 s"}
    assert lines[-1] == "Reading: done in 0 s"


def test_step_hands_on_what_went_wrong():
    with pytest.raises(ValueError, match="no"), announce_slow_step("Reading"):
        raise ValueError("no")
