import sys
from pathlib import Path

import pytest

from portal.devserver import environment
from portal.devserver.environment import build_lock_stamp, build_uv_environment, install_uv, update_environment
from portal.devserver.processes import SetupProblem

FAKE_UV = """#!/bin/sh
echo "$@" >> "{calls}"
if [ "$1" = venv ]; then mkdir -p "{venv}/bin" && touch "{venv}/bin/python"; rm -f "{venv}/installed"; fi
if [ "$1" = pip ] && [ -e "{calls}.fail" ]; then echo "no route to the index" >&2; exit 2; fi
exit 0
"""


class Checkout:
    """A checkout in a folder of its own, with a program that writes down how uv was called."""

    def __init__(self, root: Path) -> None:
        self.root, self.calls_file = root, root / "calls"
        (root / "requirements").mkdir()
        for lock in ("base", "dev", "uv"):
            (root / "requirements" / f"{lock}.txt").write_text(f"the first {lock}")
        uv = root / ".tools" / "bin" / "uv"
        uv.parent.mkdir(parents=True)
        uv.write_text(FAKE_UV.format(calls=self.calls_file, venv=root / ".venv"))
        uv.chmod(0o755)

    @property
    def calls(self) -> list[str]:
        """The calls since the last look, in a word or two each."""
        lines = self.calls_file.read_text().splitlines() if self.calls_file.exists() else []
        self.calls_file.unlink(missing_ok=True)
        return ["venv" if line.startswith("venv") else f"sync {Path(line).stem}" for line in lines]

    def change(self, lock: str) -> None:
        (self.root / "requirements" / f"{lock}.txt").write_text(f"a later {lock}")


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(environment, "ROOT", tmp_path)
    monkeypatch.setattr(environment, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(environment, "PYTHON", tmp_path / ".venv" / "bin" / "python")
    monkeypatch.setattr(environment, "STAMP", tmp_path / ".venv" / "installed")
    monkeypatch.setattr(environment, "TOOLS", tmp_path / ".tools")
    monkeypatch.setattr(environment, "TOOLS_STAMP", tmp_path / ".tools" / "installed")
    monkeypatch.setenv("KOPPELVLAK_DATA", str(tmp_path / ".data"))
    made = Checkout(tmp_path)
    environment.TOOLS_STAMP.write_text(build_lock_stamp("uv"))
    return made


def test_a_bare_machine_gets_what_the_lock_says_once(checkout):
    assert update_environment("base")
    assert checkout.calls == ["venv", "sync base"]
    assert not update_environment("base")
    assert checkout.calls == []


def test_the_tests_packages_hold_the_sites_own(checkout):
    update_environment("dev")
    assert not update_environment("base")
    assert checkout.calls == ["venv", "sync dev"]


def test_the_sites_packages_do_not_do_for_the_tests(checkout):
    update_environment("base")
    assert update_environment("dev")
    assert checkout.calls == ["venv", "sync base", "sync dev"]


def test_a_changed_lock_is_installed_into_the_same_environment(checkout):
    update_environment("base")
    checkout.change("base")
    assert update_environment("base")
    assert checkout.calls == ["venv", "sync base", "sync base"]


def test_a_changed_lock_does_not_take_the_tests_packages_away(checkout):
    update_environment("dev")
    checkout.change("dev")
    update_environment("base")
    assert checkout.calls == ["venv", "sync dev", "sync dev"]


def test_an_environment_that_was_left_half_made_is_made_anew(checkout):
    (checkout.calls_file.with_suffix(".fail")).touch()
    with pytest.raises(SetupProblem, match="Installing requirements/base.txt did not work: no route to the index"):
        update_environment("base")
    (checkout.calls_file.with_suffix(".fail")).unlink()
    assert checkout.calls == ["venv", "sync base"]
    update_environment("base")
    assert checkout.calls == ["venv", "sync base"]


def test_an_environment_whose_python_went_away_is_made_anew(checkout):
    update_environment("dev")
    environment.PYTHON.unlink()
    update_environment("base")
    assert checkout.calls == ["venv", "sync dev", "venv", "sync dev"]


def test_an_installer_without_a_stamp_is_fetched_again(checkout, monkeypatch):
    environment.TOOLS_STAMP.unlink()
    asked = []
    monkeypatch.setattr(environment, "run_or_explain", lambda command, what, **_: asked.append(command))
    environment.TOOLS.joinpath("half").touch()
    monkeypatch.setattr(environment.shutil, "rmtree", lambda path, **_: path.joinpath("half").unlink())
    install_uv()
    assert "--require-hashes" in asked[0]
    assert asked[0][-1] == checkout.root / "requirements" / "uv.txt"
    assert environment.TOOLS_STAMP.read_text() == build_lock_stamp("uv")


def test_enter_goes_on_in_the_environment_with_the_same_arguments(checkout, monkeypatch):
    gone_to = []
    monkeypatch.setattr(environment.os, "execv", lambda *arguments: gone_to.append(arguments))
    monkeypatch.setattr(sys, "prefix", sys.base_prefix)
    monkeypatch.setattr(sys, "orig_argv", ["python3", "-W", "error", "manage.py", "demo"])
    monkeypatch.setenv("VIRTUAL_ENV", "set back afterwards")
    environment.enter_environment("base")
    python = checkout.root / ".venv" / "bin" / "python"
    assert gone_to == [(python, [str(python), "-W", "error", "manage.py", "demo"])]
    assert environment.os.environ["VIRTUAL_ENV"] == str(checkout.root / ".venv")


def test_enter_stays_in_an_environment_of_the_callers_own(checkout, monkeypatch):
    monkeypatch.setattr(sys, "prefix", "/somewhere/else")
    environment.enter_environment("base")
    assert checkout.calls == []


def test_enter_makes_its_own_environment_anew_when_django_is_gone(checkout, monkeypatch):
    update_environment("base")
    monkeypatch.setattr(environment.os, "execv", lambda *arguments: None)
    monkeypatch.setattr(environment.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(sys, "prefix", str(checkout.root / ".venv"))
    environment.enter_environment("base")
    assert checkout.calls == ["venv", "sync base", "venv", "sync base"]


def test_uv_trusts_the_systems_certificates_and_finds_room_for_its_cache(checkout, monkeypatch):
    monkeypatch.setenv("HOME", "/nonexistent")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.delenv("UV_CACHE_DIR", raising=False)
    env = build_uv_environment()
    assert env["UV_SYSTEM_CERTS"] == "1"
    assert env["UV_CACHE_DIR"] == str(checkout.root / ".tools" / "cache")
