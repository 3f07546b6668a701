"""Import companies and challenges from records: clean, compare, store in batches, and link technologies."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass
from difflib import get_close_matches
from functools import partial
from itertools import islice
from typing import Any, Literal, cast

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.bilingual import LANGUAGES
from portal.core.slugs import SlugPool
from portal.importing.readers import ImportRecord, RejectedLine
from portal.importing.report import ImportReport
from portal.importing.values import (
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
from portal.technologies.links import LinkChanges, plan_link_changes
from portal.technologies.models import Technology
from portal.technologies.suggestions import find_suggestions, load_tagger, load_terms, resolve_merge
from portal.technologies.tagger.language import Language, detect_language
from portal.technologies.tagger.words import fold_text

BATCH = 250
TEXT_LENGTH = 100_000
COMMON_PARSERS: dict[str, Parser] = {
    "id": parse_identifier,
    **dict.fromkeys(("text", "text_nl", "text_en"), partial(parse_text, limit=TEXT_LENGTH)),
    "language": partial(parse_option, options=LANGUAGES),
    "keywords": parse_names,
    "technologies": parse_names,
}

Names = dict[str, int]  # ids by normalised name
Outcome = Literal["created", "updated", "unchanged"] | RejectedLine
Progress = Callable[[ImportReport], None]


@dataclass(frozen=True)
class ImportDraft:
    """A valid record. `values`: the cleaned values of the fields that the record states, by their name in the file."""

    line: int
    external_id: str
    values: dict[str, Any]
    language: Language
    technologies: list[int]

    def get_texts(self, name: str) -> dict[Language, str]:
        """Return the texts of `name`, `name_nl` and `name_en` by language; the last two take precedence."""
        texts = {self.language: self.values[name]} if name in self.values else {}
        for language in LANGUAGES:
            if (text := self.values.get(f"{name}_{language}")) is not None:
                texts[cast(Language, language)] = text
        return texts


class RecordImporter(ABC):
    """Import one file; a subclass defines the kind of row that a record becomes.

    `links`: the model of the row's technology links, whose foreign key to the row is called `owner`.
    """

    model: type[Any]
    links: type[Any]
    owner: str
    states: type[TextChoices]

    def __init__(self) -> None:
        self.report = ImportReport()
        self.now = timezone.now()
        self.first_lines: dict[str, int] = {}  # by the ids that the file has used so far
        self._tagger = load_tagger()
        self._technologies = index_technology_names()
        if not self._technologies:
            self.report.notes.append(_("There is no technology in the database, so none was found in the texts."))
        self._plain_parsers: dict[str, Parser] = {
            "source": partial(parse_line, limit=300),
            **self.build_plain_parsers(),
        }
        self._parsers: dict[str, Parser] = {**COMMON_PARSERS, **self._plain_parsers, **self.build_parsers()}
        self.load_taken_names()

    @abstractmethod
    def build_plain_parsers(self) -> Mapping[str, Parser]:
        """Return the parsers of the fields that are stored as they are, in the row's field of the same name."""

    @abstractmethod
    def build_parsers(self) -> Mapping[str, Parser]:
        """Return the parsers of all other fields that this kind has besides the common ones."""

    @abstractmethod
    def get_name(self, draft: ImportDraft) -> str:
        """Return the name from which the slug of a new row is made."""

    @abstractmethod
    def fill_row(self, row: Any, draft: ImportDraft) -> None:
        """Set the fields that the record states, and no others, on a new or existing row. Raises InvalidValue."""

    @abstractmethod
    def list_texts(self, row: Any) -> list[tuple[str, str]]:
        """Return the (language, text) pairs that the tagger reads."""

    def mark_row_changed(self, row: Any) -> set[str]:
        """Update the fields that record a change of an existing row; return their names."""
        row.updated_at = self.now
        return {"updated_at"}

    def load_taken_names(self) -> None:
        """Load the values that have to be unique; called again after a batch that the database refused."""
        self._slugs = SlugPool(self.model.objects.all())

    def set_plain_fields(self, row: Any, draft: ImportDraft) -> None:
        for name in self._plain_parsers.keys() & draft.values.keys():
            setattr(row, name, draft.values[name])

    def import_records(
        self,
        records: Iterable[ImportRecord | RejectedLine],
        *,
        dry_run: bool = False,
        progress: Progress = lambda report: None,
    ) -> ImportReport:
        """Create and update rows by their id in the file.

        Each batch has its own transaction, so that a failure keeps earlier batches. `dry_run`: use one transaction and
        roll it back. `progress`: called after each batch.
        """
        remaining = iter(records)
        with transaction.atomic() if dry_run else nullcontext():
            while batch := list(islice(remaining, BATCH)):
                self._import_batch(batch)
                progress(self.report)
            self.report.drafts = self.count_drafts()
            if dry_run:
                transaction.set_rollback(True)
        return self.report

    def count_drafts(self) -> int:
        """Return how many of the file's rows are drafts, which are not matched; only challenges can be."""
        return 0

    def _import_batch(self, batch: list[ImportRecord | RejectedLine]) -> None:
        drafts: list[ImportDraft] = []
        for item in batch:
            try:
                if isinstance(item, RejectedLine):
                    self.report.refused.append(item)
                else:
                    drafts.append(self._clean_record(item))
            except InvalidValue as error:
                self.report.refused.append(RejectedLine(item.line, str(error)))
        for outcome in self._store_drafts(drafts):
            if isinstance(outcome, RejectedLine):
                self.report.refused.append(outcome)
            else:
                setattr(self.report, outcome, getattr(self.report, outcome) + 1)

    # --- from a record to a draft -------------------------------------------------------------------------------------

    def _clean_record(self, record: ImportRecord) -> ImportDraft:
        """Return the record as a draft, and add ignored values to the report. Raises InvalidValue with the reason."""
        self.report.unknown.update(record.values.keys() - self._parsers.keys() - {"state", ""})
        values = clean_values(record.values, self._parsers)
        if state := self._parse_state(record):
            values["state"] = state
        if name := values.get("name") or values.get("title"):  # the same field, in whichever word a file has
            values = {"name": name, "title": name, **values}
        missing = [] if "id" in values else ["id"]
        if not values.keys() & {"name", "title_nl", "title_en"}:
            missing.append(_("name or title"))
        if not values.keys() & {"text", "text_nl", "text_en"}:
            missing.append("text")
        if missing:
            raise InvalidValue(_("missing: %(fields)s") % {"fields": ", ".join(missing)})
        external_id = values["id"]
        if first := self.first_lines.get(external_id):
            place = {"id": format_raw_value(external_id), "line": first}
            raise InvalidValue(_("the id %(id)s stands in line %(line)d already") % place)
        self.first_lines[external_id] = record.line
        technologies = self._find_technologies(values.get("technologies", []), record.line)
        return ImportDraft(record.line, external_id, values, _determine_language(values), technologies)

    def _parse_state(self, record: ImportRecord) -> str | None:
        """Return the state; None for a value of another kind, such as a US state. Refuses a misspelt one."""
        value = record.values.get("state")
        if not has_value(value):
            return None
        try:
            return parse_choice(value, self.states)
        except InvalidValue as error:
            if isinstance(value, str) and get_close_matches(value.lower(), self.states.values):
                raise InvalidValue(f"state: {error}") from error
        options = ", ".join(self.states.values)
        self.report.remark(record.line, _("state passed over, it is none of: %(options)s") % {"options": options})
        return None

    def _find_technologies(self, names: Iterable[str], line: int) -> list[int]:
        found = {}
        for name in names:
            if technology := self._technologies.get(normalise_name(name)):
                found[technology] = True
            else:
                unknown = {"name": format_raw_value(name)}
                self.report.remark(line, _("technology passed over, not known: %(name)s") % unknown)
        return list(found)

    # --- from drafts to rows ------------------------------------------------------------------------------------------

    def _store_drafts(self, drafts: list[ImportDraft]) -> list[Outcome]:
        """Store the drafts together; if the database refuses, one by one, so that only invalid ones are left out."""
        try:
            return self._store_together(drafts)
        except (IntegrityError, DataError, OperationalError):
            if not connection.is_usable():
                raise
        self.load_taken_names()
        outcomes: list[Outcome] = []
        for draft in drafts:
            try:
                outcomes += self._store_together([draft])
            except (IntegrityError, DataError, OperationalError) as error:
                reason = str(error).partition("\n")[0]
                reason = _("the database refuses it: %(reason)s") % {"reason": reason}
                outcomes.append(RejectedLine(draft.line, reason))
        return outcomes

    @transaction.atomic
    def _store_together(self, drafts: list[ImportDraft]) -> list[Outcome]:
        locked = self.model.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        rows = locked.filter(external_id__in=[draft.external_id for draft in drafts])
        known = {row.external_id: row for row in rows}
        links: dict[int, dict[int, Any]] = defaultdict(dict)  # by row and technology
        for link in self.links.objects.filter(**{f"{self.owner}__in": [row.pk for row in known.values()]}):
            links[getattr(link, f"{self.owner}_id")][link.technology_id] = link
        outcomes: list[Outcome] = []
        new, changed, names, link_changes = [], [], set(), LinkChanges()
        for draft in drafts:
            row = known.get(draft.external_id) or self.model(external_id=draft.external_id)
            before = _read_values(row)
            try:
                self.fill_row(row, draft)
                row.clean()
            except ValidationError as error:
                outcomes.append(RejectedLine(draft.line, "; ".join(error.messages)))
                continue
            except InvalidValue as error:
                outcomes.append(RejectedLine(draft.line, str(error)))
                continue
            changed_names = {name for name, value in _read_values(row).items() if before[name] != value}
            changes = self._plan_links(row, draft, links.get(row.pk, {}))
            link_changes.extend(changes)
            if not row.pk:
                row.slug = self._slugs.take(self.get_name(draft))
                new.append(row)
                outcomes.append("created")
                continue
            if changed_names:
                changed.append(row)
                names |= changed_names | self.mark_row_changed(row)
            outcomes.append("updated" if changed_names or changes else "unchanged")
        self.model.objects.bulk_create(new)
        if changed:
            self.model.objects.bulk_update(changed, names)
        link_changes.store(self.links)
        return outcomes

    def _plan_links(self, row: Any, draft: ImportDraft, have: Mapping[int, Any]) -> LinkChanges:
        """Plan links for the texts and keywords; a keyword, as a sentence, is evidence only if no text names it."""
        keywords = "\n\n".join(draft.values.get("keywords", []))
        found = find_suggestions(self._tagger, [*self.list_texts(row), (draft.language, keywords)])

        def make_link(technology: int) -> Any:
            return self.links(**{self.owner: row, "technology_id": technology})

        return plan_link_changes(have, found, draft.technologies, make_link)


