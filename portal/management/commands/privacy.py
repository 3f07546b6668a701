"""Write docs/privacy.md, the list of personal fields with their purposes and retention periods."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from portal.privacy import document
from portal.privacy.document import build_privacy_document
from portal.privacy.inventory_checks import list_inventory_problems


class Command(BaseCommand):
    help = "Writes docs/privacy.md anew from the register of personal fields."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="write nothing; fail where the file is out of date")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if missing := list_inventory_problems():
            raise CommandError("\n".join(missing))
        text = build_privacy_document()
        if not check:
            document.TARGET.write_text(text)
            self.stdout.write(f"Wrote {document.TARGET.name}.")
        elif not document.TARGET.exists() or document.TARGET.read_text() != text:
            raise CommandError("docs/privacy.md is out of date: run `python3 manage.py privacy`.")
