from companies.services.importing import import_companies
from portal.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Create and update companies from a file."
    import_records = staticmethod(import_companies)
