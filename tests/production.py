"""The site as production runs it, on servers of the tests' own: gunicorn, hashed static files, secure cookies."""

import http.client
import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from portal.devserver.places import ROOT
from portal.devserver.processes import build_parent_death_hook
from tests.postgres_server import PostgresServer
from tests.redis_server import free_port

PREPARE = """
import json, django
django.setup()
from django.core.management import call_command
from django.test import Client
call_command("migrate", verbosity=0)
call_command("collectstatic", verbosity=0, interactive=False)
from tests.factories import RequirementFactory, ROMFactory, UserFactory
rom = ROMFactory()
client = Client()
client.force_login(UserFactory(rom=rom, rom_role="adviser"))
slug = RequirementFactory(challenge__rom=rom, challenge__state="in_review").challenge.slug
print(json.dumps({"session": client.cookies["sessionid"].value, "draft": slug}))
"""
TOKEN = "a" * 32


@dataclass
class Answer:
    code: int
    headers: http.client.HTTPMessage
    text: str
    seconds: float


@dataclass
class Production:
    database: PostgresServer
    folder: Path
    redis_url: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    session: str = ""
    draft: str = ""  # the slug of a challenge that waits for its review

    @property
    def environment(self) -> dict[str, str]:
        return os.environ | {
            "PRODUCTION": "1",
            "SECRET_KEY": "a key that is used for nothing but these tests, and long",
            "DATABASE_URL": self.database.url,
            "REDIS_URL": self.redis_url,
            "ALLOWED_HOSTS": "127.0.0.1",
            "BEHIND_PROXY": "1",
            "STATIC_ROOT": str(self.folder / "static"),
            "DJANGO_SETTINGS_MODULE": "portal.settings",
        }

    def prepare(self) -> None:
        command = [sys.executable, "-c", PREPARE]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        told = json.loads(done.stdout)
        self.session, self.draft = told["session"], told["draft"]

    def start(self) -> None:
        gunicorn = [sys.executable, "-m", "gunicorn", "portal.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        self.process = subprocess.Popen(
            [*gunicorn, "--threads", "4", "--log-level", "error"],
            cwd=ROOT,
            env=self.environment,
            preexec_fn=build_parent_death_hook(os.getpid()),
        )
        assert self.answers_within(60, "/health/live", 200)

    def stop(self) -> None:
        if self.process:
            self.process.terminate()
            self.process.wait(30)

    def ask(self, path: str, *, signed_in: bool = False, form: str | None = None, secure: bool = True) -> Answer:
        headers = {"Origin": f"https://127.0.0.1:{self.port}", "Cookie": f"csrftoken={TOKEN}"}
        if signed_in:
            headers["Cookie"] += f"; sessionid={self.session}"
        if secure:
            headers["X-Forwarded-Proto"] = "https"
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            form = f"csrfmiddlewaretoken={TOKEN}&{form}"
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        began = time.monotonic()
        connection.request("GET" if form is None else "POST", path, form, headers)
        response = connection.getresponse()
        text = response.read().decode(errors="replace")
        connection.close()
        return Answer(response.status, response.headers, text, time.monotonic() - began)

    def answers_within(self, seconds: float, path: str, code: int, **how: Any) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                if self.ask(path, **how).code == code:
                    return True
            except OSError:
                pass
            time.sleep(0.1)
        return False


@pytest.fixture
def production(postgres_server: PostgresServer, tmp_path: Path) -> Iterator[Production]:
    """With a Redis that is not there."""
    site = Production(postgres_server, tmp_path, f"redis://127.0.0.1:{free_port()}/0")
    site.prepare()
    site.start()
    yield site
    site.stop()
