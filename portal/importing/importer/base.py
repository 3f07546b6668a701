"""What importing companies and challenges has in common: compare, store in batches, link technologies."""

from abc import ABC, abstractmethod
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from typing import Any

from django.core.exceptions import ValidationError
from django.db import DataError, IntegrityError, OperationalError, connection, transaction
from django.db.models import TextChoices
from django.utils import timezone
from django.utils.translation import gettext as _

from portal.core.bilingual import LANGUAGES
from portal.core.slugs import SlugPool
from portal.importing.importer.drafts import DraftBuilder, ImportDraft
from portal.importing.importer.names import index_technology_names
from portal.importing.importer.report import ImportOutcome, ImportReport
from portal.importing.records.parser import ImportRecord, RejectedLine
from portal.importing.records.values import InvalidValue, Parser
from portal.technologies.evidence import TechnologyEvidence
from portal.technologies.links import LinkChanges, plan_link_changes
from portal.technologies.suggestions import TechnologySuggestion, find_suggestions, load_tagger

BATCH = 250

Progress = Callable[[ImportReport], None]


def import_records(
    importer: "RecordImporter", records: Iterable[ImportRecord | RejectedLine], *, dry_run: bool, progress: Progress
) -> ImportReport:
    """Batch by batch, each its own transaction, so that what went in stays in. dry_run: all in one, taken back."""
    if not dry_run:
        return importer.run(records, progress)
    with transaction.atomic():
        report = importer.run(records, progress)
        transaction.set_rollback(True)
    return report


@dataclass
class _ImportBatch:
    """What is to be written at once. `names`: the fields that changed in any of the `changed` rows."""

    new: list[Any] = field(default_factory=list)
    changed: list[Any] = field(default_factory=list)
    names: set[str] = field(default_factory=set)
    links: LinkChanges = field(default_factory=LinkChanges)


