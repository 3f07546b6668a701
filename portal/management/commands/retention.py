"""Remove the data whose retention period is over, or list them with --dry-run."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.privacy.retention import preview_retention, run_retention


class Command(BaseCommand):
    help = "Clears away what was kept longer than docs/privacy.md says. Safe to run twice and at once."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--dry-run", action="store_true", help="remove nothing; tell how much is due, with examples"
        )

    def handle(self, *args: Any, dry_run: bool, **options: Any) -> None:
        if dry_run:
            for name, due in preview_retention().items():
                examples = f" (such as {', '.join(map(str, due.examples))})" if due.examples else ""
                self.stdout.write(f"{name}: {due.count}{' or more' if due.is_more else ''}{examples}")
            return
        record = run_retention()
        for name, count in record.counts.items():
            self.stdout.write(f"{name}: {count}")
        if record.failed:
            raise CommandError(f"These rules failed: {', '.join(record.failed)}.")
