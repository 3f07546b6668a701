"""Absurd requests on every address, by every kind of person: refused or told, and never an error of the server."""

import json
from itertools import product
from urllib.parse import quote, unquote_to_bytes

import pytest
from django.db import transaction
from django.test import Client, RequestFactory
from django.urls import Resolver404, resolve, reverse
from django.utils.encoding import repercent_broken_unicode
from django.utils.translation import override

from portal.core.checks import iter_pages
from portal.wsgi import application, is_utf8_content
from tests.addresses import addresses
from tests.clients import client_of
from tests.world import World

pytestmark = pytest.mark.usefixtures("one_world", "uncounted", "unlogged")
PEOPLE = ("visitor", "member", "adviser", "admin")
LONG = "x" * 10_000
NO_ROW = 2**63
SURROGATE, BROKEN, NUL = "%ED%A0%80", "%FF%C3%28", "%00"

# What lists and pages read of an address, each with everything that could be typed there.
ODD_WORDS = [
    *("'", '"', "\\", "\\'; --", "&", "|", "!", "<->", "a & | b", ":*", "(", "()", "-", "- -", "...", "%", "_", "%%"),
    *("🛩️", "\u202edrone", "\u200f", "\u0000a"[1:], "ǅ", "ß" * 200, "a" * 200, "or", "drone or", '"drone', "–“”", "\t"),
]
EVERY_NAME = (
    "q",
    "technology",
    "branch",
    "rom",
    "trl",
    "state",
    "session",
    "closes",
    "kind",
    "province",
    "order",
    "show",
    "quarter",
    "by",
    "group",
    "seen",
)
ABSURD = [
    *(f"page={value}" for value in ("9e99", "-1", "0", "", "x", str(NO_ROW), "9" * 5000, "１", SURROGATE, BROKEN)),
    "page=1&page=2&page=",
    *(
        "&".join(f"{name}={value}" for name in EVERY_NAME)
        for value in ("nonsense", "", SURROGATE, BROKEN, LONG, NO_ROW)
    ),
    "&".join(f"{name}={value}" for name in EVERY_NAME for value in ("a", "a", "")),
    "order=best&order=closest&q=x",
    *("=", "&&&", "q", "q[]=1", "q=%", "a=" * 1500, "next=//example.org", "next=%5C%5Cexample.org"),
]
WITH_NUL = ["q=a%00b", "page=%00", "%00=1", "next=%00"]
LISTS = {
    *("challenges:challenge_list", "companies:company_list", "challenges:company_home", "challenges:staff_dashboard"),
    *(
        "challenges:challenge_detail",
        "challenges:province_map",
        "challenges:exposure",
        "challenges:exposure_companies",
        "account_login",
        "admin:challenges_challenge_changelist",
    ),
}
SEARCHES = {  # and who searches there
    "challenges:challenge_list": "member",
    "companies:company_list": "member",
    "companies:company_create": "registered",
    "challenges:coapplicant_add": "member",
    "challenges:session_pitches": "adviser",
    "admin:challenges_challenge_changelist": "admin",
}
FEW = [
    f"page=9e99&id={NO_ROW}&id=x&format=%25&show=&kind=&e=1",
    f"page={SURROGATE}&q={BROKEN}&next={LONG}",
]


@pytest.fixture
def clients(world: World) -> dict[str, Client]:
    return {kind: client_of(world.people[kind], raise_request_exception=False) for kind in PEOPLE}


def failures(clients: dict[str, Client], requests: list[tuple[str, str]]) -> list[str]:
    """Who got an error of the server, where."""
    return [
        f"{kind} {url[:300]}: {code}"
        for _name, url in requests
        for kind, client in clients.items()
        if (code := client.get(url).status_code) >= 500 and "companies/?" not in url
    ]


def test_every_address_is_asked(world):
    """A page whose arguments this test cannot make up would go untested."""
    asked = {name for name, _url in addresses(world)}
    skipped = {name for name, _address, _view in iter_pages()} - asked
    assert {name for name in skipped if not name.startswith("admin:")} == set()


