"""Answers of the trade register: what is read from them, and which make the whole answer unreadable."""

from copy import deepcopy

import pytest

from companies.registers import responses
from companies.registers.client import KvKUnavailable, is_absence_uncertain, parse_json_object
from companies.registers.responses import (
    RegisterHit,
    find_visiting_address,
    format_street,
    iter_trade_names,
    parse_registration,
    parse_search_results,
)
from tests.companies.registers.kvk_server import NUMBER, PROFILE


@pytest.fixture
def answer():
    return deepcopy(PROFILE)


def test_parse_registration_reads_a_documented_answer(answer):
    found = parse_registration(answer, NUMBER)
    assert (found.number, found.name) == (NUMBER, "Meetwerk Vonk B.V.")
    assert found.trade_names == ("Meetwerk Vonk B.V.", "Vonk Sensoren")
    assert (found.street, found.postcode, found.town) == ("Hizzaarderlaan 3 A", "8823SJ", "Lollum")
    assert (found.is_active, found.province) == (True, None)


@pytest.mark.parametrize(
    ("missing", "name"),
    [
        (["statutaireNaam"], "Meetwerk Vonk B.V."),
        (["statutaireNaam", "naam"], "Meetwerk Vonk B.V."),
        (["statutaireNaam", "naam", "_embedded"], "Meetwerk Vonk B.V."),
    ],
)
def test_parse_registration_takes_the_next_name_if_one_is_missing(answer, missing, name):
    for key in missing:
        del answer[key]
    assert parse_registration(answer, NUMBER).name == name


def test_parse_registration_needs_a_name():
    with pytest.raises(KvKUnavailable):
        parse_registration({"kvkNummer": NUMBER}, NUMBER)


def test_parse_registration_with_an_end_date_is_not_active(answer):
    answer["materieleRegistratie"]["datumEinde"] = "20260101"
    assert not parse_registration(answer, NUMBER).is_active


def test_parse_registration_leaves_out_a_shielded_address(answer):
    for address in answer["_embedded"]["hoofdvestiging"]["adressen"]:
        address["indAfgeschermd"] = "Ja"
    found = parse_registration(answer, NUMBER)
    assert (found.street, found.postcode, found.town) == ("", "", "")


def test_parse_registration_takes_the_address_of_the_owner_if_the_branch_has_none(answer):
    answer["_embedded"]["hoofdvestiging"]["adressen"] = []
    answer["_embedded"]["eigenaar"]["adressen"] = [{"type": "bezoekadres", "plaats": "Lollum"}]
    assert parse_registration(answer, NUMBER).town == "Lollum"


def test_find_visiting_address_skips_the_postal_address():
    assert find_visiting_address({"adressen": [{"type": "correspondentieadres", "plaats": "Lollum"}]}) is None
    assert find_visiting_address({}) is None


@pytest.mark.parametrize(
    ("address", "street"),
    [
        ({"straatnaam": "Kade", "huisnummer": 3}, "Kade 3"),
        ({"straatnaam": "Kade", "huisnummer": 3, "huisletter": "b"}, "Kade 3b"),
        ({"straatnaam": "Kade", "huisnummer": 3, "huisnummerToevoeging": "II"}, "Kade 3 II"),
        ({"straatHuisnummer": "Main Street 5"}, "Main Street 5"),
        ({}, ""),
    ],
)
def test_format_street(address, street):
    assert format_street(address) == street


def test_iter_trade_names_follows_their_order_and_skips_empty_ones():
    names = [{"naam": "B", "volgorde": 2}, {"naam": "", "volgorde": 0}, {"naam": "A", "volgorde": 1}]
    assert list(iter_trade_names({"handelsnamen": names})) == ["A", "B"]


def test_parse_search_results_has_each_registration_once():
    town = {"adres": {"binnenlandsAdres": {"plaats": "Lollum"}}}
    branch = {"kvkNummer": NUMBER, "naam": "Vonk", "type": "nevenvestiging"}
    found = parse_search_results({"resultaten": [{"kvkNummer": NUMBER, "naam": "Vonk"} | town, branch]})
    assert found == [RegisterHit(NUMBER, "Vonk", "Lollum")]


@pytest.mark.parametrize("item", [{"kvkNummer": "1", "naam": "Vonk"}, {"kvkNummer": NUMBER}, {"naam": "Vonk"}, {}])
def test_parse_search_results_skips_what_is_no_registration(item):
    assert parse_search_results({"resultaten": [item]}) == []


@pytest.mark.parametrize(
    ("read", "value"),
    [
        (responses.read_text_field, 5),
        (responses.read_text_field, "a" * 301),
        (responses.read_text_field, "a\x00"),
        (responses.read_whole_field, "5"),
        (responses.read_object_field, []),
        (responses.read_list_field, {}),
        (responses.read_list_field, ["a"]),
    ],
)
def test_field_of_another_type_makes_the_answer_unreadable(read, value):
    with pytest.raises(KvKUnavailable):
        read({"field": value}, "field")


@pytest.mark.parametrize(
    ("read", "empty"),
    [
        (responses.read_text_field, ""),
        (responses.read_whole_field, 0),
        (responses.read_object_field, {}),
        (responses.read_list_field, []),
    ],
)
@pytest.mark.parametrize("piece", [{}, {"field": None}])
def test_missing_field_is_empty(read, empty, piece):
    assert read(piece, "field") == empty


def test_read_text_field_joins_lines_and_spaces():
    assert responses.read_text_field({"field": " a \n b "}, "field") == "a b"


@pytest.mark.parametrize("body", [b"", b"[]", b'"text"', b"{", b"[" * 100_000, b"\xff"])
def test_parse_json_object_refuses_everything_else(body):
    with pytest.raises(KvKUnavailable):
        parse_json_object(body)


@pytest.mark.parametrize("answer", [{}, {"fout": None}, {"fout": []}, {"fout": ["text"]}, {"fout": "text"}])
def test_absence_is_uncertain_without_a_documented_code(answer):
    assert is_absence_uncertain(answer)
