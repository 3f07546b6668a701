"""`manage.py demo`: the whole site with examples in it, on this machine, in one command."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from challenges.demo.judgements import load_demo_judgements
from challenges.demo.people import DEMO_PASSWORD, list_demo_people
from challenges.demo.timetable import load_demo_timetable
from challenges.matching.refresh.runner import run_due_matching
from portal.devserver import postgres
from portal.devserver.progress import announce_slow_step
from portal.management import databases
from portal.management.databases import hold_preparation_lock
from portal.management.server import HOST, check_port_free, open_server, serve_until_stopped, treat_sigterm_as_interrupt


class Command(BaseCommand):
    help = "Fills a database with reference data and examples, matches, and serves the site."
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="stop before serving")
        parser.add_argument("--port", type=int, default=8000, help="where to serve (8000)")
        parser.add_argument("--reset", action="store_true", help="empty the database first and start over")
        parser.add_argument(
            "--confirm", metavar="NAME", help="with --reset and DATABASE_URL: the name of the database to empty"
        )

    def handle(self, **options: Any) -> None:
        treat_sigterm_as_interrupt()
        try:
            self.run(**options)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. What was typed is kept; `python3 manage.py demo` goes on with it.")

    def run(self, *, port: int, no_serve: bool, reset: bool, confirm: str | None, **_: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo adds people with known passwords; it does not run with PRODUCTION=1.")
        if not no_serve:
            check_port_free(port)
        if reset:
            check_reset_confirmed(confirm)
            with self.step("Emptying the database"):
                databases.recreate_database()
        self.fill()
        if no_serve:
            self.show_people(None)
            return
        server = open_server(port)
        self.show_people(server.server_port)
        serve_until_stopped(server)

    def fill(self) -> None:
        with hold_preparation_lock():
            for what, do in STEPS:
                with self.step(what):
                    do()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        self.stdout.write(f"- {what}")
        self.stdout.flush()
        with announce_slow_step(f"  {what}"):
            yield

    def show_people(self, port: int | None) -> None:
        """Written last, so that it stays in view."""
        if port:
            settings.SITE_URL = f"http://{HOST}:{port}"
            self.stdout.write(f"\nKoppelvlak is at {settings.SITE_URL}   (Ctrl-C stops it)")
        if settings.REDIS_URL:
            self.stdout.write("REDIS_URL is set, so matching waits for `python3 manage.py celery worker --beat`.")
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
            self.stdout.write(f"Mails are not sent but written to {settings.EMAIL_FILE_PATH}")
        people = list_demo_people()
        if people:
            self.stdout.write(f"\nSign in with the password {DEMO_PASSWORD} as:")
        for person in people:
            self.stdout.write(f"  {person.email:28} {person.name:18} {person.role}")
        self.stdout.flush()


def check_reset_confirmed(confirm: str | None) -> None:
    """Our own private database may be emptied at a word; one that somebody named, only by its name."""
    name = connection.settings_dict["NAME"]
    if not postgres.is_private_database() and confirm != name:
        raise CommandError(
            f"--reset would empty the database {name!r} that DATABASE_URL names: "
            f"add --confirm {name} if that is what you want."
        )


def load_examples_once() -> None:
    """Once, and whole: a second start keeps what people typed since, and does not bring back what they removed."""
    if not list_demo_people():
        call_command("load_demo")


STEPS: list[tuple[str, Callable[[], object]]] = [
    ("Bringing the tables up to date", lambda: call_command("migrate", interactive=False, verbosity=0)),
    ("Reading the reference data", lambda: call_command("load_reference")),
    ("Reading the examples", load_examples_once),
    ("Matching what is due", run_due_matching),
    ("Keeping what was judged", load_demo_judgements),
    ("Making the timetable of the example session", load_demo_timetable),
]
