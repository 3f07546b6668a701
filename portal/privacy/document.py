"""docs/privacy.md, written from the register."""

from collections.abc import Iterator
from pathlib import Path
from string import Template

from django.conf import settings
from django.utils import translation
from django.utils.text import capfirst

from portal.privacy.inventory import (
    HISTORY_PERIOD,
    FieldUse,
    InventoryEntry,
    format_period,
    get_entry_model,
    get_entry_title,
    list_history_models,
    list_inventory_entries,
)
from portal.privacy.portal_models import ELSEWHERE

TARGET = Path(settings.BASE_DIR) / "docs" / "privacy.md"
TEMPLATE = Path(__file__).with_name("inventory_template.md")
FIELDS_HEAD = "| field | what for | ground | kept | at erasure |\n|---|---|---|---|---|\n"
HISTORIES_HEAD = "| of | fields that may hold something of a person |\n|---|---|\n"
ELSEWHERE_HEAD = "| where | what | kept |\n|---|---|---|\n"
PERIODS_HEAD = "| setting | default |\n|---|---|\n"


def build_privacy_document() -> str:
    with translation.override("en"):
        return Template(TEMPLATE.read_text()).substitute(
            things="\n".join(
                map(format_inventory_section, (thing for thing in list_inventory_entries() if thing.personal))
            ),
            history=str(HISTORY_PERIOD),
            histories=HISTORIES_HEAD + "".join(iter_history_rows()),
            elsewhere=ELSEWHERE_HEAD + "".join(f"| {where} | {what} | {kept} |\n" for where, what, kept in ELSEWHERE),
            periods=PERIODS_HEAD
            + "".join(
                f"| `KEEP_DAYS_{name.upper()}` | {format_period(days)} |\n" for name, days in list_retention_defaults()
            ),
        )


def format_inventory_section(thing: InventoryEntry) -> str:
    title = f"### {capfirst(get_entry_title(thing))} (`{thing.label}`)\n\n"
    return (
        title
        + FIELDS_HEAD
        + "".join(format_field_row(names, use) for names, use in thing.personal.items())
        + format_inventory_ending(thing)
    )


def format_field_row(names: str, use: FieldUse) -> str:
    fields = " ".join(f"`{name}`" for name in names.split())
    fate = f"{use.fate.words}: {use.reason}" if use.reason else use.fate.words
    return f"| {fields} | {use.why} | {use.ground.letter}: {use.ground.words} | {use.period} | {fate} |\n"


def format_inventory_ending(thing: InventoryEntry) -> str:
    said = [f"Never shown: {', '.join(f'`{name}`' for name in thing.unseen.split())}."] if thing.unseen else []
    if thing.company:
        said.append(f"When the company's profile is deleted: {thing.with_company.words}.")
    return f"\n{' '.join(said)}\n" if said else ""


def iter_history_rows() -> Iterator[str]:
    for thing in list_inventory_entries():
        for model in list_history_models(get_entry_model(thing)):
            kept = {field.name for field in model._meta.concrete_fields}
            names = [name for name, _use in thing.uses() if name in kept]
            if names:
                yield f"| `{thing.label}` | {' '.join(f'`{name}`' for name in names)} |\n"


def list_retention_defaults() -> list[tuple[str, int]]:
    return sorted(settings.KEEP_DAYS_DEFAULTS.items())