def set_bilingual_texts(row: Any, field_name: str, draft: ImportDraft, name: str) -> None:
    """Set `<field>_nl` and `<field>_en` to the record's texts called `name`.

    If the record has the text in one language and the row only in the other, the text has been rewritten in another
    language, or its language was detected wrongly before: the old text is removed.
    """
    texts = draft.get_texts(name)
    had = {language for language in LANGUAGES if getattr(row, f"{field_name}_{language}")}
    if len(texts) == 1 and name in draft.values and len(had) == 1 and not had & texts.keys():
        setattr(row, f"{field_name}_{had.pop()}", "")
    for language, text in texts.items():
        setattr(row, f"{field_name}_{language}", text)


def _read_values(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}


def _determine_language(values: Mapping[str, Any]) -> Language:
    """Return the language of `name`, `title` and `text`: as stated, else of the only text, else as detected."""
    if stated := values.get("language"):
        return cast(Language, stated)
    marked = [language for language in LANGUAGES if f"text_{language}" in values]
    if "text" not in values and len(marked) == 1:
        return cast(Language, marked[0])
    return detect_language(f"{values.get('title', '')} {values.get('text', '')}")


# --- names, compared without capitals, accents, spaces and hyphens ----------------------------------------------------


def normalise_name(name: str) -> str:
    return "".join(character for character in fold_text(name) if character.isalnum())


def index_names(pairs: Iterable[tuple[str, int]]) -> Names:
    return {normalise_name(name): found for name, found in pairs if normalise_name(name)}


def parse_known_name(value: Any, *, names: Names) -> int:
    """Return the id of the name in a field. Raises InvalidValue for an unknown name."""
    found = names.get(normalise_name(parse_line(value, limit=100)))
    if found is None:
        raise InvalidValue(_("%(value)s is not known") % {"value": format_raw_value(value)})
    return found


def index_technology_names() -> Names:
    """Return technologies by slug, label and term, in this order of precedence. A merged one leads to its successor."""
    rows = list(Technology.objects.values_list("id", "slug", "label_nl", "label_en", "merged_into"))
    merged = {technology: into for technology, *_, into in rows if into}
    found = index_names((term.text, int(term.technology_id)) for term in load_terms())
    found |= index_names((label, resolve_merge(row[0], merged)) for row in rows for label in row[2:4])
    return found | index_names((slug, resolve_merge(technology, merged)) for technology, slug, *_ in rows)
