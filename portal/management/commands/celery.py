"""`manage.py celery worker --beat`: Celery's own command line, in the environment and on the database of the others."""

import sys

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portal.celery import app


class Command(BaseCommand):
    help = "Runs Celery (worker, beat, inspect, ...); takes its options."

    def run_from_argv(self, argv: list[str]) -> None:
        """Django would read the options itself; here they go to Celery as they were typed."""
        if not settings.REDIS_URL:
            sys.exit(
                "There is no queue to work on: set REDIS_URL, or leave it unset and tasks run in the site's process."
            )
        app.start(argv[2:])

    def handle(self, *args: str, **options: object) -> None:
        raise CommandError("Run it as `manage.py celery`.")
