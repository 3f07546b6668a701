"""From a record to a draft: cleaned values, language, known technologies; or a refusal with the reason."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from typing import Any, cast

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from portal.core.bilingual import LANGUAGES
from portal.importing.importer.names import Names, normalise_name
from portal.importing.importer.report import ImportReport
from portal.importing.records.parser import ImportRecord
from portal.importing.records.values import (
    InvalidValue,
    Parser,
    clean_values,
    format_raw_value,
    has_value,
    parse_choice,
    parse_identifier,
    parse_line,
    parse_names,
    parse_option,
    parse_text,
)
from portal.technologies.tagger.language import Language, detect_language

TEXT_LENGTH = 100_000
COMMON_PARSERS: dict[str, Parser] = {
    "id": parse_identifier,
    "text": partial(parse_text, limit=TEXT_LENGTH),
    "text_nl": partial(parse_text, limit=TEXT_LENGTH),
    "text_en": partial(parse_text, limit=TEXT_LENGTH),
    "language": partial(parse_option, options=LANGUAGES),
    "keywords": parse_names,
    "technologies": parse_names,
    "source": partial(parse_line, limit=300),
}


@dataclass(frozen=True)
class ImportDraft:
    """A record that may go in. `values`: cleaned, stated ones alone, by the name of the field in the file."""

    line: int
    external_id: str
    values: dict[str, Any]
    language: Language
    technologies: list[int]

    def texts(self, name: str) -> dict[Language, str]:
        """What the record says in `name`, `name_nl` and `name_en`, by language; the last two win."""
        found = {self.language: self.values[name]} if name in self.values else {}
        for language in LANGUAGES:
            if (text := self.values.get(f"{name}_{language}")) is not None:
                found[cast(Language, language)] = text
        return found


class DraftBuilder:
    """Made for one file, since an id may stand in it once. What it passes over goes to the report."""

    def __init__(
        self, parsers: Mapping[str, Parser], states: type[TextChoices], technologies: Names, report: ImportReport
    ) -> None:
        self._parsers = {**COMMON_PARSERS, **parsers}
        self._states = states
        self._technologies = technologies
        self._report = report
        self._lines: dict[str, int] = {}  # of the ids so far

    @property
    def external_ids(self) -> list[str]:
        """Return the ids that have been read so far."""
        return list(self._lines)

    def draft(self, record: ImportRecord) -> ImportDraft:
        """Raises BadValue with the reason why the record cannot go in."""
        self._report.unknown.update(record.values.keys() - self._parsers.keys() - {"state", ""})
        cleaned = clean_values(record.values, self._parsers)
        if state := self._state(record):
            cleaned["state"] = state
        _merge_name_and_title(cleaned)
        _check_required_fields(cleaned)
        self._require_new(cleaned["id"], record.line)
        technologies = self._known_technologies(cleaned.get("technologies", []), record.line)
        return ImportDraft(record.line, cleaned["id"], cleaned, _determine_language(cleaned), technologies)

    def _require_new(self, external_id: str, line: int) -> None:
        if first := self._lines.get(external_id):
            place = {"id": format_raw_value(external_id), "line": first}
            raise InvalidValue(_("the id %(id)s stands in line %(line)d already") % place)
        self._lines[external_id] = line

    def _state(self, record: ImportRecord) -> str | None:
        """None where the field speaks of something else, such as a state of America; a slip of the pen is refused."""
        value = record.values.get("state")
        if not has_value(value):
            return None
        try:
            return parse_choice(value, self._states)
        except InvalidValue as error:
            if isinstance(value, str) and get_close_matches(value.lower(), self._states.values):
                raise InvalidValue(f"state: {error}") from error
        options = ", ".join(self._states.values)
        self._report.remark(record.line, _("state passed over, it is none of: %(options)s") % {"options": options})
        return None

    def _known_technologies(self, names: Iterable[str], line: int) -> list[int]:
        found = []
        for name in names:
            if (technology := self._technologies.get(normalise_name(name))) is not None:
                found.append(technology)
            else:
                self._report.remark(
                    line, _("technology passed over, not known: %(name)s") % {"name": format_raw_value(name)}
                )
        return list(dict.fromkeys(found))


def _merge_name_and_title(cleaned: dict[str, Any]) -> None:
    """`name` and `title` are the same field, in whichever word a file has."""
    if name := cleaned.get("name") or cleaned.get("title"):
        cleaned.setdefault("name", name)
        cleaned.setdefault("title", name)


def _check_required_fields(cleaned: Mapping[str, Any]) -> None:
    missing = [] if "id" in cleaned else ["id"]
    if not cleaned.keys() & {"name", "title_nl", "title_en"}:
        missing.append(_("name or title"))
    if not cleaned.keys() & {"text", "text_nl", "text_en"}:
        missing.append("text")
    if missing:
        raise InvalidValue(_("missing: %(fields)s") % {"fields": ", ".join(missing)})


def _determine_language(cleaned: Mapping[str, Any]) -> Language:
    """Of `name`, `title` and `text`: as stated; else that of the only text; else as the words tell."""
    if stated := cleaned.get("language"):
        return cast(Language, stated)
    marked = [language for language in LANGUAGES if f"text_{language}" in cleaned]
    if "text" not in cleaned and len(marked) == 1:
        return cast(Language, marked[0])
    return detect_language(f"{cleaned.get('title', '')} {cleaned.get('text', '')}")
