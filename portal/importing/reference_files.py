"""The reference data as typed values, read from the TOML files beside this module. No Django, no database."""

import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "data"
LANGUAGES = ("nl", "en")


@dataclass(frozen=True, slots=True)
class Local:
    """One text in both languages."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class FocusArea:
    code: str
    framework: str
    label: Local
    framework_label: Local
    source: str


@dataclass(frozen=True, slots=True)
class Technology:
    """An entry of the vocabulary; `terms` holds per language the words that point to it, besides its label."""

    slug: str
    parent: str | None
    label: Local
    terms: dict[str, tuple[str, ...]]
    related: tuple[str, ...]
    focus_areas: tuple[str, ...]
    civil_use: Local
    military_use: Local


@dataclass(frozen=True, slots=True)
class ROM:
    slug: str
    name: str
    website: str


@dataclass(frozen=True, slots=True)
class Province:
    code: str
    rom: str
    name: Local


@dataclass(frozen=True, slots=True)
class Signatory:
    name: str
    office: Local


@dataclass(frozen=True, slots=True)
class Agreement:
    """`occasion` names the event at which it was signed; the date where a source tells it."""

    slug: str
    title: Local
    signed_on: date | None
    occasion: str
    place: str
    roms: tuple[str, ...]
    provinces: tuple[str, ...]
    signatories: tuple[Signatory, ...]
    source: str


def folded(term: str) -> str:
    """What makes two terms the same: lower case, without accents, spaces, hyphens and slashes."""
    plain = unicodedata.normalize("NFKD", term.casefold())
    return "".join(char for char in plain if char.isalnum())


def read_focus_areas() -> list[FocusArea]:
    return [
        FocusArea(area["code"], name, Local(**area["label"]), Local(**framework["label"]), framework["source"])
        for name, framework in _read("focus_areas.toml").items()
        for area in framework["areas"]
    ]


def read_roms() -> list[ROM]:
    return [ROM(slug, **rom) for slug, rom in _read("regions.toml")["roms"].items()]


def read_provinces() -> list[Province]:
    provinces = _read("regions.toml")["provinces"]
    return [Province(code, place["rom"], Local(place["nl"], place["en"])) for code, place in provinces.items()]


def read_agreements() -> list[Agreement]:
    return [_agreement(slug, table) for slug, table in _read("agreements.toml").items()]


def read_technologies() -> dict[str, Technology]:
    """All technologies by slug, a parent always before its children, `related` made symmetric."""
    tables = dict(_technology_tables())
    related: dict[str, set[str]] = {slug: set() for slug in tables}
    for slug, table in tables.items():
        for other in table.get("related", []):
            related[slug].add(other)
            related.setdefault(other, set()).add(slug)
    entries = {slug: _technology(slug, table, related[slug]) for slug, table in tables.items()}
    return dict(sorted(entries.items(), key=lambda item: level(entries, item[0])))


def level(technologies: dict[str, Technology], slug: str) -> int:
    """1 for a top-level technology, 2 for its children, and so on."""
    depth, parent = 1, technologies[slug].parent
    while parent is not None:
        depth, parent = depth + 1, technologies[parent].parent
    return depth


def _agreement(slug: str, table: dict[str, Any]) -> Agreement:
    return Agreement(
        slug=slug,
        title=Local(**table["title"]),
        signed_on=table.get("signed_on"),
        occasion=table.get("occasion", ""),
        place=table.get("place", ""),
        roms=tuple(table["roms"]),
        provinces=tuple(table["provinces"]),
        signatories=tuple(
            Signatory(person["name"], Local(**person["office"])) for person in table.get("signatories", [])
        ),
        source=table["source"],
    )


def _technology(slug: str, table: dict[str, Any], related: set[str]) -> Technology:
    terms = table["terms"]
    return Technology(
        slug=slug,
        parent=table.get("parent"),
        label=Local(**table["label"]),
        terms={code: (*terms.get("both", []), *terms.get(code, [])) for code in LANGUAGES},
        related=tuple(sorted(related)),
        focus_areas=tuple(table["focus"]),
        civil_use=Local(**table["civil"]),
        military_use=Local(**table["military"]),
    )


def _technology_tables() -> Iterator[tuple[str, dict[str, Any]]]:
    seen: dict[str, str] = {}
    for path in sorted((HERE / "technologies").glob("*.toml")):
        for slug, table in _read(path).items():
            if slug in seen:
                raise ValueError(f"technology {slug!r} stands in {seen[slug]} and in {path.name}")
            seen[slug] = path.name
            yield slug, table


def _read(path: str | Path) -> dict[str, Any]:
    with (HERE / path).open("rb") as file:
        return tomllib.load(file)