@pytest.mark.usefixtures("users_loaded_once")
def test_absurd_questions_to_every_page(world, clients):
    wrong = failures(clients, [(name, f"{url}?{query}") for name, url in addresses(world) for query in FEW])
    assert wrong == []


@pytest.mark.usefixtures("users_loaded_once")
@pytest.mark.parametrize("name", sorted(LISTS))
def test_absurd_questions_to_pages_that_read_them(world, clients, name):
    url = dict(addresses(world))[name]
    kinds = {"admin": clients["admin"]} if name.startswith("admin:") else clients
    kinds = {kind: kinds[kind] for kind in ("visitor", "member") if kind in kinds} or kinds
    assert failures(kinds, [(name, f"{url}?{query}") for query in ABSURD]) == []


@pytest.mark.usefixtures("users_loaded_once")
@pytest.mark.parametrize("name", sorted(SEARCHES))
def test_odd_words_to_every_search(world, name):
    url, kind = dict(addresses(world))[name], SEARCHES[name]
    assert 'name="q"' in world.client(kind).get(url).content.decode()
    assert failures({kind: world.client(kind)}, [(name, f"{url}?q={quote(words)}") for words in ODD_WORDS]) == []


def test_nul_in_an_address_is_refused_everywhere(world, clients):
    asked = [f"{url}?{query}" for _name, url in addresses(world) for query in WITH_NUL[:1]]
    asked += [f"{reverse('challenges:challenge_list')}?{query}" for query in WITH_NUL]
    asked += [reverse("challenges:home") + tail for tail in ("challenges/%00/", "admin/%00/", "%00")]
    assert [url for url in asked if clients["member"].get(url).status_code != 400] == []


@pytest.mark.usefixtures("users_loaded_once")
@pytest.mark.parametrize(
    "part", [SURROGATE, BROKEN, LONG, str(NO_ROW), "..%2F..%2Fetc", "%F0%9F%9B%A9", "-", "'", "%25"]
)
def test_absurd_parts_of_an_address(world, clients, part):
    """Where a slug or a number stands in an address, anything may be typed; what is no page is so for everyone."""
    real = {*world.things.values(), str(world.rows["public challenge"].pk)}
    asked = {
        "/".join(part if piece in real else piece for piece in url.split("/"))
        for _name, url in addresses(world)
        if real & set(url.split("/"))
    }
    pages = {url for url in asked if is_a_page(url)}
    wrong = failures({kind: clients[kind] for kind in ("member", "admin")}, [("", url) for url in sorted(pages)])
    wrong += failures({"visitor": clients["visitor"]}, [("", url) for url in sorted(asked - pages)])
    assert wrong == []


def is_a_page(url: str) -> bool:
    try:
        return bool(resolve(repercent_broken_unicode(unquote_to_bytes(url)).decode()))
    except Resolver404:
        return False


BODIES = {
    "nothing": (b"", "application/x-www-form-urlencoded"),
    "no form": (b"\xff\xfe\x00junk", "application/octet-stream"),
    "JSON": (json.dumps({"name": "x" * 1000, "kind": [1, None]}).encode(), "application/json"),
    "broken multipart": (b"--b\r\nContent-Disposition: form-data; name=", "multipart/form-data; boundary=b"),
    "no boundary": (b"x", "multipart/form-data"),
    "empty boundary": (b"x", "multipart/form-data; boundary="),
    "very many fields": (b"&".join(b"a%d=1" % n for n in range(5000)), "application/x-www-form-urlencoded"),
    "too much": (b"name=" + b"x" * 3_000_000, "application/x-www-form-urlencoded"),
    "bad escapes": (b"name=%&%=%zz&=&&name", "application/x-www-form-urlencoded"),
    "surrogates and NUL": (
        b"name=%ED%A0%80&title_nl=%00&kind=%FF&email=%00&state=%00",
        "application/x-www-form-urlencoded",
    ),
}


