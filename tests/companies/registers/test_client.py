"""The client of the register, over a real connection to a stand-in."""

import copy
import socket
import threading
from http.server import BaseHTTPRequestHandler

import pytest
import urllib3

from companies.registers import client
from companies.registers import kvk as registers_kvk
from companies.registers.client import KvKClient, KvKUnavailable
from companies.registers.kvk import is_register_available, look_up_registration, search_register
from companies.registers.responses import RegisteredCompany, RegisterHit
from tests.companies.registers.kvk_server import KEY, NUMBER, PROFILE, Register, fault
from tests.factories import CompanyFactory, ProvinceFactory

pytestmark = pytest.mark.django_db

VONK = RegisteredCompany(
    number=NUMBER,
    name="Meetwerk Vonk B.V.",
    trade_names=("Meetwerk Vonk B.V.", "Vonk Sensoren"),
    street="Hizzaarderlaan 3 A",
    postcode="8823SJ",
    town="Lollum",
    is_active=True,
)


def test_lookup_reads_the_registration(register: Register) -> None:
    assert look_up_registration(NUMBER) == VONK
    assert register.asked == [(f"/api/v1/basisprofielen/{NUMBER}", {}, KEY)]


def test_lookup_asks_once_in_ten_minutes(register: Register) -> None:
    assert look_up_registration(NUMBER) == look_up_registration(NUMBER) == VONK
    assert len(register.asked) == 1


def test_lookup_of_an_unknown_number_is_none_and_asked_again(register: Register) -> None:
    assert look_up_registration("00000001") is None
    assert look_up_registration("00000001") is None
    assert len(register.asked) == 2


@pytest.mark.parametrize(
    "number", ["", "1234567", "123456789", "1234567a", "12345678\n", "١٢٣٤٥٦٧٨", "../vestiging", " 2345678"]
)
def test_lookup_sends_nothing_but_eight_digits(register: Register, number: str) -> None:
    assert look_up_registration(number) is None
    assert register.asked == []


def test_nothing_is_sent_without_a_key(register: Register, settings) -> None:
    settings.KVK_API_KEY = ""
    assert not is_register_available()
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)
    with pytest.raises(KvKUnavailable):
        search_register("Vonk")
    assert register.asked == []


@pytest.mark.parametrize("key", ["", " ", " key", "ke\ny", "sleutél"])
def test_client_refuses_an_invalid_key(key: str) -> None:
    with pytest.raises(ValueError, match="^The register is asked with a key: printable characters"):
        KvKClient(key, "https://register.example/api")


def test_search_finds_each_registration_once(register: Register) -> None:
    assert search_register("Vonk", "Lollum") == [
        RegisterHit(NUMBER, "Meetwerk Vonk B.V.", "Lollum"),
        RegisterHit("69599068", "Vonk Vastgoed", "Lollum"),
    ]
    assert register.asked == [
        ("/api/v2/zoeken", {"naam": "Vonk", "plaats": "Lollum", "resultatenPerPagina": "20"}, KEY)
    ]


def test_search_without_result_is_an_empty_list(register: Register) -> None:
    register.says(404, fault("IPD5200"))
    assert search_register("Niemand") == []


def test_search_keeps_its_answer(register: Register) -> None:
    assert search_register("Vonk") == search_register("  VONK ")
    assert len(register.asked) == 1


def test_search_sends_only_name_and_town(register: Register) -> None:
    search_register("Vonk\r\nx: y\x00" + "z" * 500)
    [(_path, query, _key)] = register.asked
    assert query["naam"].startswith("Vonk x: y z")
    assert len(query["naam"]) == 100
    assert search_register(" \n") == []
    assert len(register.asked) == 1


@pytest.mark.parametrize("status", [204, 301, 302, 307, 400, 401, 403, 406, 429, 500, 502, 503])
def test_any_other_status_is_no_answer(register: Register, status: int) -> None:
    register.says(status, fault("IPD9999"))
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)
    assert len(register.asked) == 1


def test_redirect_is_not_followed(register: Register) -> None:
    register.says(302, Location="/api/v1/basisprofielen/69599068")
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)
    assert [path for path, _query, _key in register.asked] == [f"/api/v1/basisprofielen/{NUMBER}"]


def test_not_found_of_another_server_is_no_answer(register: Register) -> None:
    register.says(404, b"<h1>Not Found</h1>")
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)
    register.says(404, {"detail": "no such page"})
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)


def test_data_that_is_being_worked_on_is_no_answer(register: Register) -> None:
    register.says(404, fault("IPD1002"))
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"no json",
        b"\xff\xfe",
        b"[]",
        b"null",
        b"[" * 100_000,
        b"{}",
        b'{"kvkNummer": 68750110}',
        b'{"kvkNummer": "68750110"}',
        b'{"kvkNummer": "69599068", "naam": "Een ander"}',
        b'{"kvkNummer": "68750110", "naam": ["x"]}',
        b'{"kvkNummer": "68750110", "naam": "x\\u0000"}',
        b'{"kvkNummer": "68750110", "naam": "x", "_embedded": []}',
        b'{"kvkNummer": "68750110", "naam": "x", "handelsnamen": {"naam": "x"}}',
        b'{"kvkNummer": "68750110", "naam": "x", "handelsnamen": [1]}',
        b'{"kvkNummer": "68750110", "naam": "x", "handelsnamen": [{"naam": "y", "volgorde": "eerst"}]}',
    ],
)
def test_garbage_is_no_answer(register: Register, body: bytes) -> None:
    register.says(200, body)
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)
    register.answer = None
    assert look_up_registration(NUMBER) == VONK


