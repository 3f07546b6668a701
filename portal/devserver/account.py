"""PostgreSQL refuses to run as root; root runs it as another account."""

import os
import pwd
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.devserver.problem import SetupProblem


@dataclass(frozen=True)
class ServerAccount:
    """Who runs the server: the one who types the command, or another one on root's behalf."""

    uid: int
    gid: int
    is_other: bool

    def options(self) -> dict[str, Any]:
        """For `subprocess`: become this account, without any of root's groups."""
        if not self.is_other:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def own(self, folder: Path) -> None:
        if self.is_other:
            os.chown(folder, self.uid, self.gid)

    def can_enter(self, folder: Path) -> bool:
        if not self.is_other:
            return True
        tried = subprocess.run(
            ["/bin/sh", "-c", 'cd -- "$1"', "sh", str(folder)], capture_output=True, **self.options()
        )
        return tried.returncode == 0


def choose_server_account(data: Path) -> ServerAccount:
    """The owner of the data when root finds some, `nobody` when there is none yet."""
    if os.geteuid() != 0:
        return ServerAccount(os.geteuid(), os.getegid(), is_other=False)
    if data.exists() and data.stat().st_uid != 0:
        return ServerAccount(data.stat().st_uid, data.stat().st_gid, is_other=True)
    try:
        nobody = pwd.getpwnam("nobody")
    except KeyError:
        raise SetupProblem("PostgreSQL does not run as root, and there is no account `nobody` to run it as.") from None
    return ServerAccount(nobody.pw_uid, nobody.pw_gid, is_other=True)
