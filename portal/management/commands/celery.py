"""`manage.py celery worker --beat` runs Celery's own command line with the settings of the site."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.celery import app


class Command(BaseCommand):
    help = "Runs Celery (worker, beat, inspect, ...); takes its options."

    def run_from_argv(self, argv: list[str]) -> None:
        """Pass the options to Celery unchanged; Django would parse them itself."""
        if not settings.REDIS_URL:
            sys.exit(
                "There is no queue to work on: set REDIS_URL, or leave it unset and tasks run in the site's process."
            )
        app.start(argv[2:])

    def handle(self, *args: str, **options: object) -> None:
        raise CommandError("Run it as `manage.py celery`.")
