"""What the commands import_companies and import_challenges have in common."""

import os
import time
from argparse import ArgumentParser
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pghistory
from django.core.management.base import BaseCommand, CommandError
from django.db import ProgrammingError
from django.utils import translation
from django.utils.translation import gettext as _

from portal.importing.readers import RecordFile, UnreadableFile
from portal.importing.report import ImportReport

PRINTED = 50  # refusals
EVERY = 2.0  # seconds


class ImportCommand(BaseCommand):
    """A subclass makes the importer and sets `help`."""

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="JSON lines (plain or gzipped) or CSV; see docs/importing.md")
        parser.add_argument("--dry-run", action="store_true", help="try it out: report everything, keep nothing")
        parser.add_argument("--report", type=Path, metavar="FILE", help="write every refusal and remark to FILE")

    def make_importer(self, options: dict[str, Any]) -> Any:
        """Return an object with `import_records`, such as a RecordImporter."""
        raise NotImplementedError

    def get_advice(self, report: ImportReport, options: dict[str, Any]) -> str:
        """Return what a subclass wants to say at the end, or an empty text."""
        return ""

    def handle(self, *, file: Path, dry_run: bool, report: Path | None, **options: Any) -> None:
        with translation.override(detect_terminal_language(os.environ)):
            if report:
                self._write([], report)  # before the work, so that a wrong path costs nothing
            found = self._import(file, dry_run, options)
            self._print(found, dry_run)
            if advice := self.get_advice(found, options):
                self.stdout.write(advice)
            if report:
                self._write([*found.remark_lines(), *found.refusal_lines()], report)
            if not found.is_complete:
                raise CommandError(_("The file is damaged: it could not be read to its end."))
            if not found.accepted:
                raise CommandError(_("Nothing in the file could be imported."))

    def _import(self, path: Path, dry_run: bool, options: dict[str, Any]) -> ImportReport:
        try:
            file = RecordFile(path)
            if file.note:
                self._write_aside(file.note)
            progress = ImportProgress(self._write_aside)
            with pghistory.context(command=type(self).__module__.rpartition(".")[2], file=path.name):
                report: ImportReport = self.make_importer(options).import_records(
                    file, dry_run=dry_run, progress=progress
                )
                return report
        except UnreadableFile as error:
            raise CommandError(str(error)) from error
        except ProgrammingError as error:
            raise CommandError(_("The database has no tables yet. Run migrate and load_reference first.")) from error
        except KeyboardInterrupt as error:
            raise CommandError(_("Stopped. What went in stays; the next run goes on from there.")) from error

    def _write_aside(self, text: str) -> None:
        """On stderr, where it is no part of the report, but not in the red of errors."""
        self.stderr.write(text, style_func=str)

    def _print(self, report: ImportReport, dry_run: bool) -> None:
        refusals = list(report.refusal_lines())
        for line in (*report.remark_lines(), *refusals[:PRINTED]):
            self.stdout.write(line)
        if len(refusals) > PRINTED:
            self.stdout.write(_("... and %(count)d more refusals.") % {"count": len(refusals) - PRINTED})
        self.stdout.write(report.summary() + ".")
        if dry_run:
            self.stdout.write(_("This was a try: nothing was kept."))
        elif report.created + report.updated and report.accepted > report.drafts:
            self.stdout.write(_("What changed is due for matching: a worker will find it, or run refresh_matches."))

    def _write(self, lines: list[str], path: Path) -> None:
        try:
            path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
        except OSError as error:
            raise CommandError(_("The report cannot be written: %(reason)s") % {"reason": error}) from error


class ImportProgress:
    """Tells every two seconds how far it is."""

    def __init__(self, write: Callable[[str], Any]) -> None:
        self._write = write
        self._told_at = time.monotonic()

    def __call__(self, report: ImportReport) -> None:
        if time.monotonic() - self._told_at >= EVERY:
            self._told_at = time.monotonic()
            self._write(_("%(count)d records ...") % {"count": report.read})


def detect_terminal_language(environ: Mapping[str, str]) -> str:
    """Dutch where the terminal is Dutch, else English."""
    locale = next((environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environ.get(name)), "")
    return "nl" if locale.lower().startswith("nl") else "en"
