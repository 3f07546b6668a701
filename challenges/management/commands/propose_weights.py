from typing import Any

from django.core.management.base import BaseCommand
from django.utils.translation import override

from challenges.calibration.model_comparison import make_due_comparisons
from challenges.calibration.pages import describe_learning_run
from challenges.calibration.services import propose_new_weights


class Command(BaseCommand):
    help = "Look at what outcomes teach: propose other weights for an admin to activate, or say why not."

    def handle(self, **options: Any) -> None:
        run = propose_new_weights(None)
        make_due_comparisons()
        with override("en"):
            for sentence in describe_learning_run(run):
                self.stdout.write(sentence)
            if run.version:
                self.stdout.write(
                    f"Version {run.version} waits. Look at it in the admin, under versions of the matching."
                )
