from argparse import ArgumentParser
from typing import Any

from challenges.services.importing import import_challenges
from portal.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Create and update challenges from a file."
    import_records = staticmethod(import_challenges)

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--trusted",
            action="store_true",
            help="somebody else has approved what is in the file: it is shown at once, as the file says",
        )

    def chosen(self, options: dict[str, Any]) -> dict[str, Any]:
        return {"trusted": options["trusted"]}
