from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from challenges.exposure.services import recompute_exposure_floors
from challenges.matching.models import Match
from challenges.matching.refresh.runner import refresh_all_matches, run_due_matching


class Command(BaseCommand):
    help = "Match what changed; with --all, fit the stock anew and match everything."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="fit the stock anew and match everything")

    def handle(self, **options: Any) -> None:
        if options["verbosity"]:
            self.stderr.write("Matching ...")
        found = refresh_all_matches() if options["all"] else run_due_matching()
        recompute_exposure_floors()
        self.stdout.write(f"{found} challenges and companies were due; {Match.objects.count()} matches are kept.")
