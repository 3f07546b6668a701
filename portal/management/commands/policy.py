"""Write docs/policy.md, the list of pages with their policies and rules."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.core import policy_document
from portal.core.policy_document import build_policy_document


class Command(BaseCommand):
    help = "Writes docs/policy.md anew from the code."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where the file is out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        text = build_policy_document()
        if not check:
            policy_document.TARGET.write_text(text)
            self.stdout.write(f"Wrote {policy_document.TARGET.name}.")
        elif not policy_document.TARGET.exists() or policy_document.TARGET.read_text() != text:
            raise CommandError("docs/policy.md is out of date: run `python3 manage.py policy`.")
