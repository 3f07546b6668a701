"""The examples as plain values, read from the TOML files in demo/. No Django, no database."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "data"
TEXTS = ("text_nl", "text_en", "teaser_nl", "teaser_en", "annex_nl", "annex_en")

Table = dict[str, Any]


def read_companies() -> dict[str, Table]:
    """By slug: the invented ones, marked as examples, and those of the funding news."""
    return _marked("companies.toml") | _read("real_companies.toml")


def read_challenges() -> dict[str, Table]:
    """By slug: the invented ones, marked as examples, and those that were really published."""
    return _marked("challenges.toml") | _read("real_challenges.toml")


def read_sessions() -> dict[str, Table]:
    return _read("sessions.toml")


def read_people() -> list[Table]:
    return list(_load("people.toml")["people"])


def read_decisions() -> list[Table]:
    return list(_load("people.toml")["decisions"])


def read_questions() -> dict[str, list[Table]]:
    """By the slug of their challenge, in order."""
    return _load("questions.toml")


def read_lives() -> list[Table]:
    return list(_load("lives.toml")["lives"])


def read_responses() -> list[Table]:
    return list(_load("responses.toml")["responses"])


def read_introductions() -> list[Table]:
    return list(_load("introductions.toml")["introductions"])


def read_contacts() -> list[Table]:
    """Of challenges, at Defence."""
    return list(_load("introductions.toml")["contacts"])


def unwrapped(text: str) -> str:
    """Paragraphs as one line each, with an empty line between them."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _marked(name: str) -> dict[str, Table]:
    return {slug: table | {"is_example": True} for slug, table in _read(name).items()}


def _read(name: str) -> dict[str, Table]:
    tables = _load(name)
    for table in tables.values():
        table.update({key: unwrapped(table[key]) for key in TEXTS if key in table})
    return tables


def _load(name: str) -> dict[str, Any]:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)
