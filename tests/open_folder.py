"""A place for servers."""

import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder, with a space in its name, that every account can enter; pytest's own are closed."""
    top = Path(tempfile.mkdtemp(prefix="machine-", dir="/tmp"))
    top.chmod(0o755)
    folder = top / "a place"
    folder.mkdir()
    yield folder
    shutil.rmtree(top, ignore_errors=True)