@pytest.mark.usefixtures("bare_pages", "users_loaded_once")
def test_bodies_that_are_no_form(world):
    """Of the pages that read what is posted to them, which shows by the first. Each is taken back, a log-out too."""
    wrong = []
    for (_name, url), kind in product(addresses(world), ("visitor", "adviser", "member")):
        for body, (data, content_type) in BODIES.items():
            with transaction.atomic():
                response = world.new_client(kind).post(url, data, content_type=content_type)
                transaction.set_rollback(True)
            wrong += [f"{kind} {url} {body}: {response.status_code}"] if response.status_code >= 500 else []
            if not {"_post", "_body"} & vars(response.wsgi_request).keys():
                break
    assert wrong == []


@pytest.mark.parametrize(
    "content_type",
    [
        *(f"text/plain; charset={name}" for name in ("utf-7", "unicode_escape", "rot13", "idna", "undefined", "x\x00")),
        *("multipart/form-data; boundary=b; charset=utf-16", "text/plain; charset*=nonsense''utf-8", "a; charset=\xff"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_text_in_another_encoding_is_refused_at_the_door(db, content_type, method):
    """In UTF-7 and the like lone surrogates hide, and some make Django itself fail."""
    told = []
    environ = RequestFactory().generic(method, "/nl/?q=%2B2AA-", "q=+2AA-").environ
    application(environ | {"CONTENT_TYPE": content_type}, lambda status, headers: told.append(status))
    assert told == ["400 Bad Request"]


@pytest.mark.parametrize("content_type", ["", "text/plain", "multipart/form-data; charset=UTF8; boundary=b"])
def test_text_in_utf_8_is_let_in(content_type):
    assert is_utf8_content(content_type)


@pytest.mark.parametrize(
    "cookie", ['"aaaaaaaa\\000"', "aaaaaaaa\x00", "x" * 5000, "\x80\xffaaaaaa", '"\\355\\240\\200aaaaaa"']
)
@pytest.mark.parametrize("name", ["sessionid", "csrftoken", "messages", "django_language"])
def test_absurd_cookies(db, name, cookie):
    client = Client(raise_request_exception=False)
    for page in ("challenges:home", "challenges:staff_dashboard", "account_login"):
        response = client.get(reverse(page), headers={"cookie": f"{name}={cookie}"})
        assert response.status_code < 500


@pytest.mark.parametrize(
    "headers",
    [
        {"accept-language": "x" * 10_000},
        {"accept-language": "nl;q=nan,\x00"},
        {"host": "evil.example/%00"},
        {"host": ""},
        {"range": "bytes=99-1"},
        {"if-modified-since": "yesterday"},
        {"content-length": "x"},
        {"x-forwarded-for": "x, \x00"},
        {"user-agent": "\xff"},
    ],
)
def test_absurd_headers(db, headers):
    client = Client(raise_request_exception=False)
    assert client.get(reverse("challenges:challenge_list"), headers=headers).status_code < 500
    data = {"login": "a@example.org", "password": "x"}
    assert client.post(reverse("account_login"), data, headers=headers).status_code < 500


@pytest.mark.usefixtures("bare_pages", "users_loaded_once")
@pytest.mark.parametrize("method", ["put", "patch", "delete", "options", "trace", "head"])
def test_other_methods(world, clients, method):
    wrong = [
        (name, code)
        for name, url in addresses(world)
        if (code := getattr(clients["adviser"], method)(url).status_code) >= 500
    ]
    assert wrong == []


def test_refusal_is_in_the_language_of_the_reader(db):
    told = {}
    for language in ("nl", "en"):
        with override(language):
            response = Client().get(reverse("challenges:home") + "?q=%00")
        told[language] = response.content.decode().partition("<h1>")[2].partition("</h1>")[0]
        assert f'<html lang="{language}">' in response.content.decode()
    assert told["nl"] != told["en"]
