from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from challenges.calibration.model_comparison import compare_due
from challenges.calibration.pages import told
from challenges.calibration.services import propose


class Command(BaseCommand):
    help = "Look at what outcomes teach: propose other weights for an admin to activate, or say why not."

    def handle(self, **options: Any) -> None:
        run = propose(None)
        compare_due()
        with override("en"):
            for sentence in told(run):
                self.stdout.write(sentence)
            if run.version:
                self.stdout.write(
                    f"Version {run.version} waits. Look at it in the admin, under versions of the matching."
                )
