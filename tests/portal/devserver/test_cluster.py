import dataclasses
import os

import pytest

from portal.devserver import cluster
from portal.devserver.cluster import choose_outside_folder, find_cluster, remove_orphaned_test_data
from portal.devserver.processes import SetupProblem

needs_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root runs the server as another account")


@pytest.fixture
def made(open_folder, monkeypatch):
    monkeypatch.setattr(cluster, "CLOSED_CHECKOUTS", open_folder / "outside")
    found = find_cluster(open_folder, disposable=False)
    found.prepare()
    return found


def test_prepare_makes_a_closed_folder_of_the_servers_account(made):
    assert made.data.stat().st_mode & 0o777 == 0o700
    assert made.data.stat().st_uid == made.account.uid
    assert (made.data / "base").is_dir()
    assert [path.name for path in made.data.parent.iterdir() if path.name.startswith("data")] == ["data"]


def test_prepare_leaves_what_stands(made):
    before = (made.data / "global").stat().st_mtime_ns
    made.prepare()
    assert (made.data / "global").stat().st_mtime_ns == before


def test_prepare_makes_anew_what_was_interrupted(made):
    half = made.data.with_name("data.half")
    made.data.rename(half)
    (half / "global" / "pg_control").unlink()
    made.prepare()
    assert (made.data / "global" / "pg_control").exists()
    assert not half.exists()


def test_data_of_another_version_is_never_touched(made):
    (made.data / "PG_VERSION").write_text("13\n")
    with pytest.raises(
        SetupProblem, match="made by PostgreSQL 13, and the programs in .* are version .*KOPPELVLAK_PG_BIN"
    ):
        made.prepare()
    assert made.read_major_version() == 13


def test_the_tests_data_of_another_version_is_made_anew(made):
    (made.data / "PG_VERSION").write_text("13\n")
    dataclasses.replace(made, disposable=True).prepare()
    assert made.read_major_version() == made.programs.major(made.account)


@needs_root
def test_a_folder_closed_to_the_servers_account_has_its_data_outside(open_folder, monkeypatch):
    outside = open_folder.parent / "outside"
    monkeypatch.setattr(cluster, "CLOSED_CHECKOUTS", outside)
    open_folder.chmod(0o700)
    found = find_cluster(open_folder, disposable=True)
    assert found.data.parent == outside
    assert found == find_cluster(open_folder, disposable=True)
    found.prepare()
    assert found.data.stat().st_uid == found.account.uid


@needs_root
def test_the_tests_data_of_a_gone_checkout_is_removed(open_folder, monkeypatch):
    monkeypatch.setattr(cluster, "CLOSED_CHECKOUTS", open_folder.parent / "outside")
    folders = [open_folder / name for name in ("gone", "there", "typed")]
    for folder in folders:
        folder.mkdir()
    places = [choose_outside_folder(folder, disposable=folder.name != "typed") for folder in folders]
    for place in places:
        place.mkdir()
    folders[0].rmdir()
    remove_orphaned_test_data()
    assert [place.exists() for place in places] == [False, True, True]
