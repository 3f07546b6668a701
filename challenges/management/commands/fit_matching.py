from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from challenges.models import Fit, FitComparison
from challenges.services import matching
from challenges.services.matching import fits, versions
from challenges.services.matching.stock import Stock


class Command(BaseCommand):
    help = "Fit the stock of now into a new version of the matching, and compare it with the active one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--activate", action="store_true", help="activate it, and match everything by it; else a person may"
        )

    def handle(self, *, activate: bool, **options: Any) -> None:
        made = self._made()
        self.stdout.write(f"Version {made} is fitted on {made.companies} companies and {made.challenges} challenges.")
        matching.compare_due()
        self._tell_comparison(made)
        if activate and not made.is_active:
            versions.activate(None, made)
        if activate or made.is_active:
            self.stdout.write(f"It is active now: {matching.match_due()} challenges and companies were due.")
        else:
            self.stdout.write("It is not active. Look at it in the admin, under versions of the matching.")

    @transaction.atomic
    def _made(self) -> Fit:
        """The first version of all is active at once: anything is better than none."""
        fits.hold_versions()
        stock = Stock.now()
        if not Fit.objects.filter(is_active=True).exists():
            return fits.new_fit(stock, Fit.Made.COMMAND)[0]
        return fits.make_version(stock, Fit.Made.COMMAND)[0]

    def _tell_comparison(self, made: Fit) -> None:
        found = FitComparison.objects.filter(before=made.based_on_id, after=made).first()
        if found and found.made_at:
            self.stdout.write(
                f"Of {found.places} places among the first ten, {found.changed} go to another company than by version "
                f"{found.before_id}, which is active."
            )
