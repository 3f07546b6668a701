"""Look things up by what people call them: capitals, accents, spaces and hyphens do not count."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from portal.importing.records.values import InvalidValue, format_raw_value, parse_line
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology
from portal.technologies.suggestions import load_terms, resolve_merge
from portal.technologies.tagger.words import fold_text

Names = dict[str, int]


def normalise_name(name: str) -> str:
    return "".join(character for character in fold_text(name) if character.isalnum())


def parse_known_name(value: Any, *, names: Names) -> int:
    """The id of what a field names. Raises BadValue where nothing is called that."""
    found = names.get(normalise_name(parse_line(value, limit=100)))
    if found is None:
        raise InvalidValue(_("%(value)s is not known") % {"value": format_raw_value(value)})
    return found


def index_technology_names() -> Names:
    """By slug, label or term; the slug counts first, then the label."""
    rows = list(Technology.objects.values_list("id", "slug", "label_nl", "label_en", "merged_into"))
    merged = {technology: into for technology, *_, into in rows if into}
    found = _index_names((term.text, int(term.technology_id)) for term in load_terms())
    found |= _index_names((label, resolve_merge(row[0], merged)) for row in rows for label in row[2:4])
    return found | _index_names((slug, resolve_merge(technology, merged)) for technology, slug, *_ in rows)


def index_province_names() -> Names:
    """By two-letter code, with or without the country, or by name in either language."""
    names: list[tuple[str, int]] = []
    for province, code, *labels in Province.objects.values_list("id", "code", "name_nl", "name_en"):
        names += [(name, province) for name in (code, f"NL-{code}", *labels)]
    return _index_names(names)


def index_rom_names() -> Names:
    names: list[tuple[str, int]] = []
    for rom, slug, name in ROM.objects.values_list("id", "slug", "name"):
        names += [(slug, rom), (name, rom)]
    return _index_names(names)


def _index_names(pairs: Iterable[tuple[str, int]]) -> Names:
    return {normalise_name(name): found for name, found in pairs if normalise_name(name)}
