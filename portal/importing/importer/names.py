"""Look things up by what people call them: capitals, accents, spaces and hyphens do not count."""

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from portal.importing.records import values
from portal.importing.records.values import BadValue
from portal.regions.models import ROM, Province
from portal.technologies.models import Technology
from portal.technologies.suggestions import end_of_merges, terms_from_database
from portal.technologies.tagger.words import fold

Names = dict[str, int]


def key(name: str) -> str:
    return "".join(character for character in fold(name) if character.isalnum())


def named(value: Any, *, names: Names) -> int:
    """The id of what a field names. Raises BadValue where nothing is called that."""
    found = names.get(key(values.one_line(value, limit=100)))
    if found is None:
        raise BadValue(_("%(value)s is not known") % {"value": values.shown(value)})
    return found


def technology_names() -> Names:
    """By slug, label or term; the slug counts first, then the label."""
    rows = list(Technology.objects.values_list("id", "slug", "label_nl", "label_en", "merged_into"))
    merged = {technology: into for technology, *_, into in rows if into}
    found = _names((term.text, int(term.technology_id)) for term in terms_from_database())
    found |= _names((label, end_of_merges(row[0], merged)) for row in rows for label in row[2:4])
    return found | _names((slug, end_of_merges(technology, merged)) for technology, slug, *_ in rows)


def province_names() -> Names:
    """By two-letter code, with or without the country, or by name in either language."""
    names: list[tuple[str, int]] = []
    for province, code, *labels in Province.objects.values_list("id", "code", "name_nl", "name_en"):
        names += [(name, province) for name in (code, f"NL-{code}", *labels)]
    return _names(names)


def rom_names() -> Names:
    names: list[tuple[str, int]] = []
    for rom, slug, name in ROM.objects.values_list("id", "slug", "name"):
        names += [(slug, rom), (name, rom)]
    return _names(names)


def _names(pairs: Iterable[tuple[str, int]]) -> Names:
    return {key(name): found for name, found in pairs if key(name)}
