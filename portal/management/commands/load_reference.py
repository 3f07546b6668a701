"""`manage.py load_reference`: regions, agreements and technologies, from the files in portal/technologies/data."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.technologies.reference import LoadOutcome, load_reference_data


class Command(BaseCommand):
    help = "Brings the reference data up to date; what people changed in the admin stays."

    def handle(self, **options: Any) -> None:
        outcomes = load_reference_data(self.report_outcome)
        if not any(outcome.created or outcome.updated for outcome in outcomes):
            self.stdout.write("Nothing has changed.")

    def report_outcome(self, outcome: LoadOutcome) -> None:
        counts = f"{outcome.created} created, {outcome.updated} updated, {outcome.unchanged} unchanged"
        self.stdout.write(f"{outcome.kind}: {counts}")
        if outcome.left_out:
            self.stdout.write(f"  no longer in the files, kept: {', '.join(outcome.left_out)}")
        self.stdout.flush()
