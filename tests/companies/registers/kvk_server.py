"""A stand-in for the API of the register: it gives documented answers on a local port, and keeps the requests."""

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import pytest
from django.core.cache import caches

KEY = "l7xx-a-key-that-nobody-reads"
NUMBER = "68750110"
PROFILE: dict[str, Any] = {
    "kvkNummer": NUMBER,
    "indNonMailing": "Ja",
    "naam": "Meetwerk Vonk B.V.",
    "formeleRegistratiedatum": "20170519",
    "materieleRegistratie": {"datumAanvang": "20170519"},
    "totaalWerkzamePersonen": 7,
    "statutaireNaam": "Meetwerk Vonk B.V.",
    "handelsnamen": [{"naam": "Vonk Sensoren", "volgorde": 1}, {"naam": "Meetwerk Vonk B.V.", "volgorde": 0}],
    "sbiActiviteiten": [{"sbiCode": "26511", "sbiOmschrijving": "Meetapparatuur", "indHoofdactiviteit": "Ja"}],
    "links": [{"rel": "self", "href": "https://api.kvk.nl/test/api/v1/basisprofielen/68750110"}],
    "_embedded": {
        "hoofdvestiging": {
            "vestigingsnummer": "000037178598",
            "kvkNummer": NUMBER,
            "eersteHandelsnaam": "Meetwerk Vonk B.V.",
            "indHoofdvestiging": "Ja",
            "adressen": [
                {
                    "type": "correspondentieadres",
                    "indAfgeschermd": "Nee",
                    "volledigAdres": "Postbus 200 1000AE Rommeldam",
                    "straatnaam": "Postbus",
                    "postcode": "1000AE",
                    "postbusnummer": 200,
                    "plaats": "Rommeldam",
                    "land": "Nederland",
                },
                {
                    "type": "bezoekadres",
                    "indAfgeschermd": "Nee",
                    "volledigAdres": "Hizzaarderlaan 3 A 8823SJ Lollum",
                    "straatnaam": "Hizzaarderlaan",
                    "huisnummer": 3,
                    "huisnummerToevoeging": "A",
                    "postcode": "8823SJ",
                    "plaats": "Lollum",
                    "land": "Nederland",
                },
            ],
        },
        "eigenaar": {"rsin": "857587973", "rechtsvorm": "Besloten vennootschap"},
    },
}
BRANCH = {"type": "nevenvestiging", "vestigingsnummer": "000038509504"}
RESULT = {
    "kvkNummer": NUMBER,
    "naam": "Meetwerk Vonk B.V.",
    "adres": {"binnenlandsAdres": {"type": "bezoekadres", "straatnaam": "Hizzaarderlaan", "plaats": "Lollum"}},
    "type": "hoofdvestiging",
    "_links": {"basisprofiel": {"href": "https://api.kvk.nl/test/api/v1/basisprofielen/68750110"}},
}
RESULTS: dict[str, Any] = {
    "pagina": 1,
    "resultatenPerPagina": 20,
    "totaal": 3,
    "resultaten": [RESULT, RESULT | BRANCH, RESULT | {"kvkNummer": "69599068", "naam": "Vonk Vastgoed"}],
    "_links": {"self": {"href": "https://api.kvk.nl/test/api/v2/zoeken"}},
}


def fault(code: str, words: str = "Er gaat iets mis") -> dict[str, Any]:
    return {"fout": [{"code": code, "omschrijving": words}]}


class Register:
    """Answers its documented answers until told otherwise. asked: path, query and key of each request."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, str], str | None]] = []
        self.answer: Callable[[BaseHTTPRequestHandler], None] | None = None
        self.profile, self.results = PROFILE, RESULTS

    def says(self, status: int, body: Any = b"", **headers: str) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.answer = lambda handler: send(handler, status, raw, headers)

    def reply(self, handler: BaseHTTPRequestHandler) -> None:
        address = urlsplit(handler.path)
        key = handler.headers.get("apikey")
        self.asked.append((address.path, dict(parse_qsl(address.query)), key))
        if self.answer:
            self.answer(handler)
        elif key != KEY:
            send(handler, 401, json.dumps(fault("IPD9901")).encode(), {})
        elif address.path == f"/api/v1/basisprofielen/{NUMBER}":
            send(handler, 200, json.dumps(self.profile).encode(), {})
        elif address.path == "/api/v2/zoeken":
            send(handler, 200, json.dumps(self.results).encode(), {})
        else:
            send(handler, 404, json.dumps(fault("IPD0005")).encode(), {})


def send(handler: BaseHTTPRequestHandler, status: int, body: bytes, headers: dict[str, str]) -> None:
    handler.send_response(status)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", str(len(body)))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.fixture
def register(settings: Any) -> Iterator[Register]:
    """The stand-in, with the site's settings pointing at it."""
    register = Register()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            try:
                register.reply(self)
            except OSError:
                pass  # the portal hung up first, as it should on some of these answers

        def log_message(self, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    settings.KVK_API_KEY = KEY
    settings.KVK_API_URL = f"http://127.0.0.1:{server.server_port}/api"
    caches["register"].clear()
    yield register
    caches["register"].clear()
    server.shutdown()
    server.server_close()
