from companies.profiles.importer import import_company_records
from portal.importing.commands import ImportCommand


class Command(ImportCommand):
    help = "Create and update companies from a file."
    import_records = staticmethod(import_company_records)
