from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from challenges.exposure.services import follow
from challenges.matching.models import Match
from challenges.matching.refresh.runner import match_due, refresh_all


class Command(BaseCommand):
    help = "Match what changed; with --all, fit the stock anew and match everything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="fit the stock anew and match everything")

    def handle(self, **options: Any) -> None:
        if options["verbosity"]:
            self.stderr.write("Matching ...")
        found = refresh_all() if options["all"] else match_due()
        follow()
        self.stdout.write(f"{found} challenges and companies were due; {Match.objects.count()} matches are kept.")
