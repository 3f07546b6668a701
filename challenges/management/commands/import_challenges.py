from challenges.services.importing import import_challenges
from portal.management.importing import ImportCommand


class Command(ImportCommand):
    help = "Create and update challenges from a file."
    import_records = staticmethod(import_challenges)
