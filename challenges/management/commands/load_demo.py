"""`manage.py load_demo`: the examples alone; `demo` calls it once, on an empty site."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from challenges.demo.loader import load_demo
from challenges.demo.references import MissingReference


class Command(BaseCommand):
    help = "Creates the examples that are missing; what is there stays as it is."

    def handle(self, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The examples bring people with a known password; they stay out with PRODUCTION=1.")
        try:
            loaded = load_demo(timezone.now())
        except MissingReference as error:
            raise CommandError(str(error)) from error
        self.stdout.write(
            f"Created {loaded.companies} companies, {loaded.people} people, "
            f"{loaded.challenges} challenges and {loaded.sessions} sessions."
        )
