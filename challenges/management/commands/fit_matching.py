from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import transaction

from challenges.calibration.model_comparison import make_due_comparisons
from challenges.calibration.versions import activate_model_version
from challenges.matching.inputs import Stock
from challenges.matching.model_services import create_active_version, lock_versions, train_model_version
from challenges.matching.model_versions import Fit, FitComparison
from challenges.matching.refresh.runner import run_due_matching


class Command(BaseCommand):
    help = "Fit the stock of now into a new version of the matching, and compare it with the active one."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--activate", action="store_true", help="activate it, and match everything by it; else a person may"
        )

    def handle(self, *, activate: bool, **options: Any) -> None:
        made = self._made()
        self.stdout.write(f"Version {made} is fitted on {made.companies} companies and {made.challenges} challenges.")
        make_due_comparisons()
        self._tell_comparison(made)
        if activate and not made.is_active:
            activate_model_version(None, made)
        if activate or made.is_active:
            self.stdout.write(f"It is active now: {run_due_matching()} challenges and companies were due.")
        else:
            self.stdout.write("It is not active. Look at it in the admin, under versions of the matching.")

    @transaction.atomic
    def _made(self) -> Fit:
        """The first version of all is active at once: anything is better than none."""
        lock_versions()
        stock = Stock.now()
        if not Fit.objects.filter(is_active=True).exists():
            return create_active_version(stock, Fit.Made.COMMAND)[0]
        return train_model_version(stock, Fit.Made.COMMAND)[0]

    def _tell_comparison(self, made: Fit) -> None:
        found = FitComparison.objects.filter(before=made.based_on_id, after=made).first()
        if found and found.made_at:
            self.stdout.write(
                f"Of {found.places} places among the first ten, {found.changed} go to another company than by version "
                f"{found.before_id}, which is active."
            )
