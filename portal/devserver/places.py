"""The folders that the set-up uses: the checkout, and the one for what a run leaves behind."""

import os
from pathlib import Path

from portal.devserver.processes import SetupProblem

ROOT = Path(__file__).resolve().parents[2]


def get_state_folder() -> Path:
    """Return `.data` in the checkout, or the folder that KOPPELVLAK_DATA names; create it when it does not exist."""
    folder = Path(os.environ.get("KOPPELVLAK_DATA") or ROOT / ".data").absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise SetupProblem(f"The folder {folder} cannot be made: {error.strerror}.") from error
    if not os.access(folder, os.W_OK | os.X_OK):
        raise SetupProblem(
            f"The folder {folder} belongs to {folder.owner()}: "
            "run the command as that user, or name another folder in KOPPELVLAK_DATA."
        )
    return folder
