"""Pages against a bare view of the same gunicorn: one connection asks all in turn, round after round.

A page's share is the bare view's median time by its own: of a hundred requests a second that the server has for the
bare view, so many are left. The bare view returns a fixed short text, asked by the same reader through the same
middleware, which reads the session and the person of who is signed in.
"""

import os
import socket
import statistics
import subprocess
import sys
import time
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode

from portal.devserver.places import ROOT
from portal.devserver.processes import build_parent_death_hook
from tests.benchmarks.site import site
from tests.redis_server import free_port

BARE, NO_MIDDLEWARE = "/bare/", "/bare/no-middleware/"
WARM_UP = 12  # each thread of the server fills in a connection
GOALS = {"detail": 0.12, "list": 0.08, "search": 0.06}
WHAT_IF_SECONDS = 0.3
WORD, MISTYPED = "radar", "raddar"
TOKEN = "a" * 32

Times = dict[tuple[str, str], list[float]]


@dataclass
class Page:
    kind: str
    path: str
    form: dict[str, str] | None = None


@dataclass
class Persona:
    name: str
    cookie: str = ""
    pages: list[Page] = field(default_factory=list)


class Asker:
    """Asks over one connection that stays open, with as little work of its own as can be."""

    def __init__(self, port: int) -> None:
        self.socket = socket.create_connection(("127.0.0.1", port), 60)
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, page: Page, cookie: str) -> float:
        """The seconds that the answer took."""
        request = _request(page, cookie)
        began = time.perf_counter()
        self.socket.sendall(request)
        got = b""
        while b"\r\n\r\n" not in got:
            got += self._more(page)
        head, _, rest = got.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 200"):
            raise ValueError(f"{page.path}: {head!r}")
        missing = int(head.lower().partition(b"content-length:")[2].split(None, 1)[0]) - len(rest)
        while missing > 0:
            missing -= len(self._more(page))
        return time.perf_counter() - began

    def _more(self, page: Page) -> bytes:
        got = self.socket.recv(1 << 18)
        if not got:
            raise ConnectionError(page.path)
        return got


def _request(page: Page, cookie: str) -> bytes:
    lines = [f"{'POST' if page.form else 'GET'} {page.path} HTTP/1.1", "Host: 127.0.0.1", f"Cookie: {cookie}"]
    body = urlencode(page.form or {})
    if page.form:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}", "X-Part: pool"]
    return "\r\n".join([*lines, "", body]).encode()


def run(options: Namespace) -> None:
    with site(redis=False):
        personas = prepare(options)
        with server() as port:
            times = measure(port, personas, options.rounds)
    tell(personas, times)


def prepare(options: Namespace) -> list[Persona]:
    """The stock, matched; a visitor, a founder and an adviser with what each of them opens."""
    from challenges.matching.refresh.runner import refresh_all_matches
    from challenges.posting.models import Challenge
    from companies.profiles.models import Company
    from tests.benchmarks.stock import make_challenges, make_companies
    from tests.factories import MembershipFactory, UserFactory

    make_companies(options.companies)
    make_challenges(options.challenges)
    refresh_all_matches()
    challenge, company = Challenge.objects.get(slug="challenge-0"), Company.objects.get(slug="company-0")
    founder = MembershipFactory(company=company, role="owner").user
    adviser = UserFactory(rom=challenge.rom, rom_role="adviser")
    lists = "/en/challenges/", "/en/companies/"
    pages = [
        *(Page("detail", path) for path in (f"/en/challenges/{challenge.slug}/", f"/en/companies/{company.slug}/")),
        *(Page("list", path) for path in lists),
        *(Page("search", f"{path}?q={word}") for path in lists for word in (WORD, MISTYPED)),
    ]
    draft = {"title_en": challenge.title_en, "teaser_en": challenge.teaser_en, "visibility": "public", "trl_min": "6"}
    what_if = Page("what-if", f"/en/challenges/{challenge.slug}/pool/", draft | {"csrfmiddlewaretoken": TOKEN})
    return [
        Persona("visitor", "", pages),
        Persona("founder", cookie_of(founder), pages),
        Persona("adviser", cookie_of(adviser), [*pages, what_if]),
    ]


def cookie_of(user) -> str:
    from django.test import Client

    client = Client()
    client.force_login(user)
    return f"sessionid={client.cookies['sessionid'].value}; csrftoken={TOKEN}"


@contextmanager
def server() -> Iterator[int]:
    """One process, so that a page and the bare view share what it has."""
    port = free_port()
    gunicorn = [sys.executable, "-m", "gunicorn", "tests.benchmarks.served", "--bind", f"127.0.0.1:{port}"]
    options = ["--threads", "4", "--log-level", "error", "--timeout", "120"]
    process = subprocess.Popen([*gunicorn, *options], cwd=ROOT, preexec_fn=build_parent_death_hook(os.getpid()))
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(30)


def _wait_for(port: int, seconds: float = 60) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the server does not answer")


def measure(port: int, personas: list[Persona], rounds: int) -> Times:
    """By person and address; all in turn in every round, so that what else the machine does hits all alike."""
    asker, times = Asker(port), Times()
    for number in range(WARM_UP + rounds):
        for persona in personas:
            for page in [Page("bare", BARE), Page("bare", NO_MIDDLEWARE), *persona.pages]:
                seconds = asker.ask(page, persona.cookie)
                if number >= WARM_UP:
                    times.setdefault((persona.name, page.path), []).append(seconds)
    return times


def tell(personas: list[Persona], times: Times) -> None:
    medians = {asked: statistics.median(seconds) for asked, seconds in times.items()}
    print(f"load average {os.getloadavg()[0]:.1f}")
    for persona in personas:
        bare, nothing = medians[persona.name, BARE], medians[persona.name, NO_MIDDLEWARE]
        print(f"{persona.name}: bare view {bare * 1000:.2f} ms, without middleware {nothing * 1000:.2f} ms")
    print(
        "\n| who | page | median | of the bare view | of one without middleware | to reach |\n|---|---|---|---|---|---|"
    )
    for persona in personas:
        bares = medians[persona.name, BARE], medians[persona.name, NO_MIDDLEWARE]
        for page in persona.pages:
            print(_row(persona, page, medians[persona.name, page.path], *bares))


def _row(persona: Persona, page: Page, seconds: float, bare: float, nothing: float) -> str:
    goal = GOALS.get(page.kind)
    holds = bare / seconds >= goal if goal else seconds <= WHAT_IF_SECONDS
    wanted = f"{goal:.0%}" if goal else f"{WHAT_IF_SECONDS * 1000:.0f} ms"
    shares = f"{bare / seconds:.1%} | {nothing / seconds:.1%} | {wanted}{'' if holds else ': missed'}"
    return f"| {persona.name} | `{page.path}` | {seconds * 1000:.1f} ms | {shares} |"
