from typing import Any

from companies.profiles.importer import CompanyImporter
from portal.importing.commands import ImportCommand


class Command(ImportCommand):
    help = "Create and update companies from a file."

    def make_importer(self, options: dict[str, Any]) -> CompanyImporter:
        return CompanyImporter()
