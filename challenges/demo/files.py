"""The examples as plain values, read from the TOML files in demo/. No Django, no database."""

import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent / "data"
TEXTS = ("text_nl", "text_en", "teaser_nl", "teaser_en", "annex_nl", "annex_en")

Table = dict[str, Any]


def read_companies() -> dict[str, Table]:
    """By slug: the invented ones, marked as examples, and those of the funding news."""
    return _read_examples("companies.toml") | _read_tables("real_companies.toml")


def read_challenges() -> dict[str, Table]:
    """By slug: the invented ones, marked as examples, and those that were really published."""
    return _read_examples("challenges.toml") | _read_tables("real_challenges.toml")


def read_sessions() -> dict[str, Table]:
    return _read_tables("sessions.toml")


def read_people() -> list[Table]:
    return list(_load_toml("people.toml")["people"])


def read_decisions() -> list[Table]:
    return list(_load_toml("people.toml")["decisions"])


def read_questions() -> dict[str, list[Table]]:
    """By the slug of their challenge, in order."""
    return _load_toml("questions.toml")


def read_workflow_histories() -> list[Table]:
    return list(_load_toml("lives.toml")["lives"])


def read_responses() -> list[Table]:
    return list(_load_toml("responses.toml")["responses"])


def read_introductions() -> list[Table]:
    return list(_load_toml("introductions.toml")["introductions"])


def read_contacts() -> list[Table]:
    """Of challenges, at Defence."""
    return list(_load_toml("introductions.toml")["contacts"])


def unwrap_paragraphs(text: str) -> str:
    """Paragraphs as one line each, with an empty line between them."""
    return "\n\n".join(" ".join(paragraph.split()) for paragraph in text.strip().split("\n\n"))


def _read_examples(name: str) -> dict[str, Table]:
    return {slug: table | {"is_example": True} for slug, table in _read_tables(name).items()}


def _read_tables(name: str) -> dict[str, Table]:
    tables = _load_toml(name)
    for table in tables.values():
        table.update({key: unwrap_paragraphs(table[key]) for key in TEXTS if key in table})
    return tables


def _load_toml(name: str) -> dict[str, Any]:
    with (HERE / name).open("rb") as file:
        return tomllib.load(file)
