"""What the register answers, checked and reduced to what a profile needs.

Basisprofiel v1 (one registration) and Zoeken v2 (a list), https://developers.kvk.nl/documentation. Every field may be
missing; one of another type than documented makes the whole answer unreadable. Addresses that the register shields
(indAfgeschermd) are not taken over, whoever asks.
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
class Registered:
    number: str
    name: str
    trade_names: tuple[str, ...]
    street: str
    postcode: str
    town: str
    is_active: bool
    """False once the registration has an end date."""
    province: str | None = None
    """A code as in ISO 3166-2:NL, where the portal can tell it."""


@dataclass(frozen=True)
class Found:
    number: str
    name: str
    town: str


Piece = Mapping[str, Any]


def registered(answer: Piece, number: str) -> Registered:
    if text(answer, "kvkNummer") != number:
        raise KvKUnavailable("a profile of another number")
    parts = part(answer, "_embedded")
    main, owner = part(parts, "hoofdvestiging"), part(parts, "eigenaar")
    names = tuple(dict.fromkeys(trade_names(answer)))
    name = text(answer, "statutaireNaam") or text(answer, "naam") or text(main, "eersteHandelsnaam")
    if not (name := name or next(iter(names), "")):
        raise KvKUnavailable("a profile without a name")
    address = visiting_address(main) or visiting_address(owner) or {}
    return Registered(
        number=number,
        name=name,
        trade_names=names,
        street=street_of(address),
        postcode=text(address, "postcode"),
        town=text(address, "plaats"),
        is_active=not text(part(answer, "materieleRegistratie"), "datumEinde"),
    )


def found(answer: Piece) -> list[Found]:
    """Each registration once: a company with branches comes back once for each of them."""
    results: dict[str, Found] = {}
    for item in pieces(answer, "resultaten"):
        number, name = text(item, "kvkNummer"), text(item, "naam")
        if NUMBER.fullmatch(number) and name:
            town = text(part(part(item, "adres"), "binnenlandsAdres"), "plaats")
            results.setdefault(number, Found(number, name, town))
    return list(results.values())


def trade_names(answer: Piece) -> Iterator[str]:
    """In the order of their registration."""
    for item in sorted(pieces(answer, "handelsnamen"), key=lambda item: whole(item, "volgorde")):
        if name := text(item, "naam"):
            yield name


def visiting_address(place: Piece) -> Piece | None:
    for address in pieces(place, "adressen"):
        if VISITING in text(address, "type").lower() and text(address, "indAfgeschermd").lower() != "ja":
            return address
    return None


def street_of(address: Piece) -> str:
    """Street and number, as "Hizzaarderlaan 3 A"; abroad the register has them in one field."""
    number = str(whole(address, "huisnummer") or "") + text(address, "huisletter")
    words = [text(address, "straatnaam"), number, text(address, "huisnummerToevoeging")]
    return " ".join(word for word in words if word) or text(address, "straatHuisnummer")


def text(piece: Piece, name: str) -> str:
    value = piece.get(name)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > LONGEST or "\x00" in value:
        raise KvKUnavailable(f"{name} is no short text")
    return " ".join(value.split())


def whole(piece: Piece, name: str) -> int:
    value = piece.get(name)
    if value is None:
        return 0
    if not isinstance(value, int):
        raise KvKUnavailable(f"{name} is no whole number")
    return value


def part(piece: Piece, name: str) -> Piece:
    value = piece.get(name)
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise KvKUnavailable(f"{name} is no object")
    return value


def pieces(piece: Piece, name: str) -> list[Piece]:
    value = piece.get(name)
    if value is None:
        return []
    if not (isinstance(value, list) and all(isinstance(item, dict) for item in value)):
        raise KvKUnavailable(f"{name} is no list of objects")
    return value
