"""Lost servers, as production meets them: a clear answer meanwhile, and nothing to do by hand afterwards."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable

import pytest
from django.db import connection, transaction

from challenges.posting.models import Challenge
from portal.core.environment import EnvironmentVariables
from portal.core.queue import enqueue_mail, enqueue_matching
from portal.devserver.places import ROOT
from tests.broker import use_broker, use_no_broker
from tests.factories import ChallengeFactory
from tests.production import Production
from tests.redis_server import free_port

BEARABLE_SECONDS = 3


def test_production_serves_and_outlives_its_servers(production):
    """One start of all servers for everything below, as it takes a while."""
    serves_static_files(production)
    keeps_its_door_secure(production)
    publishes_without_redis(production)
    says_when_to_come_back(production, signal.SIGINT)
    says_when_to_come_back(production, signal.SIGQUIT)


def serves_static_files(site: Production) -> None:
    page = site.ask("/nl/").text
    files = re.findall(r'"(/static/[^"]+)"', page)
    assert files
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", path) for path in files), files
    answers = [site.ask(path) for path in files]
    assert {(each.code, "immutable" in each.headers["Cache-Control"]) for each in answers} == {(200, True)}


def keeps_its_door_secure(site: Production) -> None:
    plain = site.ask("/nl/", secure=False)
    assert (plain.code, plain.headers["Location"]) == (301, f"https://127.0.0.1:{site.port}/nl/")
    page = site.ask("/nl/account/login/")
    assert page.headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains"
    cookies = page.headers.get_all("Set-Cookie") or []
    assert cookies
    assert all("Secure" in cookie and "SameSite=Lax" in cookie for cookie in cookies)
    assert site.ask("/nl/desk/", signed_in=True).code == 200


def publishes_without_redis(site: Production) -> None:
    move = site.ask(f"/nl/challenges/{site.draft}/move/", signed_in=True, form="state=scheduled")
    assert (move.code, move.seconds < BEARABLE_SECONDS) == (302, True), move
    assert site.ask(f"/nl/challenges/{site.draft}/").code == 200  # to a visitor: its opening has come


def says_when_to_come_back(site: Production, how: signal.Signals) -> None:
    """Without the database every page is a 503, also to people signed in; afterwards all is as it was."""
    pages = {"/nl/": False, "/en/challenges/": False, "/nl/desk/": True, "/nl/admin/": True, "/nl/absent/": True}
    before = {path: site.ask(path, signed_in=signed_in).code for path, signed_in in pages.items()}
    site.database.stop(how)
    for path, signed_in in pages.items():
        answer = site.ask(path, signed_in=signed_in)
        assert (answer.code, answer.headers["Retry-After"]) == (503, "10"), (path, answer.code)
        assert answer.headers["Content-Security-Policy"]
        assert "<h1>" in answer.text
    log_in = site.ask("/nl/account/login/", form="login=a@example.org&password=x")
    assert (log_in.code, log_in.headers["Retry-After"]) == (503, "10")
    assert site.ask("/health/ready").code == 503
    assert site.ask("/health/live").code == 200
    site.database.start()
    assert {path: site.ask(path, signed_in=signed_in).code for path, signed_in in pages.items()} == before


# --- Redis, inside a request -------------------------------------------------------------------------------------


@pytest.fixture
def silent_port():
    """Where something accepts connections and never answers."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(5)
        yield listening.getsockname()[1]


@pytest.fixture
def broker():
    """Makes this process use the Redis of a port."""

    yield lambda port: use_broker(f"redis://127.0.0.1:{port}/0")
    use_no_broker()


def seconds_to_save(change: Callable[[], object]) -> float:
    began = time.monotonic()
    with transaction.atomic():
        change()
        enqueue_matching()
        enqueue_mail()
    return time.monotonic() - began


@pytest.mark.django_db(transaction=True)
def test_a_redis_that_is_gone_or_hangs_costs_a_request_little(broker, silent_port):
    for number, port in enumerate((free_port(), silent_port)):
        broker(port)
        assert seconds_to_save(lambda number=number: ChallengeFactory(slug=f"kept-{number}")) < BEARABLE_SECONDS
        assert seconds_to_save(lambda: None) < 0.5  # the next ones do not wait
    assert Challenge.objects.filter(slug__startswith="kept").count() == 2


@pytest.mark.django_db(transaction=True)
def test_a_full_redis_loses_nothing_and_fails_nobody(broker, redis_server):
    redis_server.say("CONFIG", "SET", "maxmemory", "1")
    broker(redis_server.port)
    assert seconds_to_save(lambda: ChallengeFactory(slug="kept")) < BEARABLE_SECONDS
    assert Challenge.objects.filter(slug="kept").exists()
    connection.close()


# --- settings -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("read", "value", "said"),
    [
        (lambda env: env.postgres("X", ""), "sqlite://", "X must be postgres://"),
        (lambda env: env.postgres("X", ""), "mysql://a/b", "X must be postgres://"),
        (lambda env: env.postgres("X", ""), "nonsense", "X must be postgres://"),
        (lambda env: env.postgres("X", ""), "postgres://host:port/x", "a number for a port"),
        (lambda env: env.postgres("X", ""), "postgres://host", "X must name a database"),
        (lambda env: env.address("X", ("redis",)), "http://host", "X must be redis://"),
        (lambda env: env.mail("X"), "nonsense", "X must be smtp://"),
        (lambda env: env.number("X", 1), "abc", "X must be a whole number, 0 or more, not “abc”."),
        (lambda env: env.number("X", 1), "-1", "X must be a whole number"),
        (lambda env: env.number("X", 1), "9" * 30, "X must be a whole number"),
        (lambda env: env.number("X", 1, least=1), "0", "1 or more"),
        (lambda env: env.flag("X"), "yse", "X must be 1 or 0, not “yse”."),
        (lambda env: env.word("X", "A", ("A", "B")), "C", "X must be one of A, B"),
    ],
)
def test_a_bad_value_is_told_with_the_name_of_its_variable(monkeypatch, read, value, said):
    monkeypatch.setenv("X", value)
    with pytest.raises(Exception, match=re.escape(said)):
        read(EnvironmentVariables())


def test_good_values_are_read(monkeypatch):
    monkeypatch.setenv("X", " Yes ")
    env = EnvironmentVariables()
    assert (env.flag("X"), env.flag("ABSENT_X"), env.number("ABSENT_X", 7)) == (True, False, 7)
    monkeypatch.setenv("X", "postgres://a:b@host:5432/name")
    assert env.postgres("X", "")["NAME"] == "name"
    assert env.mail("ABSENT_X") == {}


@pytest.fixture
def start():
    """What a start with these variables says, where it refuses."""

    def start(**variables: str) -> str:
        env = os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings"} | variables
        command = [sys.executable, "manage.py", "check"]
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True)
        assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
        return done.stderr

    return start


@pytest.mark.parametrize(("hosts", "said"), [("*", "without a “*”"), (".example.org,*", "without a “*”")])
def test_production_names_its_hosts(hosts, said, start):
    told = start(PRODUCTION="1", SECRET_KEY="x" * 50, ALLOWED_HOSTS=hosts)
    assert said in told


def test_production_asks_for_a_key(start):
    assert "SECRET_KEY at least 50 characters" in start(PRODUCTION="1", SECRET_KEY="")
