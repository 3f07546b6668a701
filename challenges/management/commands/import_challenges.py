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
        reason = _("A draft gets no list of companies until you submit it on the site and a colleague approves it.")
        if options["trusted"]:
            remedy = _(
                "--trusted publishes new challenges only. To publish drafts from an earlier import, delete them in the "
                "admin and import the file again."
            )
        else:
            remedy = _(
                "Has somebody approved this file already? Then import it with --trusted; first delete drafts from an "
                "earlier import in the admin."
            )
        return " ".join([count % {"count": report.drafts}, reason, remedy])
