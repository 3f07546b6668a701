from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from challenges.models import Match
from challenges.services import exposure, matching


class Command(BaseCommand):
    help = "Match what changed; with --all, fit the stock anew and match everything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="fit the stock anew and match everything")

    def handle(self, **options: Any) -> None:
        if options["verbosity"]:
            self.stderr.write("Matching ...")
        found = matching.refresh_all() if options["all"] else matching.match_due()
        exposure.follow()
        self.stdout.write(f"{found} challenges and companies were due; {Match.objects.count()} matches are kept.")
