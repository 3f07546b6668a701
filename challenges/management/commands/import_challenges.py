from argparse import ArgumentParser
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from challenges.posting.importer import ChallengeImporter
from portal.importing.commands import ImportCommand
from portal.importing.report import ImportReport


class Command(ImportCommand):
    help = "Create and update challenges from a file."

    def add_arguments(self, parser: ArgumentParser) -> None:
        super().add_arguments(parser)
        parser.add_argument(
            "--trusted",
            action="store_true",
            help="somebody else has approved what is in the file: it is shown at once, as the file says",
        )

    def make_importer(self, options: dict[str, Any]) -> ChallengeImporter:
        return ChallengeImporter(trusted=options["trusted"])

    def get_advice(self, report: ImportReport, options: dict[str, Any]) -> str:
        """Explain why drafts have no companies, and how to publish them."""
        if not report.drafts:
            return ""
        count = ngettext(
            "%(count)d challenge in this file is a draft.",
            "%(count)d challenges in this file are drafts.",
            report.drafts,
        )
        reason = _("Submit a draft on the site first. It gets a list of companies after a colleague approves it.")
        if options["trusted"]:
            remedy = _(
                "The option --trusted publishes new challenges only. To publish earlier drafts, delete them in the "
                "admin and import the file again."
            )
        else:
            remedy = _(
                "Has someone already approved this file? Delete earlier drafts in the admin and import the file again"
                " with --trusted."
            )
        return " ".join([count % {"count": report.drafts}, reason, remedy])