class RecordImporter(ABC):
    """Made for one run over one file; a subclass says what kind of row a record becomes.

    links: the model of the row's technologies, which calls the row `owner`.
    """

    model: type[Any]
    links: type[Any]
    owner: str
    states: type[TextChoices]
    parsers: Mapping[str, Parser]  # of the fields that this kind has beside the common ones

    def __init__(self) -> None:
        self.report = ImportReport()
        self.now = timezone.now()
        self._tagger = load_tagger()
        technologies = index_technology_names()
        if not technologies:
            self.report.notes.append(_("There is no technology in the database, so none was found in the texts."))
        self._drafter = DraftBuilder(self.parsers, self.states, technologies, self.report)
        self.load()

    def load(self) -> None:
        """Read what has to be unique; once more after a batch that the database refused."""
        self._slugs = SlugPool(self.model.objects.all())

    @abstractmethod
    def name(self, draft: ImportDraft) -> str:
        """What the address of a new row is made of."""

    @abstractmethod
    def fill(self, row: Any, draft: ImportDraft) -> None:
        """Set the fields of a new or existing row to what the record states, and no others. Raises BadValue."""

    def touch(self, row: Any) -> set[str]:
        """What a change brings along in a row that was there; the names of the fields."""
        row.updated_at = self.now
        return {"updated_at"}

    @abstractmethod
    def pieces(self, row: Any) -> list[tuple[str, str]]:
        """(language, text) that technologies are looked for in."""

    def run(self, records: Iterable[ImportRecord | RejectedLine], progress: Progress) -> ImportReport:
        remaining = iter(records)
        while batch := list(islice(remaining, BATCH)):
            drafts = [draft for item in batch if (draft := self._draft(item))]
            for outcome in self._stored(drafts):
                self.report.count(outcome)
            progress(self.report)
        return self.report

    def _draft(self, item: ImportRecord | RejectedLine) -> ImportDraft | None:
        try:
            if isinstance(item, ImportRecord):
                return self._drafter.draft(item)
            self.report.count(item)
        except InvalidValue as error:
            self.report.count(RejectedLine(item.line, str(error)))
        return None

    def _stored(self, drafts: list[ImportDraft]) -> list[ImportOutcome | RejectedLine]:
        """All at once; where the database refuses that, one by one, so that only the bad ones stay out."""
        try:
            return self._stored_together(drafts)
        except (IntegrityError, DataError, OperationalError):
            if not connection.is_usable():
                raise
        self.load()
        return [outcome for draft in drafts for outcome in self._stored_alone(draft)]

    def _stored_alone(self, draft: ImportDraft) -> list[ImportOutcome | RejectedLine]:
        try:
            return self._stored_together([draft])
        except (IntegrityError, DataError, OperationalError) as error:
            reason = str(error).partition("\n")[0]
            return [RejectedLine(draft.line, _("the database refuses it: %(reason)s") % {"reason": reason})]

    @transaction.atomic
    def _stored_together(self, drafts: list[ImportDraft]) -> list[ImportOutcome | RejectedLine]:
        rows = self._rows(drafts)
        links = self._links(rows)
        batch = _ImportBatch()
        outcomes = [self._planned(draft, rows.get(draft.external_id), links, batch) for draft in drafts]
        self.model.objects.bulk_create(batch.new)
        if batch.changed:
            self.model.objects.bulk_update(batch.changed, batch.names)
        batch.links.store(self.links)
        return outcomes

    def _rows(self, drafts: list[ImportDraft]) -> dict[str, Any]:
        ids = [draft.external_id for draft in drafts]
        rows = self.model.objects.select_for_update(of=("self",), no_key=True).order_by("pk")
        return {row.external_id: row for row in rows.filter(external_id__in=ids)}

    def _links(self, rows: Mapping[str, Any]) -> dict[int, dict[int, TechnologyEvidence]]:
        """By row and technology."""
        found: dict[int, dict[int, TechnologyEvidence]] = defaultdict(dict)
        for link in self.links.objects.filter(**{f"{self.owner}__in": [row.pk for row in rows.values()]}):
            found[getattr(link, f"{self.owner}_id")][link.technology_id] = link
        return found

    def _planned(
        self, draft: ImportDraft, row: Any, links: Mapping[int, dict[int, TechnologyEvidence]], batch: _ImportBatch
    ) -> ImportOutcome | RejectedLine:
        is_new = row is None
        if is_new:
            row = self.model(external_id=draft.external_id)
        before = _read_row_values(row)
        try:
            self.fill(row, draft)
            row.clean()
        except (InvalidValue, ValidationError) as error:
            return RejectedLine(draft.line, _describe_import_failure(error))
        names = {name for name, value in _read_row_values(row).items() if before[name] != value}
        changes = plan_link_changes(
            {} if is_new else links.get(row.pk, {}),
            self._proposals(row, draft),
            draft.technologies,
            partial(self._link, row),
        )
        batch.links.extend(changes)
        if is_new:
            row.slug = self._slugs.take(self.name(draft))
            batch.new.append(row)
            return ImportOutcome.CREATED
        if names:
            batch.changed.append(row)
            batch.names |= names | self.touch(row)
        return ImportOutcome.UPDATED if names or changes else ImportOutcome.UNCHANGED

    def _link(self, row: Any, technology: int) -> Any:
        return self.links(**{self.owner: row, "technology_id": technology})

    def _proposals(self, row: Any, draft: ImportDraft) -> list[TechnologySuggestion]:
        """What the texts name; what only the keywords name comes last. A keyword counts as a sentence."""
        keywords = "\n\n".join(draft.values.get("keywords", []))
        return find_suggestions(self._tagger, [*self.pieces(row), (draft.language, keywords)])


def set_bilingual_texts(row: Any, field_name: str, draft: ImportDraft, name: str) -> None:
    """Set `<field>_nl` and `<field>_en` to the record's texts called `name`.

    A text that comes in one language where the row has it only in the other has been rewritten in that language, or was
    taken for the other one before: it takes the old one's place.
    """
    texts = draft.texts(name)
    had = {language for language in LANGUAGES if getattr(row, f"{field_name}_{language}")}
    if len(texts) == 1 and name in draft.values and len(had) == 1 and not had & texts.keys():
        setattr(row, f"{field_name}_{had.pop()}", "")
    for language, text in texts.items():
        setattr(row, f"{field_name}_{language}", text)


def _read_row_values(row: Any) -> dict[str, Any]:
    return {field.name: getattr(row, field.attname) for field in row._meta.concrete_fields if not field.generated}


def _describe_import_failure(error: Exception) -> str:
    return "; ".join(error.messages) if isinstance(error, ValidationError) else str(error)
