"""Compiles the translations in Python: a bare machine has no `msgfmt`."""

import os
from pathlib import Path

from portal.devserver.places import ROOT
from portal.devserver.problem import SetupProblem


def compile_all_catalogues(root: Path = ROOT) -> None:
    """Every catalogue whose source is newer than what was compiled from it."""
    for source in sorted(root.glob("*/locale/*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        if not target.exists() or target.stat().st_mtime < source.stat().st_mtime:
            compile_catalogue(source, target)


def compile_catalogue(source: Path, target: Path) -> None:
    """In one move, so that another command never reads half a catalogue."""
    import polib  # an installed package: only there once the environment stands

    half = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        polib.pofile(str(source)).save_as_mofile(str(half))
        half.replace(target)
    except (OSError, ValueError) as error:
        half.unlink(missing_ok=True)
        raise SetupProblem(f"The translations in {source} cannot be compiled: {error}.") from error