@pytest.mark.parametrize("body", [b"[]", b'{"resultaten": {}}', b'{"resultaten": [{"kvkNummer": 1}]}'])
def test_search_garbage_is_no_answer(register: Register, body: bytes) -> None:
    register.says(200, body)
    with pytest.raises(KvKUnavailable):
        search_register("Vonk")


def test_huge_answer_is_not_read_to_its_end(register: Register) -> None:
    sent = 0

    def without_end(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.end_headers()
        for _piece in range(1000):
            sent += handler.wfile.write(b" " * 65536)

    register.answer = without_end
    with pytest.raises(KvKUnavailable, match="too large"):
        look_up_registration(NUMBER)
    assert sent < 60_000_000


def test_slow_answer_is_not_waited_for(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()
    register.answer = lambda handler: over.wait(20) and None
    monkeypatch.setattr(client, "WAIT", urllib3.Timeout(connect=1, read=0.05))
    try:
        with pytest.raises(KvKUnavailable):
            KvKClient(KEY, registers_kvk.settings.KVK_API_URL).get("/v1/basisprofielen/1")
    finally:
        over.set()
    assert len(register.asked) == 1


def test_dripping_answer_is_not_waited_for(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    over = threading.Event()

    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        while not over.wait(0.01):
            handler.wfile.write(b" ")

    register.answer = drip
    monkeypatch.setattr(client, "LONGEST", 0.1)
    try:
        with pytest.raises(KvKUnavailable, match="too long"):
            look_up_registration(NUMBER)
    finally:
        over.set()


def test_refused_connection_is_tried_once_more(register: Register, settings, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        settings.KVK_API_URL = f"http://127.0.0.1:{free.getsockname()[1]}/api"
    tries = []
    connect = urllib3.connection.HTTPConnection.connect
    monkeypatch.setattr(urllib3.connection.HTTPConnection, "connect", lambda each: (tries.append(1), connect(each)))
    with pytest.raises(KvKUnavailable):
        look_up_registration(NUMBER)
    assert len(tries) == 2


def test_log_tells_the_trouble_and_never_the_key(register: Register, caplog: pytest.LogCaptureFixture) -> None:
    register.says(401, fault("IPD9901", words=f"onjuiste apikey {KEY}"))
    with pytest.raises(KvKUnavailable) as refused:
        look_up_registration(NUMBER)
    assert "status 401" in caplog.text
    assert KEY not in caplog.text + repr(refused.value)


def test_shielded_address_is_not_taken_over(register: Register) -> None:
    register.profile = copy.deepcopy(PROFILE)
    register.profile["_embedded"]["hoofdvestiging"]["adressen"][1]["indAfgeschermd"] = "Ja"
    found = look_up_registration(NUMBER)
    assert found
    assert (found.street, found.postcode, found.town) == ("", "", "")


def test_address_of_the_owner_replaces_a_missing_branch(register: Register) -> None:
    register.profile = copy.deepcopy(PROFILE)
    main = register.profile["_embedded"].pop("hoofdvestiging")
    register.profile["_embedded"]["eigenaar"]["adressen"] = main["adressen"]
    assert look_up_registration(NUMBER) == VONK


def test_address_abroad_is_one_line(register: Register) -> None:
    register.profile = copy.deepcopy(PROFILE)
    register.profile["_embedded"]["hoofdvestiging"]["adressen"] = [
        {"type": "bezoekadres", "straatHuisnummer": "53 Rue de Tilsitt", "postcodeWoonplaats": "X-13501 Parijs"}
    ]
    found = look_up_registration(NUMBER)
    assert found
    assert (found.street, found.town) == ("53 Rue de Tilsitt", "")


def test_ended_registration_is_not_active(register: Register) -> None:
    register.profile = PROFILE | {"materieleRegistratie": {"datumAanvang": "20170519", "datumEinde": "20250101"}}
    found = look_up_registration(NUMBER)
    assert found
    assert not found.is_active


def test_province_is_that_of_the_companies_of_the_town(register: Register) -> None:
    there = ProvinceFactory()
    CompanyFactory(city="LOLLUM", province=there)
    CompanyFactory(city="Lollum", province=ProvinceFactory(), state="draft")
    found = look_up_registration(NUMBER)
    assert found
    assert found.province == there.code


def test_province_of_a_town_that_exists_twice_is_left_open(register: Register) -> None:
    for _twice in range(2):
        CompanyFactory(city="Lollum", province=ProvinceFactory())
    found = look_up_registration(NUMBER)
    assert found
    assert found.province is None
