from typing import Any

from django.core.management.base import BaseCommand

from challenges.services import matching
from portal.services import digests, outbox


class Command(BaseCommand):
    help = "Find and do what a lost message left behind; beat does the same every minute."

    def handle(self, **options: Any) -> None:
        self.stdout.write(f"{matching.match_due()} challenges and companies were due.")
        self.stdout.write(f"{digests.send_digests()} digests were due.")
        self.stdout.write(f"{outbox.send_due()} mails were sent.")
