"""Read the reference data from the TOML files in `data/` as typed values, without Django or a database."""

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
class BilingualText:
    """One text in both languages."""

    nl: str
    en: str


@dataclass(frozen=True, slots=True)
class FocusAreaData:
    code: str
    framework: str
    label: BilingualText
    source: str


@dataclass(frozen=True, slots=True)
class TechnologyData:
    """An entry of the vocabulary. `terms`: the words for it besides its label, by language."""

    slug: str
    parent: str | None
    label: BilingualText
    terms: dict[str, tuple[str, ...]]
    related: tuple[str, ...]
    focus_areas: tuple[str, ...]
    civil_use: BilingualText
    military_use: BilingualText


@dataclass(frozen=True, slots=True)
class ROMData:
    slug: str
    name: str
    website: str


@dataclass(frozen=True, slots=True)
class ProvinceData:
    code: str
    rom: str
    name: BilingualText


@dataclass(frozen=True, slots=True)
class SignatoryData:
    name: str
    office: BilingualText
    order: int


@dataclass(frozen=True, slots=True)
class AgreementData:
    """An agreement. `occasion`: the event at which it was signed. `signed_on`: None if no source gives the date."""

    slug: str
    title: BilingualText
    signed_on: date | None
    occasion: str
    place: str
    roms: tuple[str, ...]
    provinces: tuple[str, ...]
    signatories: tuple[SignatoryData, ...]
    source: str


def fold_term(term: str) -> str:
    """Return the term in lower case without accents, spaces, hyphens and slashes; equal results mean equal terms."""
    plain = unicodedata.normalize("NFKD", term.casefold())
    return "".join(char for char in plain if char.isalnum())


def read_focus_areas() -> list[FocusAreaData]:
    return [
        FocusAreaData(area["code"], name, BilingualText(**area["label"]), framework["source"])
        for name, framework in _read_toml("focus_areas.toml").items()
        for area in framework["areas"]
    ]


def read_roms() -> list[ROMData]:
    return [ROMData(slug, **rom) for slug, rom in _read_toml("regions.toml")["roms"].items()]


def read_provinces() -> list[ProvinceData]:
    provinces = _read_toml("regions.toml")["provinces"]
    return [
        ProvinceData(code, place["rom"], BilingualText(place["nl"], place["en"])) for code, place in provinces.items()
    ]


def read_agreements() -> list[AgreementData]:
    return [
        AgreementData(
            slug=slug,
            title=BilingualText(**table["title"]),
            signed_on=table.get("signed_on"),
            occasion=table.get("occasion", ""),
            place=table.get("place", ""),
            roms=tuple(table["roms"]),
            provinces=tuple(table["provinces"]),
            signatories=tuple(
                SignatoryData(person["name"], BilingualText(**person["office"]), order)
                for order, person in enumerate(table.get("signatories", []))
            ),
            source=table["source"],
        )
        for slug, table in _read_toml("agreements.toml").items()
    ]


def read_technologies() -> dict[str, TechnologyData]:
    """Return all technologies by slug, parents before their children, with `related` in both directions."""
    tables = dict(_iter_technology_tables())
    related: dict[str, set[str]] = {slug: set() for slug in tables}
    for slug, table in tables.items():
        for other in table.get("related", []):
            related[slug].add(other)
            related.setdefault(other, set()).add(slug)
    entries = {slug: _parse_technology(slug, table, related[slug]) for slug, table in tables.items()}
    return dict(sorted(entries.items(), key=lambda item: get_technology_level(entries, item[0])))


def get_technology_level(technologies: dict[str, TechnologyData], slug: str) -> int:
    """Return 1 for a top-level technology, 2 for its children, and so on."""
    depth, parent = 1, technologies[slug].parent
    while parent is not None:
        depth, parent = depth + 1, technologies[parent].parent
    return depth


def _parse_technology(slug: str, table: dict[str, Any], related: set[str]) -> TechnologyData:
    terms = table["terms"]
    return TechnologyData(
        slug=slug,
        parent=table.get("parent"),
        label=BilingualText(**table["label"]),
        terms={code: (*terms.get("both", []), *terms.get(code, [])) for code in LANGUAGES},
        related=tuple(sorted(related)),
        focus_areas=tuple(table["focus"]),
        civil_use=BilingualText(**table["civil"]),
        military_use=BilingualText(**table["military"]),
    )


def _iter_technology_tables() -> Iterator[tuple[str, dict[str, Any]]]:
    seen: dict[str, str] = {}
    for path in sorted((HERE / "technologies").glob("*.toml")):
        for slug, table in _read_toml(path).items():
            if slug in seen:
                raise ValueError(f"technology {slug!r} stands in {seen[slug]} and in {path.name}")
            seen[slug] = path.name
            yield slug, table


def _read_toml(path: str | Path) -> dict[str, Any]:
    with (HERE / path).open("rb") as file:
        return tomllib.load(file)
