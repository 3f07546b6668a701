"""Check the answers of the register, and reduce them to what a profile needs.

Basisprofiel v1 (one registration) and Zoeken v2 (a list), https://developers.kvk.nl/documentation. Every field may be
missing; a field of another type than documented makes the whole answer unreadable. Addresses that the register shields
(indAfgeschermd) are left out.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from companies.registers.client import KvKUnavailable

NUMBER = re.compile(r"[0-9]{8}")
VISITING = "bezoekadres"
LONGEST = 300  # characters of a name or an address line


@dataclass(frozen=True)
class RegisteredCompany:
    number: str
    name: str
    trade_names: tuple[str, ...]
    street: str
    postcode: str
    town: str
    is_active: bool  # the registration has no end date
    province: str | None = None  # the code in ISO 3166-2:NL, if the portal can guess it


@dataclass(frozen=True)
class RegisterHit:
    number: str
    name: str
    town: str


Piece = Mapping[str, Any]


def parse_registration(answer: Piece, number: str) -> RegisteredCompany:
    if read_text_field(answer, "kvkNummer") != number:
        raise KvKUnavailable("a profile of another number")
    parts = read_object_field(answer, "_embedded")
    main, owner = read_object_field(parts, "hoofdvestiging"), read_object_field(parts, "eigenaar")
    names = tuple(dict.fromkeys(iter_trade_names(answer)))
    name = (
        read_text_field(answer, "statutaireNaam")
        or read_text_field(answer, "naam")
        or read_text_field(main, "eersteHandelsnaam")
    )
    if not (name := name or next(iter(names), "")):
        raise KvKUnavailable("a profile without a name")
    address = find_visiting_address(main) or find_visiting_address(owner) or {}
    return RegisteredCompany(
        number=number,
        name=name,
        trade_names=names,
        street=format_street(address),
        postcode=read_text_field(address, "postcode"),
        town=read_text_field(address, "plaats"),
        is_active=not read_text_field(read_object_field(answer, "materieleRegistratie"), "datumEinde"),
    )


def parse_search_results(answer: Piece) -> list[RegisterHit]:
    """Return each registration once, although the register lists a company once for every branch."""
    results: dict[str, RegisterHit] = {}
    for item in read_list_field(answer, "resultaten"):
        number, name = read_text_field(item, "kvkNummer"), read_text_field(item, "naam")
        if NUMBER.fullmatch(number) and name:
            town = read_text_field(read_object_field(read_object_field(item, "adres"), "binnenlandsAdres"), "plaats")
            results.setdefault(number, RegisterHit(number, name, town))
    return list(results.values())


def iter_trade_names(answer: Piece) -> Iterator[str]:
    """Yield the trade names in the order of their registration."""
    for item in sorted(read_list_field(answer, "handelsnamen"), key=lambda item: read_whole_field(item, "volgorde")):
        if name := read_text_field(item, "naam"):
            yield name


def find_visiting_address(place: Piece) -> Piece | None:
    for address in read_list_field(place, "adressen"):
        if (
            VISITING in read_text_field(address, "type").lower()
            and read_text_field(address, "indAfgeschermd").lower() != "ja"
        ):
            return address
    return None


def format_street(address: Piece) -> str:
    """Return street and number, as "Hizzaarderlaan 3 A"; the register has foreign addresses in one field."""
    number = str(read_whole_field(address, "huisnummer") or "") + read_text_field(address, "huisletter")
    words = [read_text_field(address, "straatnaam"), number, read_text_field(address, "huisnummerToevoeging")]
    return " ".join(word for word in words if word) or read_text_field(address, "straatHuisnummer")


def read_text_field(piece: Piece, name: str) -> str:
    value = piece.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        raise KvKUnavailable(f"{name} is no short text")
    return " ".join(value.split())


def read_whole_field(piece: Piece, name: str) -> int:
    value = piece.get(name)
    if value is None:
        return 0
    if not isinstance(value, int):
        raise KvKUnavailable(f"{name} is no whole number")
    return value


def read_object_field(piece: Piece, name: str) -> Piece:
    value = piece.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise KvKUnavailable(f"{name} is no object")
    return value


def read_list_field(piece: Piece, name: str) -> list[Piece]:
    value = piece.get(name)
    if value is None:
        return []
    if not (isinstance(value, list) and all(isinstance(item, dict) for item in value)):
        raise KvKUnavailable(f"{name} is no list of objects")
    return value
