"""`manage.py demo`: the whole site with examples in it, on this machine, in one command."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connection

from challenges.demo.judgements import load_judgements
from challenges.demo.people import DEMO_PASSWORD, demo_people
from challenges.demo.timetable import load_timetable
from challenges.matching.refresh.runner import match_due
from portal.devserver import databases, postgres
from portal.devserver import server as devserver_server
from portal.devserver.progress import step


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
        devserver_server.end_like_ctrl_c()
        try:
            self.run(**options)
        except KeyboardInterrupt:
            self.stdout.write("\nStopped. What was typed is kept; `python3 manage.py demo` goes on with it.")

    def run(self, *, port: int, no_serve: bool, reset: bool, confirm: str | None, **_: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("The demo adds people with known passwords; it does not run with PRODUCTION=1.")
        if not no_serve:
            devserver_server.check_port(port)
        if reset:
            refuse_unless_confirmed(confirm)
            with self.step("Emptying the database"):
                databases.empty_database()
        self.fill()
        if no_serve:
            self.show_people(None)
            return
        server = devserver_server.open_server(port)
        self.show_people(server.server_port)
        devserver_server.serve(server)

    def fill(self) -> None:
        with databases.preparing_alone():
            for what, do in STEPS:
                with self.step(what):
                    do()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        self.stdout.write(f"- {what}")
        self.stdout.flush()
        with step(f"  {what}"):
            yield

    def show_people(self, port: int | None) -> None:
        """Written last, so that it stays in view."""
        if port:
            settings.SITE_URL = f"http://{devserver_server.HOST}:{port}"
            self.stdout.write(f"\nKoppelvlak is at {settings.SITE_URL}   (Ctrl-C stops it)")
        if settings.REDIS_URL:
            self.stdout.write("REDIS_URL is set, so matching waits for `python3 manage.py celery worker --beat`.")
        if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
            self.stdout.write(f"Mails are not sent but written to {settings.EMAIL_FILE_PATH}")
        people = demo_people()
        if people:
            self.stdout.write(f"\nSign in with the password {DEMO_PASSWORD} as:")
        for person in people:
            self.stdout.write(f"  {person.email:28} {person.name:18} {person.role}")
        self.stdout.flush()


def refuse_unless_confirmed(confirm: str | None) -> None:
    """Our own private database may be emptied at a word; one that somebody named, only by its name."""
    name = connection.settings_dict["NAME"]
    if not postgres.is_private() and confirm != name:
        raise CommandError(
            f"--reset would empty the database {name!r} that DATABASE_URL names: "
            f"add --confirm {name} if that is what you want."
        )


def load_examples() -> None:
    """Once, and whole: a second start keeps what people typed since, and does not bring back what they removed."""
    if not demo_people():
        call_command("load_demo")


STEPS: list[tuple[str, Callable[[], object]]] = [
    ("Bringing the tables up to date", lambda: call_command("migrate", interactive=False, verbosity=0)),
    ("Reading the reference data", lambda: call_command("load_reference")),
    ("Reading the examples", load_examples),
    ("Matching what is due", match_due),
    ("Keeping what was judged", load_judgements),
    ("Making the timetable of the example session", load_timetable),
]
