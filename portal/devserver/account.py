"""The account that runs PostgreSQL, which refuses to run as root."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.devserver.processes import SetupProblem


@dataclass(frozen=True)
class ServerAccount:
    """The account of the server: that of the person who types the command, or another one when that is root."""

    uid: int
    gid: int
    is_other: bool

    def options(self) -> dict[str, Any]:
        """Return the options with which `subprocess` starts a program as this account, without any of root's groups."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        if self.is_other:
            os.chown(folder, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        if not self.is_other:
            return True
        attempt = subprocess.run(
            ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)], capture_output=True, **self.options()
        )
        return attempt.returncode == 0


def choose_server_account(data: Path) -> ServerAccount:
    """Return the current account; for root the owner of the existing data, or `nobody` where there is none yet."""
    if os.geteuid() != 0:
        return ServerAccount(os.geteuid(), os.getegid(), is_other=False)
    if data.exists() and data.stat().st_uid != 0:
        return ServerAccount(data.stat().st_uid, data.stat().st_gid, is_other=True)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise SetupProblem("PostgreSQL does not run as root, and there is no account `nobody` to run it as.") from None
    return ServerAccount(nobody.pw_uid, nobody.pw_gid, is_other=True)
