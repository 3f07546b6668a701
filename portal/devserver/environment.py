"""Install what the hashed locks list into `.venv`, and continue the command inside it."""

import hashlib
import importlib.util
import os
import shutil
import sys
from pathlib import Path

from portal.devserver.locks import hold_exclusive_lock
from portal.devserver.places import ROOT, get_state_folder
from portal.devserver.processes import run_or_explain
from portal.devserver.progress import announce_slow_step

VENV = ROOT / ".venv"
PYTHON = VENV / "bin" / "python"
STAMP = VENV / "installed"
BARE_PYTHON = getattr(sys, "_base_executable", sys.executable)  # the one that has pip, also when we run in .venv
TOOLS = ROOT / ".tools"
TOOLS_STAMP = TOOLS / "installed"


def enter_environment(lock: str) -> None:
    """Continue in an environment with the packages of the lock ("base" or "dev"); exec into it from any other one.

    An environment that the caller made and activated is used unchanged, as soon as it has Django.
    """
    inside = Path(sys.prefix).resolve() == VENV.resolve()
    has_django = importlib.util.find_spec("django") is not None
    if has_django and not inside and sys.prefix != sys.base_prefix:
        return
    if inside and not has_django:  # damaged, or its Python was replaced: make it again
        STAMP.unlink(missing_ok=True)
    changed = update_environment(lock)
    if changed or not inside:
        os.environ["VIRTUAL_ENV"] = str(VENV)
        os.execv(PYTHON, [str(PYTHON), *sys.orig_argv[1:]])


def update_environment(lock: str) -> bool:
    """Install the packages of the lock where they are missing; return whether anything was installed."""
    if is_lock_installed(lock):
        return False
    with hold_exclusive_lock(get_state_folder() / "setup.lock", "another command that is setting up"):
        if is_lock_installed(lock):
            return False
        uv = install_uv()
        lock = create_venv(uv, lock)
        install_packages(uv, lock)
    return True


def is_lock_installed(lock: str) -> bool:
    """Return whether `.venv` has the packages of the lock; those of "dev" include those of "base"."""
    return PYTHON.exists() and read_stripped_text(STAMP) in {build_lock_stamp(lock), build_lock_stamp("dev")}


def build_lock_stamp(lock: str) -> str:
    return f"{lock} {hashlib.sha256(get_lock_file(lock).read_bytes()).hexdigest()}"


def get_lock_file(lock: str) -> Path:
    return ROOT / "requirements" / f"{lock}.txt"


def read_stripped_text(path: Path) -> str:
    return path.read_text().strip() if path.exists() else ""


def install_uv() -> Path:
    """Install uv by hash into `.tools`; it needs neither `venv` nor `ensurepip` of the system's Python."""
    uv = TOOLS / "bin" / "uv"
    if uv.exists() and read_stripped_text(TOOLS_STAMP) == build_lock_stamp("uv"):
        return uv
    shutil.rmtree(TOOLS, ignore_errors=True)
    pip = [BARE_PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
    with announce_slow_step("Fetching the installer (uv)"):
        run_or_explain(
            [*pip, "--require-hashes", "--target", TOOLS, "-r", get_lock_file("uv")],
            "Fetching the installer with `python3 -m pip`",
            env={**os.environ, "PIP_USER": "0", "PIP_REQUIRE_VIRTUALENV": "0"},
        )
    TOOLS_STAMP.write_text(build_lock_stamp("uv"))
    return uv


def create_venv(uv: Path, lock: str) -> str:
    """Make the environment, again when the stamp is missing (it was left half made); return the lock to install.

    An environment that had the packages for the tests keeps them when the lock changes.
    """
    before = read_stripped_text(STAMP).split(" ")[0]
    if not before or not PYTHON.exists():
        STAMP.unlink(missing_ok=True)
        run_or_explain(
            [uv, "venv", "--quiet", "--clear", "--python", BARE_PYTHON, VENV],
            "Making .venv",
            env=build_uv_environment(),
        )
    return "dev" if before == "dev" else lock


def install_packages(uv: Path, lock: str) -> None:
    """Install the packages; the stamp is removed first and written last, so that a killed run leaves none."""
    STAMP.unlink(missing_ok=True)
    with announce_slow_step("Installing the packages into .venv"):
        run_or_explain(
            [uv, "pip", "sync", "--quiet", "--require-hashes", "--python", PYTHON, get_lock_file(lock)],
            f"Installing requirements/{lock}.txt",
            env=build_uv_environment(),
        )
    fresh = STAMP.with_suffix(".new")
    fresh.write_text(build_lock_stamp(lock))
    fresh.replace(STAMP)


def build_uv_environment() -> dict[str, str]:
    """Return variables for uv: it trusts the system's certificates (organisations have their own) and has a cache."""
    env = {"UV_SYSTEM_CERTS": "1", "UV_NO_PROGRESS": "1", **os.environ}
    env.pop("VIRTUAL_ENV", None)
    home = Path(env.get("HOME") or "/nonexistent")
    if "UV_CACHE_DIR" not in env and "XDG_CACHE_HOME" not in env and not os.access(home, os.W_OK):
        env["UV_CACHE_DIR"] = str(TOOLS / "cache")
    return env
